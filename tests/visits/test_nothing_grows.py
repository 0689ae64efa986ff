"""A terminal that runs for months: a visit leaves no object behind that the visit before did not have."""

from __future__ import annotations

import gc
from collections import Counter

import pytest

from kiosk.fsm.states import S
from tests.support.visits import Person

WARM, PARTS, VISITS = 300, 3, 100
"""What is kept of the last hundreds, such as sounds for the console, has its full number after `WARM`."""


def checks_a_card(person: Person) -> None:
    person.checks_card().sees(S.CARD_STATE).ends().takes_card().waits_until(S.ATTRACT)
    person.machine.views.clear()
    person.machine.states.clear()


def alive() -> Counter[str]:
    """How many objects of each type the collector knows."""
    gc.collect()
    return Counter(type(each).__qualname__ for each in gc.get_objects())


@pytest.mark.cost(12)
def test_hundreds_of_visits_leave_no_object_each(person: Person) -> None:
    """What a visit leaves grows in every part; a library's cache that is filled once, whenever, in one."""
    for _ in range(WARM):
        checks_a_card(person)
    parts = []
    for _ in range(PARTS):
        before = alive()
        for _ in range(VISITS):
            checks_a_card(person)
        parts.append(alive() - before)
    grown = {name: least for name in parts[0] if (least := min(part[name] for part in parts)) >= VISITS // 10}
    assert grown == {}
