"""Closing time is announced while a visit can still be ended, in one place, and never to who is paying."""

from __future__ import annotations

import pytest

from kiosk.fsm.state_groups import BEFORE_MONEY
from kiosk.fsm.view import View
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Service
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import SAMPLES, sample
from kiosk.screens.samples.facts import changed
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.text import plain
from kiosk.screens.toolkit.theme import style_for
from tests.support.page_layouts import CONTEXT, SHAPES, texts_of

TOLD = "This service closes in 4 minutes"


def closing(view: View, minutes: int | None = 4) -> View:
    rows = tuple(ServiceAvailability(service, may_start=False, closes_in=minutes) for service in Service)
    return changed(view, services=rows)


def said(view: View, size: tuple[int, int] = SHAPES[0]) -> list[tuple[str, float]]:
    layout = PageLayout(SCREENS[view.state](CONTEXT, view), style_for(size, "en", typeface()))
    return [(plain(text.markup), text.box.y) for text in texts_of(layout)]


@pytest.mark.parametrize("size", SHAPES)
def test_it_is_told_on_every_page_of_a_visit_that_has_paid_nothing_and_on_no_other(
    size: tuple[int, int],
) -> None:
    told, places = set(), set()
    for name in SAMPLES:
        view = closing(changed(sample(name, "en"), deadline=None))
        places |= {y for text, y in said(view, size) if text == TOLD}
        if TOLD in [text for text, _ in said(view, size)]:
            told.add(view.state)
    assert told == {state for state in BEFORE_MONEY if state.value != "menu"}, "the menu has its own words"
    assert len(places) == 1, "always in the same place"


def test_it_is_not_told_while_there_is_plenty_of_time() -> None:
    assert not any("closes in" in text for text, _ in said(closing(sample("order", "en"), None)))


def test_only_the_service_of_the_visit_counts() -> None:
    other = (ServiceAvailability(Service.PASSWORD_RESET, closes_in=2),)
    assert changed(sample("order", "en"), services=other).closing_in_minutes is None


def test_one_minute_is_one_minute() -> None:
    assert "This service closes in 1 minute" in [text for text, _ in said(closing(sample("order", "en"), 1))]
