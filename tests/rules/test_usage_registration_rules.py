"""What may be filled in for a usage registration: lots, readings, telephone numbers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.usage_registration import (
    LONGEST_KANA,
    LONGEST_LOT,
    LONGEST_TELEPHONE,
    MAY_APPLY,
    Registration,
    RegistrationForm,
    RegistrationState,
    is_kana,
    is_lot,
    is_telephone,
)

numbers = st.integers(1, 99_999)


@given(st.lists(numbers, min_size=1, max_size=3))
def test_one_to_three_numbers_are_a_lot_that_the_screens_can_hold(parts: list[int]) -> None:
    lot = "-".join(map(str, parts))
    assert is_lot(lot)
    assert len(lot) <= LONGEST_LOT


@given(st.text(max_size=20))
def test_a_lot_is_nothing_but_numbers_and_hyphens(text: str) -> None:
    if is_lot(text):
        assert [str(int(part)) for part in text.split("-")] == text.split("-")
        assert set(text) <= set("0123456789-")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "0",
        "05",
        "5-",
        "-5",
        "5--3",
        "1-2-3-4",
        "123456",
        "5-0",
        "１",
        "二",
        "5番",
        " 5",
        "5\n",
        "1.2",
    ],
)
def test_what_is_no_lot(text: str) -> None:
    assert not is_lot(text)


@pytest.mark.parametrize(
    "text",
    ["シサク　ゴロウ", "ヒョウホン　スミ", "ア", "オオノ", "ヴィオラ", "ヱ", "ア" * 20 + "　" + "ア" * 20],
)
def test_readings(text: str) -> None:
    assert is_kana(text)
    assert len(text) <= LONGEST_KANA


@pytest.mark.parametrize(
    "text",
    ["", "　", "シサク ゴロウ", "しさく　ごろう", "ｼｻｸ", "試作", "シサク　", "　ゴロウ", "シサク　ゴロウ　ニ",
     "ア" * 21, "ア・イ", "SAKURA", "ーア", "ア　ーイ", "ア\n"],
)  # fmt: skip
def test_what_is_no_reading(text: str) -> None:
    assert not is_kana(text)


@pytest.mark.parametrize(
    "text",
    ["0144000000", "0312345678", "0612345678", "0980123456", "0120950178", "0570028125", "09012345678",
     "08012345678", "07012345678", "06012345678", "05038181250", "08001234567"],
)  # fmt: skip
def test_telephone_numbers(text: str) -> None:
    assert is_telephone(text)
    assert len(text) <= LONGEST_TELEPHONE


@pytest.mark.parametrize(
    "text",
    ["", "110", "014400000", "01440000000", "03123456789", "0901234567", "090123456789", "0044123456",
     "1234567890", "0000000000", "01012345678", "0144-00-0000", "０１４４００００００", "+81312345678",
     "0312345678\n", "03 1234567"],
)  # fmt: skip
def test_what_is_no_telephone_number(text: str) -> None:
    assert not is_telephone(text)


@given(st.text(alphabet="0123456789", max_size=12))
def test_a_telephone_number_has_ten_or_eleven_digits_by_how_it_begins(text: str) -> None:
    if is_telephone(text):
        assert text[0] == "0" != text[1]
        assert len(text) == (11 if text[2] == "0" else 10)


def test_only_who_has_nothing_or_must_correct_it_may_apply() -> None:
    assert {RegistrationState.NONE, RegistrationState.TO_BE_CORRECTED} == MAY_APPLY


def test_a_form_shows_nothing_of_itself() -> None:
    form = RegistrationForm("試作町二丁目", "15-3", "シサク　ゴロウ", "試作　五郎", "0144000000")
    assert repr(form) == "RegistrationForm()"
    assert form == RegistrationForm(
        town="試作町二丁目", lot="15-3", head_kana="シサク　ゴロウ", head="試作　五郎", telephone="0144000000"
    )


def test_a_registration_without_an_application_has_neither_number_nor_day() -> None:
    fresh = Registration(RegistrationState.NONE)
    assert (fresh.number, fresh.usable_from, fresh.towns, fresh.tells_heads) == ("", None, (), False)
    assert Registration(RegistrationState.IN_REVIEW, "N", date(2026, 12, 1)) != fresh
