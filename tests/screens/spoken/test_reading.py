"""What is shown is what is said, on every sample of every state in every language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from kiosk.fsm.state_groups import STAFF
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.i18n.words import words_in
from kiosk.screens.messages.certificates import KINDS
from kiosk.screens.spoken.personal import is_typing, personal_strings
from kiosk.screens.spoken.reading import Reading, read, spoken_texts
from kiosk.screens.spoken.widgets import own_words
from kiosk.screens.spoken.wording import speakable
from kiosk.screens.toolkit.layout import Widget
from kiosk.screens.toolkit.text import plain
from kiosk.screens.toolkit.widgets.choice import Badge
from kiosk.screens.toolkit.widgets.money import Denomination
from kiosk.screens.toolkit.widgets.steps import Steps
from kiosk.screens.toolkit.widgets.text import Text
from tests.support.page_layouts import SHAPES, each, each_language, keep, layouts

SIGNS = {"カ→ガ", "ハ→パ", "ツ→ッ", "ー", "-"}
"""Keys that are named by what they do."""


@lru_cache(maxsize=len(SHAPES))
def readings(language: str, size: tuple[int, int]) -> tuple[tuple[str, PageLayout, Reading], ...]:
    words = words_in(language)
    return tuple((name, layout, read(layout, words)) for name, layout, _ in layouts(language, size))


keep(readings.cache_clear)
as_spoken = cache(speakable)
"""Most texts stand on many pages."""


def texts_of_widget(widget: Widget) -> Iterator[Text]:
    """The texts that are said as they are; a coin's and a step's are said in a sentence, a badge's not."""
    if isinstance(widget, Text):
        yield widget
    elif not isinstance(widget, (Badge, Denomination, Steps)):
        for child in widget.children():
            yield from texts_of_widget(child)


@each
def test_every_text_of_the_body_is_said(language: str, size: tuple[int, int]) -> None:
    for name, layout, reading in readings(language, size):
        said = {each.text for each in reading.texts}
        said |= {part.text for action in reading.actions for part in action.said}
        for text in (text for part in layout.body for text in texts_of_widget(part)):
            spoken = {as_spoken(text.markup, code) for code in (language, "ja")}
            shown = plain(text.markup)
            assert spoken & said or shown in SIGNS or not shown, f"{name}: {text.markup} is not said"


@each
def test_every_action_is_reached_once_and_has_words(language: str, size: tuple[int, int]) -> None:
    for name, layout, reading in readings(language, size):
        shown = [each.names[0] for each in layout.walk() if each.names and each.names != ("staff",)]
        assert sorted(shown) == sorted(action.name for action in reading.actions), name
        for action in reading.actions:
            assert any(each.text for each in action.said), f"{name}: {action.name} has no words"
            assert action.enabled == any(
                each.enabled for each in layout.walk() if action.name in each.names
            ), f"{name}: {action.name}"


@each_language
def test_whatever_is_painted_says_something_or_is_known_to_be_silent(language: str) -> None:
    words = words_in(language)
    for name, layout, _ in layouts(language, SHAPES[0]):
        for widget in layout.walk():
            if not widget.children():
                assert own_words(widget, words) is not None, f"{name}: a {type(widget).__name__} is not known"


@each_language
def test_the_footer_is_read_after_the_body_and_the_language_last(language: str) -> None:
    for name, layout, reading in readings(language, SHAPES[0]):
        if layout.screen.view.state in STAFF:
            continue  # they have a header of their own
        names = [action.name for action in reading.actions]
        if "back" in names and "end" in names:
            assert names.index("back") < names.index("end"), name
        every_page = [each_name for each_name in names if each_name.startswith(("access", "language"))]
        if name.startswith("attract"):
            assert names[0] == "start", name
        else:
            assert names[len(names) - len(every_page) :] == every_page, name


@each_language
def test_nothing_that_is_said_has_marks_or_separators(language: str) -> None:
    for name, _, reading in readings(language, SHAPES[0]):
        for said in (*reading.texts, *(part for action in reading.actions for part in action.said)):
            assert not set("*^\n\u00a0") & set(said.text), f"{name}: {said.text}"
            assert said.language in {language, "ja", *LANGUAGES}


@each_language
def test_every_name_and_number_is_personal_and_so_is_every_key_that_types(language: str) -> None:
    found = 0
    for name, layout, reading in readings(language, SHAPES[0]):
        strings = personal_strings(layout.screen.view.visit)
        for action in reading.actions:
            if is_typing(action.name):
                assert all(each.personal for each in action.said), f"{name}: {action.name}"
        for said in (*reading.texts, *(part for action in reading.actions for part in action.said)):
            for string in strings:
                if len(string) > 3 and as_spoken(string, said.language) in said.text:
                    assert said.personal, f"{name}: {said.text}"
                    found += 1
    assert found > 10, "the samples have no names"


@each_language
def test_sentences_of_the_catalogue_may_come_from_the_disk(language: str) -> None:
    fixed = set(spoken_texts(language))
    for name in ("menu", "enter_pin", "take_card", "pay"):
        layout = next(layout for each, layout, _ in layouts(language, SHAPES[0]) if each == name)
        assert any(said.fixed and said.text in fixed for said in read(layout, words_in(language)).texts), name


def test_an_option_is_said_with_the_label_of_its_row_and_that_it_is_chosen() -> None:
    layout = next(layout for name, layout, _ in layouts("en", SHAPES[0]) if name == "options")
    reading = read(layout, words_in("en"))
    index = reading.index_of("option:head_and_relationship:shown")
    assert index is not None
    assert [each.text for each in reading.actions[index].lead] == ["Head of household and relationship"]
    assert [each.text for each in reading.actions[index + 1].lead] == ["Head of household and relationship"]
    assert [each.text for each in reading.actions[index + 1].said] == ["Leave out", "selected"]


def test_each_action_of_a_line_of_the_order_is_said_with_what_it_is_about() -> None:
    words = words_in("en")
    layout = next(layout for name, layout, _ in layouts("en", SHAPES[0]) if name == "order-many")
    lines, found = layout.screen.visit.order.lines, set()
    for action in read(layout, words).actions:
        what, _, number = action.name.partition(":")
        if what in {"change", "remove"}:
            name = words.of(KINDS[lines[int(number)].kind].name)
            assert name in [each.text for each in action.lead], action.name
            found.add(what)
    assert found == {"change", "remove"}


def test_typed_digits_are_in_no_reading() -> None:
    for name, _, reading in readings("en", SHAPES[0]):
        if name.startswith(("enter_pin", "signature_password", "new_password", "repeat_password")):
            for said in reading.texts:
                assert not said.personal, f"{name}: {said.text}"
