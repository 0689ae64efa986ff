"""One cell: somebody comes to a state, a fault happens as it is entered, and there must be a defined end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kiosk.fsm.event import Event
from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_groups import IDLE
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.fsm.visit import Secrets, Visit
from kiosk.rules.services import Service
from kiosk_simulator.scenarios.stage import Stage
from kiosk_simulator.scenarios.truth import discrepancy
from tests.fault_matrix.faults import Fault, PowerCut
from tests.fault_matrix.wires import Wires
from tests.support.mending import mend
from tests.support.shopper import AT_REST, LONGEST, Plan, Shopper, do, take_all, wait_for

NOTICED = 55.0
"""Seconds after which every device was looked at by the health checks, and one that hangs was given up."""
ENDS: dict[S, str] = {
    S.TAKE_PAPERS: "papers",
    S.RESULT: "done",
    S.CARD_STATE: "card shown",
    S.TAKE_REFUND: "money back",
    S.CLAIM: "slip",
    S.REFUSAL: "refused",
    S.CARD_UNSEEN: "card not seen",
}
"""What a visit comes to, by the states that tell it."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A state that somebody has come to on a plan; with `leaves` they go away there, else they go on."""

    state: S
    plan: Plan
    leaves: bool

    def __str__(self) -> str:
        return f"{self.state.value} ({self.plan.name}, {'leaves' if self.leaves else 'goes on'})"


@dataclass(slots=True)
class Entry:
    """A state that was entered, the wires that were used in it, and what it tells of the visit's end."""

    state: S
    asked: set[str] = field(default_factory=set)
    told: str = ""


@dataclass(slots=True)
class Played:
    """What a cell came to. `problems` is empty when its end is defined. `entries` begin with the visit and
    end with the terminal at rest; the fault happened at the one numbered `reached`."""

    entries: list[Entry] = field(default_factory=list)
    reached: int | None = None
    rests: str = ""
    returns: str = ""
    problems: list[str] = field(default_factory=list)

    def told(self, until: int | None = None) -> list[str]:
        """What the visit came to from the fault on, up to the entry numbered `until`."""
        return [each.told for each in self.entries[self.reached : until] if each.told]

    def since(self, state: S) -> Played:
        """The same without a fault, from the first time that a state was entered. Raises ValueError."""
        first = [each.state for each in self.entries].index(state)
        return replace(self, reached=first)


class Cell:
    """Plays a situation with a fault, or without one."""

    def __init__(self, stage: Stage, wires: Wires, situation: Situation, fault: Fault | None) -> None:
        self._stage, self._situation, self._fault = stage, situation, fault
        self._shopper = Shopper(stage, situation.plan)
        # Who waits for staff waits in the page of their PIN, but not staff.
        self._at_rest = frozenset(IDLE) if situation.plan.is_staffs else AT_REST
        self._is_over = False
        self.played = Played()
        wires.asked = self._asked

    def play(self) -> Played:
        """Play it to its end, mend it, and serve the next one."""
        self._listen()
        self.played.entries.append(Entry(self._stage.machine.state))
        try:
            self._shopper.comes()
            self._visit()
        except PowerCut as cut:
            self._power_returns(devices=bool(cut.args))
        if self.played.reached is None:
            self.played.problems.append("the situation was not reached")
            return self.played
        self._ends()
        return self.played

    # --- the visit

    def _visit(self) -> None:
        stage, situation = self._stage, self._situation
        if situation.state is S.STARTING:
            self.played.entries.append(Entry(S.STARTING))
            self._happens()
            stage.starts()
            self._listen()
        elif stage.machine.state is situation.state and self.played.reached is None:
            self._happens()
        first, end = True, stage.clock.monotonic() + LONGEST
        while stage.clock.monotonic() < end:
            if stage.machine.state in self._at_rest and not first:
                return
            if self.played.reached is not None and situation.leaves:
                self._shopper.leaves()
                return
            if stage.machine.state in self._at_rest and self.played.reached is not None:
                stage.settle(NOTICED)  # the next one comes once it is noticed
            first = False
            self._shopper.acts()

    def _power_returns(self, *, devices: bool) -> None:
        self._stage.workers.hung.clear()
        self._stage.environment.reader.remove()
        do(self._stage, "power-cut devices" if devices else "power-cut")
        self._listen()

    # --- what is heard meanwhile

    def _listen(self) -> None:
        terminal = self._stage.kiosk.terminal
        terminal.event_listeners.append(self._entered)
        terminal.listeners.append(self)

    def _entered(self, _event: type[Event], led_to: S | None) -> None:
        if led_to is None or self._is_over:
            return
        self.played.entries.append(Entry(led_to))
        if led_to is self._situation.state and self.played.reached is None:
            self._happens()

    def _happens(self) -> None:
        """The fault, as the state is entered and before anything is asked in it."""
        self.played.reached = len(self.played.entries) - 1
        if self._fault is not None:
            self._fault.set(self._stage)

    def _asked(self, wire: str) -> None:
        if self.played.entries and not self._is_over:
            self.played.entries[-1].asked.add(wire)

    def shown(self, view: View) -> None:
        """Another picture: what the visit comes to."""
        if self._is_over or view.state not in ENDS or view.state is not self.played.entries[-1].state:
            return
        said = ENDS[view.state]
        if view.state in (S.REFUSAL, S.CLAIM) and view.reason is not None:
            said += f" {view.reason.value}"
        self.played.entries[-1].told = said

    def visit_began(self, visit: object) -> None:
        """The picture has it all."""

    def visit_ended(self, visit: object) -> None:
        """The picture has it all."""

    # --- the end

    def _ends(self) -> None:
        stage, played = self._stage, self.played
        rest = wait_for(stage, lambda: stage.machine.state in self._at_rest, LONGEST)
        self._is_over = True
        take_all(stage)
        if not rest:
            played.problems.append(f"still in {stage.machine.state.value}")
            return
        played.problems += _traces(stage)
        stage.settle(NOTICED)
        take_all(stage)
        played.rests = _rests(stage)
        self._looks()
        played.returns = mend(stage)
        if stage.machine.state is not S.ATTRACT:
            played.problems.append(f"not in service after staff: {_rests(stage)}")
            return
        self._looks()
        if self._fault is not None:
            played.problems += _serves_the_next(stage)
            self._looks()

    def _looks(self) -> None:
        if wrong := discrepancy(self._stage):
            self.played.problems.append(wrong)


def _rests(stage: Stage) -> str:
    """How a terminal waits, in words."""
    view = stage.machine.view
    if view.state is S.OUT_OF_SERVICE:
        reason = view.reason or view.status.stop
        return f"out of service {reason.value if reason else 'without a code'}"
    if view.state is S.ATTRACT:
        failing = view.status.closed_by(Service.CERTIFICATES)
        return "waits" if failing is None or failing.reason is None else f"waits, {failing.reason.value}"
    return view.state.value


def _traces(stage: Stage) -> Iterator[str]:
    """What a terminal at rest still knows of somebody."""
    machine = stage.kiosk.terminal.machine
    visit = machine.visit
    if visit != Visit("", visit.language, visit.access):
        yield "a visit is remembered"
    if machine.model.secrets != Secrets():
        yield "a secret is remembered"
    if stage.kiosk.prepared.certificates(visit.id):
        yield "certificates are kept"


def _serves_the_next(stage: Stage) -> Iterator[str]:
    """What is missing when somebody buys a certificate with 500 yen."""
    stage.expects_errors = stage.expects_errors or Reason.UNEXPECTED in stage.codes
    shopper, sheets, yen = Shopper(stage, Plan("the next")), len(stage.sheets_taken), stage.taken_from_tray
    end = stage.clock.monotonic() + LONGEST
    shopper.acts()
    while stage.machine.state not in AT_REST and stage.clock.monotonic() < end:
        shopper.acts()
    take_all(stage)
    got = (stage.machine.state, len(stage.sheets_taken) - sheets, stage.taken_from_tray - yen)
    if got != (S.ATTRACT, 1, 250):
        yield f"the next one gets {got[1]} sheets and {got[2]} yen, and leaves {got[0].value}"
