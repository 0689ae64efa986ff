"""The larger texts are larger where there is little room too, and what there is to choose stays in sight."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from kiosk.rules.access import Access, TextSize
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.i18n.words import Words
from kiosk.screens.messages.certificates import OPTIONS
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample, samples
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Widget
from kiosk.screens.toolkit.widgets.icon import Icon
from kiosk.screens.toolkit.widgets.tag import tag
from kiosk.screens.toolkit.widgets.text import Text
from tests.support.page_layouts import CONTEXT

SIZE, UPRIGHT = (1024, 768), (1080, 1920)
TYPING = (
    "enter_pin", "enter_pin-wrong", "enter_pin-smartphone", "new_password", "repeat_password",
    "signature_password", "signature_password-wrong", "register_head", "domicile_lot", "telephone",
)  # fmt: skip
each_language = pytest.mark.parametrize("language", list(LANGUAGES))


def _layout(
    name: str, language: str, size: TextSize, window: tuple[int, int] = SIZE, *, low: bool = False
) -> PageLayout:
    view = sample(name, language)
    access = Access(size, is_low=low)
    return PageLayout(SCREENS[view.state](CONTEXT, view), page_style(window, language, access))


@each_language
def test_larger_text_is_larger_beside_keys_too(language: str) -> None:
    for size in (TextSize.LARGE, TextSize.LARGEST):
        scales = {name: _layout(name, language, size).style.text_scale for name in TYPING}
        assert {name: scale for name, scale in scales.items() if scale < TextSize.LARGE.factor} == {}


@each_language
def test_larger_text_is_larger_above_keys_too(language: str) -> None:
    """Upright there is more room for lines, and less for words beside each other."""
    for name in TYPING:
        scale = _layout(name, language, TextSize.LARGEST, UPRIGHT).style.text_scale
        assert scale >= TextSize.LARGE.factor, name


@each_language
def test_a_list_that_is_divided_upright_is_divided_because_its_text_is_large(language: str) -> None:
    for name in ("certificates", "order-many", "menu", "information"):
        layout = _layout(name, language, TextSize.LARGEST, UPRIGHT)
        assert layout.pages == 1 or layout.style.text_scale >= TextSize.LARGE.factor, name


def _keys(layout: PageLayout) -> dict[str, Box]:
    typing = ("digit:", "letter:", "mark:", "erase", "space", "next")
    return {key.names[0]: key.box for key in layout.walk() if key.names and key.names[0].startswith(typing)}


@each_language
@pytest.mark.parametrize("window", [SIZE, UPRIGHT])
def test_no_key_moves_when_a_reason_or_a_notice_comes_and_goes(
    language: str, window: tuple[int, int]
) -> None:
    families = (
        ("enter_pin", "enter_pin-wrong", "enter_pin-last"),
        ("new_password", "new_password-differ"),
        ("signature_password", "signature_password-wrong", "signature_password-gone"),
        ("domicile_lot", "domicile_lot-empty"),
        ("telephone", "telephone-empty"),
        ("register_head", "register_head-empty"),
    )
    for family, size, low in product(
        families, (TextSize.NORMAL, TextSize.LARGE, TextSize.LARGEST), (False, True)
    ):
        first, *others = (_keys(_layout(name, language, size, window, low=low)) for name in family)
        assert len(first) > 10
        assert all(other == first for other in others), (family, size, low)


@each_language
def test_the_name_of_an_option_stands_on_the_page_of_its_values(language: str) -> None:
    layout = _layout("options-foreign", language, TextSize.LARGEST, UPRIGHT)
    names = {Words(language).of(name) for name in OPTIONS.values()}
    for page in range(layout.pages):
        shown = layout.turned(page)
        values = [part.box.bottom for part in shown.body[0].walk() if _begins(part, "option:")]
        lowest = max(values, default=0.0)
        for part in shown.walk():
            if isinstance(part, Text) and part.markup in names:
                assert part.box.bottom <= lowest, (page, part.markup)


@each_language
def test_keys_beside_larger_text_are_still_as_wide_and_high_as_a_finger_needs(language: str) -> None:
    for name in TYPING:
        for key in _layout(name, language, TextSize.LARGEST).walk():
            if key.names and key.names[0].startswith(("digit:", "letter:", "mark:")):
                assert min(key.box.w, key.box.h) >= theme.MIN_KEY - 0.01, (name, key.names)


@each_language
def test_the_first_page_of_a_list_shows_that_there_is_something_to_choose_between(language: str) -> None:
    for name, least in (("menu", 2), ("certificates", 2), ("information", 3)):
        layout = _layout(name, language, TextSize.LARGEST)
        action = {"menu": "service:", "certificates": "kind:", "information": "topic:"}[name]
        shown = [widget for widget in layout.walk() if any(each.startswith(action) for each in widget.names)]
        assert len(shown) >= least, name


def test_a_sign_beside_a_text_grows_with_it() -> None:
    style = page_style(SIZE, "ja")
    for scale in (1.0, 1.3, 1.6):
        icon = next(part for part in tag("success", "済").walk() if isinstance(part, Icon))
        assert icon.measure(replace(style, text_scale=scale), 300) == (20 * scale, 20 * scale)


def _tops(layout: PageLayout, prefix: str) -> dict[str, float]:
    return {part.names[0]: part.box.y for part in layout.walk() if _begins(part, prefix)}


def _begins(widget: Widget, prefix: str) -> bool:
    return bool(widget.names) and widget.names[0].startswith(prefix)


@each_language
def test_the_values_of_neighbouring_options_stand_side_by_side(language: str) -> None:
    view = dict(samples(language))["options-foreign"]
    layout = PageLayout(SCREENS[view.state](CONTEXT, view), page_style(SIZE, language))
    tops = _tops(layout, "option:")
    assert len(tops) >= 12
    # Two options with two values each make a row.
    assert sorted(list(tops.values()).count(top) for top in set(tops.values()))[-3:] == [4, 4, 4]
