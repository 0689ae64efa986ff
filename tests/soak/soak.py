"""Mixed visits, one after the other, at one terminal that is never started again; some devices fail."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.fsm.event import Event
from kiosk.fsm.state_groups import SHOPPER
from kiosk.fsm.states import S
from kiosk.rules.hours.calendar import YEAR_END
from kiosk_simulator.scenarios.run import Theatre
from kiosk_simulator.scenarios.stage import BEGINS, Stage
from kiosk_simulator.scenarios.truth import discrepancy
from tests.fault_matrix.faults import Fault, faults
from tests.fault_matrix.wires import wires
from tests.soak.footprint import Footprint, footprint
from tests.soak.visits import Coming, coming
from tests.support.mending import mend, serves, staff_comes
from tests.support.shopper import AT_REST, LONGEST, Shopper, take_all, wait_for

RATE = 0.02
"""How often a visit meets a fault."""
BETWEEN = 20.0
"""Seconds between two visits."""
VISITS_A_DAY = 60
LEAST, MOST = 20, 400
"""Coins in a hopper with which staff leaves it as it is."""
PROCESS = frozenset({"power", "clock"})
"""Faults after which the process begins anew, or staff must say what time it is: not here."""


@dataclass(slots=True)
class Count:
    """What happened. `problems` must be empty."""

    visits: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    staff: int = 0
    """How often staff had to return the terminal to service."""
    ends: Counter[str] = field(default_factory=Counter)
    """The last page of a shopper before the terminal rested."""
    problems: list[str] = field(default_factory=list)


class Soak:
    """One terminal through many visits. `seed` decides everything that is random."""

    def __init__(self, stage: Stage, folder: Path, seed: int) -> None:
        """`folder` is where the terminal keeps its files."""
        self._stage, self._folder, self._seed = stage, folder, seed
        self._faults = [each for each in faults(stage.environment) if each.group not in PROCESS]
        self._pending: tuple[Fault, S] | None = None
        self._last = S.ATTRACT
        self._days = _working_days()
        self.count = Count()
        stage.kiosk.terminal.event_listeners.append(self._entered)

    def play(self) -> None:
        """One visit to its end, with the terminal mended afterwards if it must be."""
        number = self.count.visits
        chance = random.Random(f"{self._seed}/{number}")
        self._day(number)
        somebody = coming(chance)
        faulty = chance.random() < RATE
        if faulty:
            fault = chance.choice(self._faults)
            self._pending = fault, chance.choice(SHOPPER)
            self.count.faults[fault.name] += 1
        self._visit(somebody)
        if self._pending is not None:  # it was not come to: the fault is there afterwards
            self._pending[0].set(self._stage)
            self._pending = None
        self._ends(number, faulty=faulty)
        self.count.visits += 1

    def footprint(self) -> Footprint:
        """What the process holds now."""
        return footprint(self._folder)

    def _visit(self, somebody: Coming) -> None:
        stage = self._stage
        shopper = Shopper(stage, somebody.plan)
        shopper.comes()
        shopper.acts()
        end = stage.clock.monotonic() + LONGEST
        while stage.machine.state not in AT_REST and stage.clock.monotonic() < end:
            if stage.machine.state is somebody.leaves_at:
                shopper.leaves()
            else:
                shopper.acts()

    def _entered(self, _event: type[Event], led_to: S | None) -> None:
        if led_to is None:
            return
        if led_to in SHOPPER:
            self._last = led_to
        if self._pending is not None and self._pending[1] is led_to:
            fault, self._pending = self._pending[0], None
            fault.set(self._stage)

    def _ends(self, number: int, *, faulty: bool) -> None:
        stage = self._stage
        stage.environment.reader.remove()
        if not wait_for(stage, lambda: stage.machine.state in AT_REST, LONGEST):
            self.count.problems.append(f"visit {number}: still in {stage.machine.state.value}")
        self.count.ends[self._last.value] += 1
        stage.settle(BETWEEN)
        take_all(stage)
        self._looks(number)
        if faulty or not serves(stage):
            self.count.staff += bool(mend(stage))
            if not serves(stage):
                self.count.problems.append(f"visit {number}: not in service after staff")
            self._looks(number)
        if any(not LEAST <= each.coins <= MOST for each in stage.environment.changer.hoppers.values()):
            staff_comes(stage)
            wait_for(stage, lambda: serves(stage), LONGEST)
        stage.environment.centre.forget()
        stage.environment.printer.wipe()
        stage.environment.printer.set_paper(250)
        stage.close_books()

    def _looks(self, number: int) -> None:
        if wrong := discrepancy(self._stage):
            self.count.problems.append(f"visit {number}: {wrong}")

    def _day(self, number: int) -> None:
        if number % VISITS_A_DAY == 0:
            self._stage.clock.set(next(self._days))
            self._stage.kiosk.terminal.look_at_calendar()
            self._stage.settle(2.0)


def _working_days() -> Iterator[datetime]:
    """The first days of the coming years on which the service is open, each at the same time of day.

    They never go back: a journal whose days come twice is not closed on the second one, and grows.
    """
    first, last = YEAR_END
    for days in itertools.count():
        day = BEGINS + timedelta(days=days)
        if last < (day.month, day.day) < first:
            yield day


@contextmanager
def soaking(keys: Path, folder: Path, seed: int) -> Iterator[Soak]:
    """A terminal with a journal on disk in `folder`; `keys` is the folder of the simulated keys."""
    with (
        Theatre(keys) as theatre,
        wires(theatre),
        theatre.opened(journal_file=folder / "journal.sqlite") as stage,
    ):
        yield Soak(stage, folder, seed)
