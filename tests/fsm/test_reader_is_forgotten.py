"""Who reads a closed terminal in another language or size leaves it as it was for the next person.

The exhaustive walk takes situations that differ only in words and sizes for one, so it cannot see this.
"""

from __future__ import annotations

import pytest

from kiosk.fsm.event import Event
from kiosk.fsm.flow.menu import AccessChosen, LanguageChosen
from kiosk.fsm.flow.operation import DeviceChecked, HoursChanged, Ready
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.visit import Visit
from kiosk.rules.access import Access, Colours, TextSize
from tests.support.fsm_walk import new_machine

CHOICES = (LanguageChosen("en"), AccessChosen(Access(TextSize.LARGEST, Colours.INVERTED)))
OPEN = HoursChanged(True, True)
CLOSED = HoursChanged(False, False, "2026-11-25 06:30")
BROKEN = DeviceChecked("card_reader", "noDevice", "", Reason.READER_FAULT)
WELL = DeviceChecked("card_reader", "online")


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize(
    ("gone", "state", "back"), [(CLOSED, S.CLOSED, OPEN), (BROKEN, S.OUT_OF_SERVICE, WELL)]
)
def test_the_attract_screen_after_a_closed_one_greets_in_the_default(
    choice: Event, gone: Event, state: S, back: Event
) -> None:
    machine = new_machine()
    for event in (OPEN, Ready(), gone, choice):
        machine.handle(event)
    assert machine.state is state
    assert machine.visit != Visit()
    machine.handle(back)
    assert machine.state is S.ATTRACT
    assert machine.visit == Visit()


@pytest.mark.parametrize("choice", CHOICES)
def test_a_choice_on_the_attract_screen_begins_a_visit(choice: Event) -> None:
    machine = new_machine()
    for event in (OPEN, Ready(), choice):
        machine.handle(event)
    assert machine.state is S.MENU
    assert machine.visit.id
