"""Katakana typed key by key: marks fit or change nothing, and whatever is typed can be a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.usage_registration import is_kana
from kiosk.screens.toolkit.kana import HALF_VOICED, ROWS, SMALL, VOICED, marked, row_of
from kiosk.screens.toolkit.widgets.keyboard import KANA_ROWS

KEYS = [kana for row in KANA_ROWS for kana in row if kana != "　"]
MARKS = (VOICED, HALF_VOICED, SMALL)
TYPED = st.lists(st.sampled_from([*KEYS, "ー", *MARKS]), max_size=20)


def typed(keys: list[str]) -> str:
    """What stands in the field after these keys."""
    text = ""
    for key in keys:
        text = marked(text, key) if key in MARKS else text + key
    return text


@pytest.mark.parametrize(
    ("before", "mark", "after"),
    [
        ("カ", VOICED, "ガ"),
        ("ガ", VOICED, "カ"),
        ("ハ", VOICED, "バ"),
        ("バ", HALF_VOICED, "パ"),
        ("パ", HALF_VOICED, "ハ"),
        ("パ", VOICED, "バ"),
        ("ウ", VOICED, "ヴ"),
        ("ツ", SMALL, "ッ"),
        ("ッ", SMALL, "ツ"),
        ("ヤ", SMALL, "ャ"),
        ("サカ", VOICED, "サガ"),
        ("ナ", VOICED, "ナ"),
        ("カ", HALF_VOICED, "カ"),
        ("カ", SMALL, "カ"),
        ("ワ", VOICED, "ワ"),  # ヷ is a letter, but of no name
        ("ヲ", VOICED, "ヲ"),
        ("ー", VOICED, "ー"),
        ("ミホン　", VOICED, "ミホン　"),
        ("", VOICED, ""),
    ],
)
def test_a_mark_changes_the_last_kana_where_it_fits(before: str, mark: str, after: str) -> None:
    assert marked(before, mark) == after


@given(TYPED)
def test_whatever_the_keys_make_is_a_name_unless_it_begins_with_the_long_mark(keys: list[str]) -> None:
    text = typed(keys)
    assert is_kana(text) == bool(text and text[0] != "ー")


@given(TYPED, st.sampled_from(MARKS))
def test_a_mark_changes_nothing_but_the_last_kana_and_the_second_time_takes_it_back(
    keys: list[str], mark: str
) -> None:
    before = typed(keys)
    once = marked(before, mark)
    assert (once[:-1], len(once)) == (before[:-1], len(before))
    again = marked(once, mark)
    assert marked(again, mark) == once
    if before and before[-1] in KEYS:
        assert again == before


@given(TYPED)
def test_marks_and_small_letters_stay_in_their_row_of_the_index(keys: list[str]) -> None:
    plain = [key for key in keys if key not in MARKS]
    if typed(keys) and plain:
        assert row_of(typed(keys)) == row_of(plain[0])


def test_the_keyboard_has_every_kana_of_the_syllabary_once() -> None:
    assert sorted(KEYS) == sorted("".join(ROWS))
    assert len(set(KEYS)) == len(KEYS) == 46


@pytest.mark.parametrize(
    ("reading", "row"),
    [("ガッコウ", "カ"), ("ヴィラ", "ア"), ("ャマ", "ヤ"), ("ンダ", "ワ"), ("", ""), ("港", "")],
)
def test_a_reading_belongs_to_the_row_of_its_first_kana(reading: str, row: str) -> None:
    assert row_of(reading) == row
