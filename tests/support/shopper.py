"""A shopper who does the plain thing on every page, as far as it can be done, until nobody is there any more.

What is done on a page is steps of the scenarios; a plan names a service and what is done differently.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kiosk.fsm.state_groups import IDLE
from kiosk.fsm.states import S
from kiosk_simulator.scenarios.glass import NotOnTheScreen
from kiosk_simulator.scenarios.steps import BY_NAME, Failed, Stage

AT_REST = frozenset({*IDLE, S.STAFF_PIN})
"""Nobody is there; in the last one staff is waited for."""
LONGEST = 4000.0
"""Seconds in which every visit must have ended, whatever a device does and whoever goes away."""
TRIES = 3
"""Times that a shopper comes to the same page and does the plain thing; then they go."""

PLAIN: Mapping[S, tuple[str, ...]] = {
    S.ATTRACT: ("touch start",),
    S.CONSENT: ("touch agree",),
    S.MUNICIPALITY: ("touch scope:residence",),
    S.OTHER_MUNICIPALITY: ("touch prefecture:北海道 municipality:01213",),
    S.LAST_TRY: ("touch next",),
    S.ENTER_PIN: ("type 1234", "touch next"),
    S.TAKE_CARD: ("take-card",),
    S.CERTIFICATES: ("touch kind:resident_record",),
    S.OPTIONS: ("touch next",),
    S.MEMBERS: ("touch member:2 next",),
    S.MY_NUMBER: ("touch agree",),
    S.ORDER: ("touch pay",),
    S.PAY: ("insert 500", "insert 100 100 50"),
    S.STOP_PAYING: ("touch continue",),
    S.TAKE_REFUND: ("touch acknowledge",),
    S.CLAIM: ("touch acknowledge",),
    S.TAKE_PAPERS: ("touch acknowledge",),
    S.NEW_PASSWORD: ("type XYZ789", "touch next"),
    S.REPEAT_PASSWORD: ("type XYZ789", "touch next"),
    S.REGISTRATION_STATE: ("touch apply",),
    S.DOMICILE_TOWN: ("touch town:試作町二丁目",),
    S.DOMICILE_LOT: ("type 15-3", "touch next"),
    S.REGISTER_HEAD: ("type シサクゴロウ", "touch next"),
    S.HEAD_CANDIDATES: ("touch head:0",),
    S.TELEPHONE: ("type 09000000000", "touch next"),
    S.APPLICATION: ("touch confirm",),
    S.CARD_STATE: ("touch signature",),
    S.SIGNATURE_PASSWORD: ("type ABC123", "touch next"),
    S.LAST_PASSWORD_TRY: ("touch next",),
    S.INFORMATION: ("touch topic:lost_card",),
    S.TOPIC: ("touch end",),
    S.RESULT: ("touch acknowledge",),
    S.REFUSAL: ("touch acknowledge",),
    S.RETURN_CARD: ("take-card",),
    S.CARD_UNSEEN: ("take-card", "touch acknowledge"),
    S.STAFF_PIN: ("touch person:02", "type 258258", "touch next"),
    S.MAINTENANCE: ("touch in_service",),
}
"""What is done on a page, by its state; where nothing is said, one waits."""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What somebody has come for. `before` is done before anything is touched; `instead` takes the place of
    what is plain. `is_staffs` is that of somebody who signs in, and for whom nobody need be waited.
    At states of `once` only the first time is different."""

    name: str
    service: str = "certificates"
    card: str = "normal"
    before: tuple[str, ...] = ()
    instead: Mapping[S, tuple[str, ...]] = field(default_factory=dict)
    is_staffs: bool = False
    once: frozenset[S] = frozenset()

    def steps(self, state: S, time: int) -> tuple[str, ...]:
        """What is done on the page of a state, at the first, second, … time."""
        if state in self.instead and (time == 1 or state not in self.once):
            return self.instead[state]
        if state is S.MENU:
            return (f"touch service:{self.service}",)
        if state is S.PLACE_CARD:
            return ("take-card", f"set-card {self.card}")
        return PLAIN.get(state, ())


class Shopper:
    """Plays a plan at a terminal, page by page. What cannot be done is left, as at a real terminal."""

    def __init__(self, stage: Stage, plan: Plan) -> None:
        self.stage, self.plan = stage, plan
        self._done: Counter[S] = Counter()
        self._last = -1
        self._at_rest = frozenset(IDLE) if plan.is_staffs else AT_REST

    def comes(self) -> None:
        """Everything that is done before the first touch. Raises what a step raises."""
        for step in self.plan.before:
            do(self.stage, step)

    def acts(self) -> None:
        """Do what is plain on this page, once for each time that it is entered; then let time pass."""
        stage, state = self.stage, self.stage.machine.state
        generation = stage.kiosk.terminal.machine.generation
        if generation != self._last:
            self._last = generation
            self._done[state] += 1
            if self._done[state] <= TRIES:
                self._does(self.plan.steps(state, self._done[state]))
            else:
                self._does(("touch end",))
        self.takes_all()
        self._waits(generation)

    def takes_all(self) -> None:
        """Take what has come out, as everybody does at once."""
        take_all(self.stage)

    def leaves(self) -> None:
        """Go away with the card, and never touch anything again but to take the papers."""
        stage = self.stage
        stage.environment.reader.remove()
        end = stage.clock.monotonic() + LONGEST
        while stage.machine.state not in self._at_rest and stage.clock.monotonic() < end:
            self.takes_all()
            if stage.machine.state is S.TAKE_PAPERS:  # it calls until somebody says that they are taken
                self._does(("touch acknowledge",))
            self._waits(stage.kiosk.terminal.machine.generation)

    def _does(self, steps: tuple[str, ...]) -> None:
        machine = self.stage.kiosk.terminal.machine
        generation = machine.generation
        for step in steps:
            if machine.generation != generation:
                return  # the next step is for a page that is gone
            try:
                do(self.stage, step)
            except (NotOnTheScreen, Failed):
                break
        else:
            return
        if machine.generation == generation and "end" in self.stage.glass.touchable():
            do(self.stage, "touch end")

    def _waits(self, generation: int) -> None:
        """Until something changes; while it prints, sheet by sheet."""
        stage, machine = self.stage, self.stage.kiosk.terminal.machine
        if machine.generation != generation or machine.state in self._at_rest:
            return
        if stage.environment.printer.print_sheet():
            stage.settle()
            return
        wait_for(stage, lambda: machine.generation != generation, LONGEST)


def do(stage: Stage, step: str) -> None:
    """Carry out one step of a scenario. Raises Failed, and ValueError (NotOnTheScreen)."""
    name, *words = shlex.split(step)
    BY_NAME[name](stage, *words)


def take_all(stage: Stage) -> None:
    """Take money, papers and slips out of their trays."""
    stage.taken_from_tray += stage.environment.changer.take_tray()
    stage.sheets_taken += [sheet.name for sheet in stage.environment.printer.taken()]
    stage.slips_taken += len(stage.environment.receipt_printer.taken())


def wait_for(stage: Stage, wanted: Callable[[], bool], seconds: float) -> bool:
    """Let time pass until `wanted`; False when it did not come within `seconds`."""
    terminal, clock = stage.kiosk.terminal, stage.clock
    end = clock.monotonic() + seconds
    terminal.pump()
    while not wanted():
        due = terminal.next_due()
        if due is None or due > end:
            return False
        clock.advance(max(0.0, due - clock.monotonic()))
        terminal.pump()
    return True
