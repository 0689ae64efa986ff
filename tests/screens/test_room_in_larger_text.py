"""What there is room for: nothing floats, no page has only a note, what is chosen from is on the first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.rules.access import Access, TextSize
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.text import plain
from kiosk.screens.toolkit.widgets.field import Field, TextField
from kiosk.screens.toolkit.widgets.text import Text
from tests.support.page_layouts import CONTEXT, texts_of

WIDE, UPRIGHT = (1024, 768), (1080, 1920)
each_language = pytest.mark.parametrize("language", list(LANGUAGES))
each_size = pytest.mark.parametrize("size", [WIDE, UPRIGHT])
each_larger = pytest.mark.parametrize("text", [TextSize.LARGE, TextSize.LARGEST])


def _screen(name: str, language: str, text: TextSize) -> Screen:
    view = sample(name, language)
    view = replace(view, visit=replace(view.visit, access=Access(text)))
    return SCREENS[view.state](CONTEXT, view)


def _layout(name: str, language: str, text: TextSize, size: tuple[int, int]) -> PageLayout:
    return PageLayout(_screen(name, language, text), page_style(size, language, Access(text)))


def _keys(layout: PageLayout, prefix: str) -> list[str]:
    return [part.names[0] for part in layout.walk() if part.names and part.names[0].startswith(prefix)]


@each_language
@pytest.mark.parametrize("text", list(TextSize))
def test_upright_a_price_stands_at_the_left_below_what_it_is_for(text: TextSize, language: str) -> None:
    layout = _layout("order", language, text, UPRIGHT)
    (line,) = layout.screen.visit.order.lines
    price = layout.screen.words.yen(line.price)
    told = [each for each in texts_of(layout) if each.markup == price and each.box.x < layout.style.width / 3]
    assert [each.box.x for each in told] == [layout.room.x]


@each_language
@pytest.mark.parametrize(
    "name",
    ["register_head", "register_head-empty", "signature_password", "signature_password-last", "new_password"],
)
def test_upright_a_field_stands_below_what_it_is_for(name: str, language: str) -> None:
    layout = _layout(name, language, TextSize.NORMAL, UPRIGHT)
    (field,) = (part for part in layout.walk() if isinstance(part, Field | TextField))
    heading = max(
        (each for each in texts_of(layout) if each.size == theme.TITLE), key=lambda each: each.box.y
    )
    assert 0 <= field.box.y - heading.box.bottom <= theme.SPACE_4
    assert field.box.h > 70


@each_language
@each_size
@each_larger
def test_towns_are_on_the_first_page_and_all_of_them_and_the_note_are_reached(
    text: TextSize, size: tuple[int, int], language: str
) -> None:
    screen = _screen("domicile_town", language, text)
    style = page_style(size, language, Access(text))
    say = screen.words.say
    note = say(
        "registration",
        "It may differ from your address. If the town is not listed, "
        "please ask the city office of the domicile.",
    )
    seen: list[str] = []
    for _ in range(20):
        layout = PageLayout(screen, style)
        assert layout.pages == 1, "a list has one pair of keys between its pages"
        assert seen or _keys(layout, "town:")
        seen += _keys(layout, "town:")
        forward = layout.find("page:+")
        assert forward is not None
        if not forward.enabled:
            break
        screen.act("page:+")
    assert len(seen) == len(set(seen)) == 12
    assert note in [each.markup for each in texts_of(layout)]


@each_language
@each_size
@each_larger
@pytest.mark.parametrize("name", ["menu", "menu-evening", "menu-printer"])
def test_no_page_of_the_menu_has_a_note_alone(
    name: str, text: TextSize, size: tuple[int, int], language: str
) -> None:
    first = _layout(name, language, text, size)
    for page in range(first.pages):
        assert _keys(first.turned(page), "service:"), page


@pytest.mark.parametrize("language", ["ja", "ko", "zh"])
@each_larger
def test_upright_the_whole_menu_is_on_one_page_where_words_are_short(text: TextSize, language: str) -> None:
    assert _layout("menu", language, text, UPRIGHT).pages == 1


@each_language
@each_size
@each_larger
@pytest.mark.parametrize(
    "name", ["consent", "consent-reset", "consent-registration", "application-long", "card_state"]
)
def test_what_has_much_text_is_divided_before_it_is_set_much_smaller(
    name: str, text: TextSize, size: tuple[int, int], language: str
) -> None:
    scale = _layout(name, language, text, size).style.text_scale
    assert scale >= (1.45 if text is TextSize.LARGEST else TextSize.LARGE.factor)


@each_language
@each_size
@each_larger
@pytest.mark.parametrize("name", ["head_candidates-none", "head_candidates-long"])
def test_both_ways_on_are_on_the_first_page_where_no_register_matches(
    name: str, text: TextSize, size: tuple[int, int], language: str
) -> None:
    layout = _layout(name, language, text, size)
    assert {"correct", "head:"} <= {part.names[0] for part in layout.walk() if part.names}


def test_points_to_agree_with_are_all_there_on_their_pages() -> None:
    one = _layout("consent-reset", "pt", TextSize.NORMAL, WIDE)
    several = _layout("consent-reset", "pt", TextSize.LARGEST, WIDE)
    assert several.pages > 1
    wanted = {plain(each.markup) for part in one.body for each in part.walk() if isinstance(each, Text)}
    found = {plain(each.markup) for page in range(several.pages) for each in texts_of(several.turned(page))}
    assert wanted <= found
