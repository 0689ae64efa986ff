"""What the fleet server orders, done between visits; and how the terminal is, for its heartbeat."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from kiosk.fleet.machine import MachineFacts
from kiosk.fleet.memory import FleetMemory
from kiosk.fleet.messages import (
    Command,
    DeviceMessage,
    DrainCommand,
    MachineState,
    MaintenanceCommand,
    Outcome,
    ServiceCommand,
    SettingsCommand,
)
from kiosk.fleet.orders import Orders
from kiosk.fsm.state_groups import IDLE, STAFF
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit
from kiosk.journal.catalogue import Kind
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal
from kiosk.logs import Log
from kiosk.runtime.terminal import Terminal
from kiosk.tasks.ordered_hours import OrderedHours, day_of

log = Log()
_STATES = {
    S.STARTING: MachineState.STARTING,
    S.CLOSED: MachineState.CLOSED,
    S.OUT_OF_SERVICE: MachineState.OUT_OF_SERVICE,
    **dict.fromkeys(STAFF, MachineState.MAINTENANCE),
}
"""Of the states in which no shopper can be served."""


class FleetTasks:
    """A listener of the terminal, and the machine of its link.

    Commands wait until an idle screen is shown, and are then carried out on the terminal's thread: nobody is
    served meanwhile, and a visit never ends by one. `is_signed`: does an operator want these settings?
    """

    def __init__(
        self,
        terminal: Terminal,
        journal: Journal,
        hours: OrderedHours,
        memory: FleetMemory,
        is_signed: Callable[[SettingsCommand], bool],
    ) -> None:
        self._terminal, self._journal, self._hours = terminal, journal, hours
        self._memory, self._is_signed = memory, is_signed
        self._lock = threading.Lock()
        self._waiting: dict[str, Command] = {}
        self._view: View | None = None

    # what the link asks, on its thread

    def facts(self) -> MachineFacts:
        """As FleetMachine.facts."""
        view = self._view
        if view is None:
            return MachineFacts(MachineState.STARTING)
        status, reason = view.status, view.status.out_of_service
        devices = tuple(
            DeviceMessage(
                device=each.device,
                status=each.status,
                detail=each.detail,
                reason=each.reason.value if each.reason else "",
            )
            for each in status.devices
        )
        state = _STATES.get(view.state, MachineState.IN_SERVICE)
        return MachineFacts(
            state, reason.value if reason else "", tuple(sorted(status.switched_off)), devices
        )

    def order(self, command: Command) -> None:
        """As FleetMachine.order."""
        with self._lock:
            self._waiting.setdefault(command.id, command)
        self._terminal.call(self._carry_out)

    # a listener of the terminal, on its thread

    def shown(self, view: View) -> None:
        """An idle screen is the moment for what waits."""
        self._view = view
        if view.state in IDLE and self._waiting:
            self._terminal.call(self._carry_out)

    def visit_began(self, visit: Visit) -> None:
        """Commands wait."""

    def visit_ended(self, visit: Visit) -> None:
        """The idle screen comes after it."""

    def _carry_out(self) -> None:
        if self._terminal.machine.state not in IDLE:
            return
        with self._lock:
            waiting = list(self._waiting.values())
        for command in waiting:
            try:
                self._do(command)
            except (JournalFault, OSError) as error:
                # What cannot be written down is not done; the next idle screen or round tries again.
                log.error("fleet_command_not_done", kind=type(error).__name__)
                return
            with self._lock:
                del self._waiting[command.id]

    def _do(self, command: Command) -> None:
        memory = self._memory
        orders = self._ordered(command, memory.orders)
        outcome = Outcome.REFUSED if orders is None else Outcome.APPLIED
        self._journal.append(
            Kind.FLEET_COMMAND, {"command": command.id, "what": command.kind, "outcome": outcome.value}
        )
        memory.deal(command.id, outcome, memory.orders if orders is None else orders)
        self._close(memory.orders)

    def _ordered(self, command: Command, before: Orders) -> Orders | None:
        """What is in force after a command; None for one that cannot be obeyed."""
        match command:
            case ServiceCommand():
                others = {each for each in before.switched_off if each is not command.service}
                off = others if command.on else others | {command.service}
                return replace(before, switched_off=tuple(sorted(off)))
            case MaintenanceCommand():
                good = all(day_of(each) is not None for each in command.days)
                return replace(before, maintenance=tuple(sorted(set(command.days)))) if good else None
            case SettingsCommand():
                signed = self._is_signed(command)
                return replace(before, wanted_settings=command.digest) if signed else None
            case DrainCommand():
                return replace(before, drained=command.on)

    def _close(self, orders: Orders) -> None:
        self._hours.close_for(orders)
        self._terminal.look_at_calendar()
