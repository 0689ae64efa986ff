"""The screens offer exactly the ways back and out that the machine knows."""

from __future__ import annotations

import pytest

from kiosk.config.information import topics
from kiosk.fsm.event import Event
from kiosk.fsm.events import Acknowledged, Back, Ended
from kiosk.fsm.flow import TABLE
from kiosk.fsm.state_groups import IDLE
from kiosk.fsm.states import S
from kiosk.rules.services import Service
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.navigation import BACK_FROM, END_FROM, STAFF_FROM
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample, samples
from kiosk.screens.screen import ScreenContext
from kiosk.screens.toolkit.widgets.text import Text
from kiosk_simulator.phone.texts import menu

CONTEXT = ScreenContext(lambda event: None, lambda: 0.0, ("ja", "en"), True)


def sources(event: type[Event]) -> set[S]:
    """States in which the machine does something on `event`."""
    return {state for row in TABLE if row.event is event for state in row.source}


def offered(action: str) -> set[S]:
    """States with a sample on whose page the action can be touched."""
    return {
        view.state
        for _, view in samples()
        if any(
            action in widget.names
            for widget in PageLayout(SCREENS[view.state](CONTEXT, view), page_style((1024, 768), "ja")).walk()
        )
    }


def test_back_is_offered_exactly_where_the_machine_takes_it() -> None:
    assert sources(Back) == BACK_FROM == offered("back")


def test_end_is_offered_exactly_where_the_machine_takes_it() -> None:
    # Staff leave their PIN by Back; a second button would say the same.
    assert sources(Ended) - {S.STAFF_PIN} == END_FROM == offered("end")


def test_staff_can_be_called_wherever_no_visit_is_under_way_or_a_reader_never_lets_go() -> None:
    assert {*IDLE, S.MENU, S.RETURN_CARD, S.CARD_UNSEEN} == STAFF_FROM


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_telephones_page_and_the_information_name_the_row_of_the_menu(language: str) -> None:
    layout = PageLayout(SCREENS[S.MENU](CONTEXT, sample("menu", language)), page_style((1024, 768), language))
    [row] = [widget for widget in layout.walk() if f"service:{Service.PASSWORD_RESET}" in widget.names]
    name = next(widget for widget in row.walk() if isinstance(widget, Text)).markup
    assert menu(language) == name
    [topic] = [topic for topic in topics(language) if topic.key == "reservation"]
    assert name in "".join(section.text for section in topic.section)


def test_every_screen_that_waits_for_an_answer_has_its_button() -> None:
    # A farewell needs no button: the machine takes one, and goes on by itself.
    asked = {
        view.state
        for _, view in samples()
        if (primary := SCREENS[view.state](CONTEXT, view).primary()) and "acknowledge" in primary.names
    }
    assert asked == sources(Acknowledged) - {S.FAREWELL}
