"""T2. Yokohama, 27 March 2023, 11:34 to 11:43: what came out wrong came out under load.

Fifty terminals apply at the same moment, with delays beyond the time-out and every swap that the simulated
centre knows; whose sheet each is, is read from the paper in the trays.
"""

from __future__ import annotations

from collections import Counter
from itertools import cycle

import pytest

from kiosk.fsm.reasons import Reason
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from tests.incidents.conftest import Fleet, only_embedded, with_workers
from tests.support.fleet import PEOPLE, LightTerminal, Outcome, at_once, subjects_on

SWAPS = [
    CentreFault.SWAPPED_ANSWERS, CentreFault.OVERWRITTEN_REQUEST, CentreFault.PREVIOUS_ANSWER,
    CentreFault.LATE_ANSWER, CentreFault.PAGE_OF_ANOTHER, CentreFault.COPY_OF_ANOTHER,
    CentreFault.REPLAYED_RECORD, CentreFault.STALE_COPY, CentreFault.WRONG_CLOCK, CentreFault.OTHER_PERSON,
    CentreFault.WRONG_SIGNATURE,
]  # fmt: skip
CAUGHT = {Reason.RECORD_MISMATCH, Reason.RECORD_NOT_GENUINE}


def visits(terminal: LightTerminal, number: int, first: int) -> list[Outcome]:
    """So many visits one after the other, of one person after the other."""
    people = cycle(PEOPLE[first % len(PEOPLE) :] + PEOPLE[: first % len(PEOPLE)])
    return [terminal.visit(next(people)) for _ in range(number)]


@with_workers
def test_every_sheet_is_the_applicants_own_under_load_with_every_swap(
    centre: SimulatedCentre, fleet: Fleet
) -> None:
    play(centre, fleet, terminals=50, number=1)


@only_embedded
@pytest.mark.whole
@pytest.mark.cost(180)
@pytest.mark.timeout(1200)
def test_every_sheet_of_three_thousand_is_the_applicants_own(centre: SimulatedCentre, fleet: Fleet) -> None:
    play(centre, fleet, terminals=200, number=15)


def play(centre: SimulatedCentre, fleet: Fleet, *, terminals: int, number: int) -> None:
    """So many visits at each of so many terminals, of which every twentieth is struck by some swap."""
    standing = fleet(terminals, read_timeout=5.0)
    centre.faults.share, centre.faults.slow_seconds = 0.05, 7.0
    centre.faults.only(SWAPS)
    told = at_once(*(lambda at=at, each=each: visits(each, number, at) for at, each in enumerate(standing)))
    foreign = 0
    for terminal, outcomes in zip(standing, told, strict=True):
        own = [each.subject for each in outcomes if each.refused is None]
        foreign += subjects_on(terminal.printer) != own
    every = [each for outcomes in told for each in outcomes]
    printed = {each.request for each in every if each.refused is None}
    caught = {each.request for each in every if each.refused in CAUGHT}
    late = {each.request for each in every if each.refused is Reason.CENTRE_SLOW}
    assert foreign == 0
    assert len(every) == terminals * number
    assert not centre.faults.wronged & printed, "a swap went unnoticed"
    assert caught <= centre.faults.wronged, "a right answer was taken for a wrong one"
    assert centre.faults.wronged - late - {""} <= caught
    assert printed, "nobody was served at all"
    assert caught, "no swap struck"
    ends = Counter(each.refused.name if each.refused else "PRINTED" for each in every)
    wronged = len(centre.faults.wronged)
    print(f"{len(every)} applications at {terminals} terminals: {dict(ends)}; {wronged} wronged")
