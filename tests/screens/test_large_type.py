"""The larger texts are larger where there is little room too, and what there is to choose stays in sight."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.rules.access import Access, TextSize
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample, samples
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Widget
from kiosk.screens.toolkit.widgets.icon import Icon
from kiosk.screens.toolkit.widgets.tag import tag
from tests.support.page_layouts import CONTEXT

SIZE = (1024, 768)
TYPING = (
    "enter_pin", "enter_pin-wrong", "enter_pin-smartphone", "new_password", "repeat_password",
    "signature_password", "signature_password-wrong", "register_head", "domicile_lot", "telephone",
)  # fmt: skip
each_language = pytest.mark.parametrize("language", list(LANGUAGES))


def _layout(name: str, language: str, size: TextSize) -> PageLayout:
    view = sample(name, language)
    return PageLayout(SCREENS[view.state](CONTEXT, view), page_style(SIZE, language, Access(size)))


@each_language
def test_larger_text_is_larger_beside_keys_too(language: str) -> None:
    for size in (TextSize.LARGE, TextSize.LARGEST):
        scales = {name: _layout(name, language, size).style.text_scale for name in TYPING}
        assert {name: scale for name, scale in scales.items() if scale < TextSize.LARGE.factor} == {}


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
