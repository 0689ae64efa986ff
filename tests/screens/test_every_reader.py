"""Every screen in every language, size and arrangement of keys: all is there, readable and within reach."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from kiosk.fsm.states import S
from kiosk.rules.access import Access, Colours, TextSize
from kiosk.screens.frame.page_layout import OVERLAYS, PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample, samples
from kiosk.screens.toolkit.layout import Box, Widget
from kiosk.screens.toolkit.palettes import PALETTES, colour_of
from kiosk.screens.toolkit.theme import TEXT_PAIRS, WHITE, contrast
from tests.support.layout_checks import complaints
from tests.support.page_layouts import CONTEXT, Recorder, texts_of

SIZES = ((1024, 768), (1080, 1920))
READERS = {
    "normal": Access(),
    "large": Access(TextSize.LARGE),
    "largest": Access(TextSize.LARGEST),
    "low": Access(is_low=True),
    "large and low": Access(TextSize.LARGE, is_low=True),
}
STAFF = (S.STAFF_PIN, S.MAINTENANCE)


def _marks(language: str, size: int, reader: int) -> list[pytest.MarkDecorator]:
    marks = [pytest.mark.exhaustive, pytest.mark.xdist_group(f"readers of {language}"), pytest.mark.cost(8)]
    # Every pair of language, size and reader is in one half; the other half has the rest of the triples.
    if (list(LANGUAGES).index(language) + size + reader) % 2:
        marks.append(pytest.mark.whole)
    return marks


each_reader = pytest.mark.parametrize(
    ("language", "size", "reader"),
    [
        pytest.param(language, SIZES[size], reader, marks=_marks(language, size, number))
        for language in LANGUAGES
        for size in range(len(SIZES))
        for number, reader in enumerate(READERS)
    ],
)


def wrong_on(layout: PageLayout) -> list[tuple[int, str]]:
    """What is wrong on any page of a layout, with the number of the page."""
    bad = []
    for page in range(layout.pages):
        shown = layout.turned(page)
        canvas = Recorder()
        shown.paint(shown.style, canvas)
        bad += [(page, complaint) for complaint in complaints(shown, canvas)]
    return bad


@each_reader
def test_every_page_of_every_screen_is_whole(language: str, size: tuple[int, int], reader: str) -> None:
    style = page_style(size, language, READERS[reader])
    bad = []
    for name, view in samples(language):
        if view.state in STAFF and reader != "normal":
            continue  # staff have one size
        layout = PageLayout(SCREENS[view.state](CONTEXT, view), style)
        bad += [(name, *complaint) for complaint in wrong_on(layout)]
    assert bad == []


def _boxes(layout: PageLayout) -> list[tuple[type[Widget], tuple[str, ...], Box]]:
    return [(type(each), each.names, each.box) for each in layout.walk()]


@pytest.mark.parametrize("reader", ["largest", "low"])
def test_a_turned_page_is_the_page_that_is_laid_out_for_itself(reader: str) -> None:
    style, seen = page_style(SIZES[0], "pt", READERS[reader]), 0
    for name, view in samples("pt"):
        first = PageLayout(SCREENS[view.state](CONTEXT, view), style)
        for page in {1, first.pages - 1} if first.pages > 1 else ():
            turned, own = first.turned(page), PageLayout(SCREENS[view.state](CONTEXT, view), style, page=page)
            assert (turned.page, turned.pages, turned.style) == (page, own.pages, own.style), name
            boxes = [
                [(type(each), each.names, each.box) for each in layout.walk()] for layout in (turned, own)
            ]
            assert boxes[0] == boxes[1], name
            texts = [Recorder(), Recorder()]
            turned.paint(turned.style, texts[0])
            own.paint(own.style, texts[1])
            assert texts[0] == texts[1], name
            seen += 1
    assert seen > 5


@each_reader
@pytest.mark.parametrize("overlay", sorted(OVERLAYS))
def test_every_panel_over_a_screen_is_whole(
    language: str, size: tuple[int, int], reader: str, overlay: str
) -> None:
    access = READERS[reader]
    for name in ("consent", "attract", "pay"):
        view = sample(name, language)
        view = replace(view, visit=replace(view.visit, access=access))
        layout = PageLayout(
            SCREENS[view.state](CONTEXT, view), page_style(size, language, access), overlay=overlay
        )
        canvas = Recorder()
        layout.paint(layout.style, canvas)
        assert list(complaints(layout, canvas)) == [], name


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_name_of_a_language_is_never_cut_in_the_middle_of_a_word(language: str) -> None:
    names = {row.name for row in LANGUAGES.values()}
    seen = set()
    for size, access, (name, overlay) in product(
        SIZES, READERS.values(), (("attract", ""), ("consent", "language"))
    ):
        view = sample(name, language)
        layout = PageLayout(
            SCREENS[view.state](CONTEXT, view), page_style(size, language, access), overlay=overlay
        )
        for text in texts_of(layout):
            if text.markup in names:
                lines = ["".join(run.text for run in line.runs) for line in text.lines]
                assert lines == text.markup.split("\n"), (size, access, name)
                seen.add(text.markup)
    assert seen == names


@pytest.mark.parametrize("size", SIZES)
def test_low_controls_are_in_the_lower_half(size: tuple[int, int]) -> None:
    """All that could be brought down is: what fills more than half the glass cannot."""
    style = page_style(size, "ja", Access(is_low=True))
    half = style.height * 0.48 - 1
    for name in ("consent", "enter_pin", "place_card", "pay", "stop_paying", "take_papers", "refusal"):
        layout = PageLayout(SCREENS[sample(name).state](CONTEXT, sample(name)), style)
        high = [widget.names for widget in layout.walk() if widget.names and widget.box.y < half]
        assert high == [], name


def test_larger_text_is_larger_on_the_pages_that_are_only_read() -> None:
    for name in ("place_card", "take_card", "take_refund", "print"):
        layouts = [
            PageLayout(
                SCREENS[sample(name).state](CONTEXT, sample(name)), page_style((1024, 768), "ja", access)
            )
            for access in (Access(), Access(TextSize.LARGE), Access(TextSize.LARGEST))
        ]
        assert [layout.style.text_scale for layout in layouts] == [1.0, 1.3, 1.6], name


@pytest.mark.parametrize("palette", sorted(PALETTES))
def test_every_pair_of_colours_keeps_its_contrast_in_every_theme(palette: str) -> None:
    least = 7 if palette == "normal" else 10
    deep = ("#000060", "#0b0b85")  # pages on deep blue keep the normal theme
    found = {
        (text, ground): round(contrast(colour_of(palette, text), colour_of(palette, ground)), 1)
        for text, ground in TEXT_PAIRS
        if palette == "normal" or (ground not in deep and text not in deep)
    }
    assert {pair: ratio for pair, ratio in found.items() if ratio < least} == {}


def test_the_themes_are_those_that_a_shopper_can_choose() -> None:
    assert set(PALETTES) == {colours.value for colours in Colours}
    assert contrast(colour_of("inverted", WHITE), "#ffffff") > 20
