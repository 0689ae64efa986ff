"""The journal's health: one that cannot be written, or that staff must look into, stops the next visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.fsm.event import Event
from kiosk.fsm.flow.operation import DeviceChecked
from kiosk.fsm.reasons import Reason
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.status import Detail, DeviceStatus
from kiosk.journal.faults import Cause, JournalFault
from kiosk.journal.journal import Journal
from kiosk.logs import Log
from kiosk.tasks.silent_devices import JOURNAL

log = Log()

_DAMAGED = (DeviceStatus.HARDWARE_ERROR, Detail.JOURNAL_DAMAGED, Reason.JOURNAL_DAMAGED)
_LOST = (DeviceStatus.HARDWARE_ERROR, Detail.JOURNAL_LOST, Reason.JOURNAL_LOST)
_UNWRITABLE = (DeviceStatus.HARDWARE_ERROR, Detail.JOURNAL_UNWRITABLE, Reason.JOURNAL_UNWRITABLE)

_FAULTS: Mapping[Cause, tuple[DeviceStatus, Detail, Reason]] = {
    Cause.FULL: (DeviceStatus.USER_ERROR, Detail.DISK_FULL, Reason.JOURNAL_FULL),
    Cause.LOCKED: (DeviceStatus.BUSY, Detail.JOURNAL_LOCKED, Reason.JOURNAL_LOCKED),
    Cause.READ_ONLY: _UNWRITABLE,
    Cause.IO: _UNWRITABLE,
    Cause.CLOSED: _UNWRITABLE,
    Cause.MISSING: _LOST,
    Cause.CUT_SHORT: _LOST,
    Cause.DAMAGED: _DAMAGED,
    Cause.FOREIGN: _DAMAGED,
    Cause.NEWER: (DeviceStatus.USER_ERROR, Detail.JOURNAL_NEWER, Reason.JOURNAL_NEWER),
}


def journal_reason(fault: JournalFault) -> Reason:
    """Why no visit can be served while the journal has this fault."""
    return _FAULTS[fault.cause][2]


def journal_fault(fault: JournalFault) -> DeviceChecked:
    """What staff and shoppers are told of a fault of the journal."""
    return DeviceChecked(JOURNAL, *_FAULTS[fault.cause])


@dataclass(slots=True)
class JournalHealth:
    """Tasks on the journal's worker."""

    journal: Journal
    _logged: str = ""

    def check(self, context: TaskContext) -> tuple[Event, ...]:
        """Between visits: everything is written, the next visit will be, and no case is open.

        Before the start-up cases say nothing yet: it may close them, and must not wait for them.
        """
        try:
            self.journal.check()
            if self.journal.day_is_over():
                self.journal.close_day()
            open_cases = context.started and any(
                each.needs_staff for each in self.journal.accounts().values()
            )
        except JournalFault as fault:
            self._log(str(fault))
            return (journal_fault(fault),)
        self._logged = ""
        if open_cases:
            status = DeviceStatus.USER_ERROR
            return (DeviceChecked(JOURNAL, status, Detail.CASES_OPEN, Reason.INTERRUPTED),)
        return (DeviceChecked(JOURNAL, DeviceStatus.ONLINE),)

    def _log(self, words: str) -> None:
        """Once for each fault, however often it is found."""
        if words != self._logged:
            log.error("journal_fault", words=words)
            self._logged = words

    def close_day(self) -> None:
        """Seal and archive the day. What is wrong with the journal is found by `check`."""
        try:
            self.journal.close_day()
        except JournalFault:
            return
