"""The drawing that shows where a hand has to go stays in larger text, as long as there is room for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.rules.access import Access, TextSize
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample
from kiosk.screens.toolkit.drawings.sketch import Picture
from kiosk.screens.toolkit.layout import Widget
from kiosk.screens.toolkit.widgets.button import Touchable
from kiosk.screens.toolkit.widgets.text import Text
from tests.support.page_layouts import CONTEXT, Recorder

WIDE, UPRIGHT = (1024, 768), (1080, 1920)
IN_LARGE = (
    "place_card", "place_card-inserted", "place_card-gone", "place_card-check", "take_card", "refusal", "pay",
    "pay-exact", "pay-coins", "pay-rejected", "pay-no_notes", "pay-no_change", "pay-note_rejected",
    "take_refund", "claim", "claim-unknown", "print", "print_held", "take_papers", "take_papers-waiting",
    "take_papers-partly", "result", "result-application",
)  # fmt: skip
IN_LARGEST = (
    "place_card", "place_card-inserted", "place_card-gone", "take_card", "take_refund", "print", "pay-enough",
    "open_deposit", "take_papers", "take_papers-no_receipt", "take_papers-waiting",
)  # fmt: skip
LEAST = 240
each_reader = pytest.mark.parametrize(
    ("text", "size"),
    [(text, size) for text in (TextSize.LARGE, TextSize.LARGEST) for size in (WIDE, UPRIGHT)],
)
each_language = pytest.mark.parametrize("language", list(LANGUAGES))


def _layouts(language: str, text: TextSize, size: tuple[int, int]) -> Iterator[tuple[str, PageLayout]]:
    style = page_style(size, language, Access(text))
    for name in IN_LARGE if text is TextSize.LARGE else IN_LARGEST:
        view = sample(name, language)
        yield name, PageLayout(SCREENS[view.state](CONTEXT, view), style)


def _picture(layout: Widget) -> Picture | None:
    return next((part for part in layout.walk() if isinstance(part, Picture)), None)


@each_language
@each_reader
def test_it_stands_on_every_page_beside_what_is_said(
    text: TextSize, size: tuple[int, int], language: str
) -> None:
    for name, first in _layouts(language, text, size):
        for page in range(first.pages):
            layout = first.turned(page)
            picture = _picture(layout)
            assert picture is not None, (name, page)
            assert min(picture.box.w, picture.box.h) >= LEAST, (name, page)
            for part in layout.walk():
                if isinstance(part, Text | Touchable):
                    across = min(part.box.right, picture.box.right) - max(part.box.x, picture.box.x)
                    along = min(part.box.bottom, picture.box.bottom) - max(part.box.y, picture.box.y)
                    assert min(across, along) <= 1, (name, page, part)


@each_language
@each_reader
def test_what_is_written_in_it_stays_inside(text: TextSize, size: tuple[int, int], language: str) -> None:
    for name, layout in _layouts(language, text, size):
        picture, canvas = _picture(layout), Recorder()
        assert picture is not None
        picture.paint(layout.style, canvas)
        for written, x, baseline, letter, bold, _ in canvas.texts:
            right = x + layout.style.advance(written, letter, bold)
            assert picture.box.x <= x <= right <= picture.box.right, (name, written)
            assert picture.box.y < baseline < picture.box.bottom - 0.2 * letter, (name, written)


@each_language
@each_reader
def test_it_costs_one_page_at_most(text: TextSize, size: tuple[int, int], language: str) -> None:
    bare = replace(page_style(size, language, Access(text)), has_pictures=False)
    for name, layout in _layouts(language, text, size):
        view = sample(name, language)
        without = PageLayout(SCREENS[view.state](CONTEXT, view), bare)
        assert _picture(without) is None
        if layout.style.text_scale == without.style.text_scale:
            assert layout.pages <= without.pages + 1, name
