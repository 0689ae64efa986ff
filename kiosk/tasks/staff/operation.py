"""Services off and on, the clock confirmed, devices checked, and the end of the process."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.fsm.event import Event
from kiosk.fsm.flow.staff.maintenance import ClockConfirmed, ServiceSwitched, StaffActionDone
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.task_context import TaskContext
from kiosk.journal.catalogue import Fact, Kind
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal
from kiosk.rules.services import Service
from kiosk.structs import Struct


class OperationTasks(Struct):
    """On the journal's worker. `end` asks the process to end, True for being started again."""

    journal: Journal
    end: Callable[[bool], None]

    def check_devices(self, context: TaskContext) -> Event:
        """Staff wants the devices asked now: entering maintenance anew has asked every one."""
        self._write(context, StaffAction.CHECK_DEVICES)
        return StaffActionDone(StaffAction.CHECK_DEVICES, succeeded=True)

    def switch_service(self, context: TaskContext) -> Event:
        """Switch the ordered service off (`amount` 0) or on; a switch that is not written is not made."""
        on = context.order.amount > 0
        try:
            service = Service(context.order.case)
        except ValueError:  # no page orders that
            return StaffActionDone(StaffAction.SWITCH_SERVICE, succeeded=False)
        try:
            self.journal.append(Kind.SERVICE_SWITCHED, {"service": service.value, "on": on, "by": context.by})
        except JournalFault:
            return ServiceSwitched(service, on, succeeded=False)
        return ServiceSwitched(service, on)

    def confirm_clock(self, context: TaskContext) -> Event:
        """Somebody has compared the time of day with another clock, and says that it is right."""
        try:
            self.journal.append(Kind.CLOCK_CONFIRMED, {"by": context.by})
        except JournalFault:
            return ClockConfirmed(succeeded=False)
        return ClockConfirmed()

    def restart(self, context: TaskContext) -> Event:
        """End the process, to be started again."""
        return self._end(context, StaffAction.RESTART, again=True)

    def shut_down(self, context: TaskContext) -> Event:
        """End the process for good: whoever watches it leaves it off."""
        return self._end(context, StaffAction.SHUT_DOWN, again=False)

    def _end(self, context: TaskContext, action: StaffAction, *, again: bool) -> Event:
        self._write(context, action)
        self.end(again)
        return StaffActionDone(action, succeeded=True)

    def _write(self, context: TaskContext, action: StaffAction) -> None:
        facts: dict[str, Fact] = {"action": action.value, "succeeded": True, "by": context.by}
        self.journal.append(Kind.STAFF_ACTED, facts, rescue=True)
