"""What to take: a numbered list of what there is, where it lies, and what the shopper has ticked."""

from __future__ import annotations

import pytest

from kiosk.fsm.event import Event
from kiosk.fsm.events import Acknowledged
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.pages.printing.take_papers import TakePapersScreen
from kiosk.screens.samples import sample
from kiosk.screens.screen import ScreenContext
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.text import plain
from kiosk.screens.toolkit.theme import style_for
from kiosk.screens.toolkit.widgets.choice import Badge
from kiosk.screens.toolkit.widgets.icon import Icon
from tests.support.page_layouts import SHAPES, texts_of

CERTIFICATES, CHANGE, RECEIPT = "taken:certificates", "taken:change", "taken:receipt"


def opened(posted: list[Event], **facts: object) -> TakePapersScreen:
    context = ScreenContext(
        post=posted.append,
        clock=lambda: 0.0,
        languages=("ja", "en"),
        simulated=False,
    )
    return TakePapersScreen(context, sample("take_papers", "en", **facts))


def laid_out(screen: TakePapersScreen, size: tuple[int, int] = SHAPES[0]) -> PageLayout:
    return PageLayout(screen, style_for(size, screen.view.visit.language, typeface()))


def keys(layout: PageLayout) -> list[str]:
    return [w.names[0] for w in layout.walk() if w.names and w.names[0].startswith("taken:")]


def said(layout: PageLayout) -> list[str]:
    return [plain(text.markup) for text in texts_of(layout)]


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize(
    ("facts", "things", "heading"),
    [
        ({}, [CERTIFICATES, CHANGE, RECEIPT], "Take all 3 items"),
        ({"paid_out": 0}, [CERTIFICATES, RECEIPT], "Take all 2 items"),
        ({"receipt": False}, [CERTIFICATES, CHANGE], "Take all 2 items"),
        ({"paid_out": 0, "receipt": False}, [CERTIFICATES], "Take your certificates"),
    ],
)
def test_what_there_is_to_take_is_listed_and_counted(
    facts: dict[str, object], things: list[str], heading: str, size: tuple[int, int]
) -> None:
    layout = laid_out(opened([], **facts), size)
    assert layout.fits
    assert keys(layout) == things
    assert heading in said(layout)


def test_each_thing_has_its_number_and_says_where_it_is() -> None:
    texts = said(laid_out(opened([])))
    assert [text for text in texts if text in ("1", "2", "3")] == ["1", "2", "3"]
    assert {"3 sheets, tray below the screen", "250 yen, coin tray", "The narrow strip of paper"} <= set(
        texts
    )


def test_a_touch_ticks_a_thing_and_another_takes_the_tick_away() -> None:
    posted: list[Event] = []
    screen = opened(posted)
    screen.act(CHANGE)
    layout = laid_out(screen)
    badges = [widget.inside for widget in layout.walk() if isinstance(widget, Badge)]
    assert [isinstance(inside, Icon) for inside in badges] == [False, True, False]
    assert any(text.endswith("Taken") and text.startswith("250 yen") for text in said(layout))
    screen.act(CHANGE)
    assert not any("Taken" in text for text in said(laid_out(screen)))
    assert posted == [], "only the shopper's last word ends the visit"


def test_the_last_word_is_taken_whatever_is_ticked() -> None:
    posted: list[Event] = []
    screen = opened(posted)
    screen.act(CERTIFICATES)
    screen.act("acknowledge")
    assert posted == [Acknowledged()]


def test_a_tick_outlives_a_newer_picture_of_the_same_entry() -> None:
    screen = opened([])
    screen.act(RECEIPT)
    screen.update(sample("take_papers-waiting", "en"))
    assert any("Taken" in text for text in said(laid_out(screen)))


@pytest.mark.parametrize(("sheets", "told"), [(1, False), (2, True), (3, True)])
def test_staples_and_page_numbers_are_spoken_of_only_where_there_are_several_sheets(
    sheets: int, told: bool
) -> None:
    texts = said(laid_out(opened([], sheets=sheets, sheets_printed=sheets)))
    assert any("stapled" in text for text in texts) is told
