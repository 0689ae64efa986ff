"""Labels on keys: clear of the borders, in one size with their neighbours, in rows that stand straight."""

from __future__ import annotations

import pytest

from kiosk.rules.access import Access, TextSize
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample
from kiosk.screens.toolkit.widgets.button import Touchable
from kiosk.screens.toolkit.widgets.icon import Icon
from kiosk.screens.toolkit.widgets.text import Text
from tests.support.page_layouts import CONTEXT

CLEAR = 5.0
"""Logical units between a word and the border of its key: 1.5 mm."""
WORD_KEYS = {
    "new_password": ("order:abc", "erase"),
    "signature_password": ("order:abc", "erase"),
    "register_head": ("mark:゛", "mark:゜", "mark:small", "space", "erase"),
}
each_language = pytest.mark.parametrize("language", list(LANGUAGES))
each_size = pytest.mark.parametrize("size", [(1024, 768), (1080, 1920)])


def _layout(name: str, language: str, size: tuple[int, int], text: TextSize = TextSize.NORMAL) -> PageLayout:
    view = sample(name, language)
    return PageLayout(SCREENS[view.state](CONTEXT, view), page_style(size, language, Access(text)))


def _label(layout: PageLayout, action: str) -> tuple[Touchable, Text]:
    key = layout.find(action)
    assert isinstance(key, Touchable)
    return key, next(part for part in key.walk() if isinstance(part, Text))


@each_language
@each_size
@pytest.mark.parametrize("text", list(TextSize))
@pytest.mark.parametrize("name", list(WORD_KEYS))
def test_a_word_on_a_keyboard_stands_on_one_line_clear_of_the_borders_of_its_key(
    name: str, text: TextSize, size: tuple[int, int], language: str
) -> None:
    layout = _layout(name, language, size, text)
    for action in WORD_KEYS[name]:
        key, label = _label(layout, action)
        [line] = label.lines
        assert (key.box.w - line.width) / 2 >= CLEAR


@each_language
@each_size
@pytest.mark.parametrize("name", list(WORD_KEYS))
def test_the_words_of_a_keyboard_have_one_size(name: str, size: tuple[int, int], language: str) -> None:
    layout = _layout(name, language, size)
    labels = [_label(layout, action)[1] for action in WORD_KEYS[name]]
    assert len({run.size for label in labels for line in label.lines for run in line.runs}) == 1


@each_language
@each_size
@pytest.mark.parametrize("text", list(TextSize))
def test_each_rule_of_a_password_stands_on_one_line_and_keeps_its_height_when_it_is_kept(
    text: TextSize, size: tuple[int, int], language: str
) -> None:
    view = sample("new_password", language)
    screen = SCREENS[view.state](CONTEXT, view)
    style = page_style(size, language, Access(text))
    before = _rules(PageLayout(screen, style))
    for letter in "ABC123":
        screen.act(f"letter:{letter}")
    after = _rules(PageLayout(screen, style))
    assert [len(rule.lines) for rule in (*before, *after)] == [1] * 6
    assert [rule.box.y for rule in before] == [rule.box.y for rule in after]


def _rules(layout: PageLayout) -> list[Text]:
    words = layout.screen.words
    told = {
        words.say("password", rule)
        for rule in ("6 to 16 characters", "At least one letter", "At least one digit")
    }
    return [part for part in layout.walk() if isinstance(part, Text) and part.markup in told]


@each_language
@each_size
@pytest.mark.parametrize(
    "name",
    [
        "refusal", "card_unseen", "stop_paying", "stop_paying-enough", "result", "result-card_taken",
        "result-application", "card_state", "card_state-locked", "card_state-empty", "card_state-ended",
        "pay", "consent", "last_password_try",
    ],
)  # fmt: skip
def test_a_label_of_two_lines_has_room_above_and_below(
    name: str, size: tuple[int, int], language: str
) -> None:
    layout = _layout(name, language, size)
    for key in layout.walk():
        if isinstance(key, Touchable) and not {"access", "language"} & set(key.names):  # those of the header
            for label in key.walk():
                if isinstance(label, Text) and len(label.lines) > 1:
                    height = sum(line.height for line in label.lines)
                    assert (key.box.h - height) / 2 >= 10, key.names


@each_language
@each_size
def test_a_long_name_touches_neither_its_sign_nor_the_border(size: tuple[int, int], language: str) -> None:
    layout = _layout("members-twelve", language, size)
    keys = [key for key in layout.walk() if isinstance(key, Touchable) and key.names[0].startswith("member:")]
    assert keys
    for key in keys:
        sign, name = (part for part in key.walk() if isinstance(part, (Icon, Text)))
        assert sign.box.x - key.box.x >= 2 * CLEAR
        assert key.box.right - name.box.right >= 2 * CLEAR


@each_language
def test_upright_three_values_stand_in_one_row_or_in_one_column(language: str) -> None:
    layout = _layout("options-members", language, (1080, 1920))
    boxes = [
        key.box for key in layout.walk() if isinstance(key, Touchable) and "option:persons:" in key.names[0]
    ]
    assert len(boxes) == 3
    assert 1 in {len({box.x for box in boxes}), len({box.y for box in boxes})}


@each_language
@pytest.mark.parametrize("text", list(TextSize))
@pytest.mark.parametrize("name", ["application", "application-long"])
def test_upright_the_key_that_changes_an_entry_stands_level_with_the_label_of_it(
    name: str, text: TextSize, language: str
) -> None:
    layout = _layout(name, language, (1080, 1920), text)
    told = layout.screen.words.say("registration", "Lot number")
    found = 0
    for page in map(layout.turned, range(layout.pages)):
        key = page.find("correct:LOT")
        for label in page.walk():
            if key is not None and isinstance(label, Text) and label.markup == told:
                assert label.box.y == pytest.approx(key.box.y)
                found += 1
    assert found == 1
