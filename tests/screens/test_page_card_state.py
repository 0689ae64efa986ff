"""The status of a card: what no longer works is marked by sign, word and colour, and is told first."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.rules.access import Access, TextSize
from kiosk.rules.card_check import CardState, advice
from kiosk.rules.hours.japan_time import JST
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.i18n.dates import last_day
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.i18n.words import words_in
from kiosk.screens.pages.card_check.card_state import _ADVICE
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample
from kiosk.screens.samples.facts import changed
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Row, Widget
from kiosk.screens.toolkit.text import plain
from kiosk.screens.toolkit.widgets.beside import Beside
from kiosk.screens.toolkit.widgets.icon import Icon
from kiosk.screens.toolkit.widgets.text import Text
from tests.support.page_layouts import CONTEXT, texts_of

WRONG = {
    "card_state-trouble": ("Expired", "Password locked"),
    "card_state-locked": ("Password locked",),
    "card_state-ended": ("Expired", "PIN locked"),
}
each_language = pytest.mark.parametrize("language", list(LANGUAGES))


def _layout(
    name: str, language: str, text: TextSize = TextSize.NORMAL, size: tuple[int, int] = (1024, 768)
) -> PageLayout:
    view = sample(name, language)
    return PageLayout(SCREENS[view.state](CONTEXT, view), page_style(size, language, Access(text)))


def _signs_in(layout: PageLayout, colour: str) -> dict[str, str]:
    """The texts of a colour that stand in a row behind a sign of the same colour, with the sign."""
    found = {}
    for row in layout.walk():
        parts: list[Widget] = list(row.children()) if isinstance(row, Row) else []
        for sign, text in itertools.pairwise(parts):
            if isinstance(sign, Icon) and isinstance(text, Text) and text.colour == sign.colour == colour:
                found[plain(text.markup)] = sign.icon
    return found


@each_language
@pytest.mark.parametrize("name", list(WRONG))
def test_what_is_expired_or_locked_says_so_with_a_sign_and_has_no_tick(name: str, language: str) -> None:
    layout, say = _layout(name, language), words_in(language).say
    marked = _signs_in(layout, theme.ERROR)
    for word in WRONG[name]:
        assert marked[say("card_state", word)] == "alert"
    ticked = [text for text, sign in _signs_in(layout, theme.SUCCESS).items() if sign == "check"]
    assert len(ticked) <= 1, "the other certificate may be in order"
    on_the_card = [text for text in texts_of(layout) if text.markup == say("card_state", "On the card")]
    assert len(on_the_card) == 1


def test_a_last_day_in_the_past_and_a_locked_password_are_marked_where_they_stand() -> None:
    layout = _layout("card_state-trouble", "en")
    state, words = layout.screen.visit.card.state, words_in("en")
    assert state is not None
    assert state.signature_ends is not None
    assert state.authentication_ends is not None
    assert {last_day(words, state.signature_ends), "Locked"} <= set(_signs_in(layout, theme.ERROR))
    assert {last_day(words, state.authentication_ends), "1 of 3"} <= set(_signs_in(layout, theme.CAUTION))
    fine = _layout("card_state", "en")
    assert not _signs_in(fine, theme.ERROR)
    assert not _signs_in(fine, theme.CAUTION)


@each_language
@pytest.mark.parametrize("tries", [0, 1])
def test_every_amber_value_and_every_lock_is_explained_however_many_there_are(
    tries: int, language: str
) -> None:
    soon = datetime(2027, 1, 10, 23, 59, 59, tzinfo=JST)
    state = CardState(True, soon, tries, True, tries, soon)
    view = changed(sample("card_state-trouble", language), card_state=state)
    layout = PageLayout(SCREENS[view.state](CONTEXT, view), page_style((1024, 768), language, Access()))
    assert layout.fits
    told = {text.markup for page in range(layout.pages) for text in texts_of(layout.turned(page))}
    checked_at = view.visit.card.checked_at
    assert checked_at is not None
    expected = {layout.screen.words.of(_ADVICE[each][1]) for each in advice(state, checked_at)}
    assert len(expected) == 4
    assert expected <= told


@each_language
@pytest.mark.parametrize("size", [(1024, 768), (1080, 1920)])
@pytest.mark.parametrize("name", ["card_state", "card_state-trouble", "card_state-child", "card_state-ended"])
def test_the_facts_of_both_certificates_have_one_shape(
    name: str, size: tuple[int, int], language: str
) -> None:
    layout = _layout(name, language, size=size)
    facts = [each for each in layout.walk() if isinstance(each, Beside) and each.apart]
    assert facts
    assert len({type(fact.children()[0]) for fact in facts}) == 1


def _notices(layout: PageLayout) -> list[Box]:
    """The boxes of the notices that something no longer works."""
    return [
        text.box for text in texts_of(layout)
        if text.ground == theme.ERROR_GROUND and text.colour == theme.ERROR and text.size == theme.BODY
    ]  # fmt: skip


@each_language
@pytest.mark.parametrize("size", [(1024, 768), (1080, 1920)])
@pytest.mark.parametrize("text", list(TextSize))
@pytest.mark.parametrize("name", list(WRONG))
def test_what_no_longer_works_is_told_on_the_first_page_above_the_certificates(
    name: str, text: TextSize, size: tuple[int, int], language: str
) -> None:
    layout = _layout(name, language, text, size)
    told = _notices(layout)
    assert len(told) >= 1
    names = [each.box.y for each in texts_of(layout) if each.ground == theme.FIELD]
    assert max(box.bottom for box in told) <= min(names, default=layout.style.height)


@each_language
@pytest.mark.parametrize("text", list(TextSize))
def test_larger_text_is_larger_though_a_password_may_be_typed_later(text: TextSize, language: str) -> None:
    with_a_key, without = (
        _layout(name, language, text) for name in ("card_state-ended", "card_state-locked")
    )
    assert with_a_key.style.text_scale >= min(TextSize.LARGE.factor, without.style.text_scale)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("card_state", "Take the card and finish"),
        ("card_state-child", "Take the card and finish"),
        ("card_state-taken", "Finish"),
    ],
)
def test_the_key_speaks_of_the_card_as_long_as_it_is_in_the_machine(name: str, label: str) -> None:
    key = _layout(name, "en").find("end")
    assert key is not None
    assert [part.markup for part in key.walk() if isinstance(part, Text)] == [label]


@each_language
@pytest.mark.parametrize("is_read", [False, True])
def test_everything_is_in_order_only_once_the_signatures_expiry_was_read(
    is_read: bool, language: str
) -> None:
    view, say = sample("card_state", language), words_in(language).say
    card, ends = view.visit.card, datetime(2029, 2, 17, tzinfo=JST)
    assert card.state is not None
    if is_read:
        card = replace(card, state=replace(card.state, signature_ends=ends))
    shown = replace(view, visit=replace(view.visit, card=card))
    layout = PageLayout(SCREENS[shown.state](CONTEXT, shown), page_style((1024, 768), language))
    told = {text.markup for text in texts_of(layout)}
    limits = say("card_state", "The signature certificate's expiry was not checked.")
    assert (say("advice", "Everything is in order.") in told) is is_read
    assert (limits in told) is not is_read
