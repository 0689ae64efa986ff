"""Comparing what was typed with a register's domicile: figures of every writing, and nothing else fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.usage_registration import is_lot
from kiosk_simulator.centre.municipalities import load_municipalities
from kiosk_simulator.centre.usage_registration.domicile import fits, lot_of, number_of, same_reading, town_of
from kiosk_simulator.residents import HOUSEHOLDS

DIGITS = "〇一二三四五六七八九"
PLACE = "北海道苫小牧市"
numbers = st.integers(1, 99_999)


def in_units(number: int) -> str:
    """12345 as 一万二千三百四十五; 一 is left out before 十, 百 and 千, not before 万."""
    text = ""
    if number >= 10_000:
        text, number = in_units(number // 10_000) + "万", number % 10_000
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        count, number = divmod(number, unit)
        text += (DIGITS[count] if count > 1 else "") + name if count else ""
    return text + (DIGITS[number] if number else "")


def in_figures(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def full_width(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


WRITINGS = (str, full_width, in_units, in_figures)


@given(numbers, st.sampled_from(WRITINGS))
def test_a_number_is_the_same_in_every_writing(number: int, write: object) -> None:
    assert callable(write)
    assert number_of(write(number)) == number


@pytest.mark.parametrize(
    ("text", "number"), [("一千", 1000), ("二千二十", 2020), ("2千", 2000), ("十万", 100_000)]
)
def test_numbers_in_other_usual_writings(text: str, number: int) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    "text", ["", "百千", "十十", "二三十", "十二三", "番", "2番", "万", "-1", "1.5", "a"]
)
def test_what_is_no_number(text: str) -> None:
    assert number_of(text) is None


BETWEEN = ["番地", "番地の", "番", "番の", "-", "－", "‐", "ー", "−", "の", "ノ"]


@given(
    st.lists(numbers, min_size=1, max_size=3),
    st.lists(st.sampled_from(WRITINGS), min_size=3, max_size=3),
    st.lists(st.sampled_from(BETWEEN), min_size=2, max_size=2),
    st.sampled_from(["", "番地", "番", "号"]),
)
def test_a_lot_is_the_same_in_every_writing(
    parts: list[int], writings: list[object], between: list[str], end: str
) -> None:
    text = ""
    for index, (part, write) in enumerate(zip(parts, writings, strict=False)):
        assert callable(write)
        text += (between[index - 1] if index else "") + write(part)
    assert lot_of(text + end) == "-".join(map(str, parts))


@given(st.text(alphabet="0123456789一二十百千万番地号の丁目-－　町", max_size=12))
def test_whatever_a_register_says_a_lot_is_what_the_screens_can_give_or_none(text: str) -> None:
    lot = lot_of(text)
    assert lot is None or is_lot(lot)


@pytest.mark.parametrize(
    "text",
    ["", "番地", "無番地", "甲5番地", "0番地", "1番2番3番4番", "5番地 ", "5番地先", "100000番地", "5--3"],
)
def test_what_is_no_lot(text: str) -> None:
    assert lot_of(text) is None


@pytest.mark.parametrize(
    ("domicile", "town", "lot", "expected"),
    [
        ("見本町一丁目２番地", "見本町一丁目", "2", True),
        ("見本町１丁目２番地", "見本町一丁目", "2", True),
        ("見本町一丁目２番地", "見本町1丁目", "2", True),
        ("見本町一丁目２番地", "見本町", "1-2", True),
        ("見本町一丁目２番地", "見本町二丁目", "2", False),
        ("見本町一丁目２番地", "見本町一丁目", "12", False),
        ("見本町十一丁目２番地", "見本町一丁目", "2", False),
        ("見本町一丁目２２番地", "見本町一丁目", "2", False),
        ("試作町二丁目１５番地の３", "試作町二丁目", "15-3", True),
        ("試作町二丁目１５番地３", "試作町二丁目", "15-3", True),
        ("試作町二丁目１５番３号", "試作町二丁目", "15-3", True),
        ("試作町二丁目１５番地の３", "試作町二丁目", "15", False),
        ("標本町九番地", "標本町", "9", True),
        ("標本町九番地", "標本町", "9-1", False),
        ("二十四軒一番地", "二十四軒", "1", True),
        ("八三番地", "八", "3", True),
        ("例示町八番地", "示町", "8", False),
        ("例示町八番地", "", "8", False),
        ("例示町無番地", "例示町", "1", False),
    ],
)
def test_a_domicile_fits_its_own_town_and_lot_only(
    domicile: str, town: str, lot: str, expected: bool
) -> None:
    assert fits(PLACE + domicile, PLACE, town, lot) is expected
    assert not fits("みほん県見本市" + domicile, PLACE, town, lot)


@given(numbers, numbers, numbers, numbers)
def test_two_different_lots_of_one_town_never_fit_each_other(a: int, b: int, c: int, d: int) -> None:
    domicile = f"{PLACE}見本町{in_units(a)}番地の{full_width(b)}"
    assert fits(domicile, PLACE, "見本町", f"{c}-{d}") is ((a, b) == (c, d))


@given(st.text(alphabet="見本町一二十丁目1２", max_size=8))
def test_comparing_towns_changes_nothing_the_second_time(text: str) -> None:
    assert town_of(town_of(text)) == town_of(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("シサク　ゴロウ", "シサク　ゴロウ", True),
        ("シサク　ゴロウ", "シサクゴロウ", True),
        ("シサク　ゴロウ", "ｼｻｸ ｺﾞﾛｳ", True),
        ("シサク　ゴロウ", "シサク　ゴロー", False),
        ("シサク　ゴロウ", "", False),
        ("", "", False),
    ],
)
def test_readings_are_compared_without_their_spaces(one: str, other: str, same: bool) -> None:
    assert same_reading(one, other) is same


def test_every_register_of_the_specimens_can_be_typed_at_its_municipality() -> None:
    """Whoever has a register can be registered: the town stands in the index and the head has a reading."""
    municipalities = load_municipalities()
    for household in HOUSEHOLDS:
        for person in household.members:
            if person.register is None:
                continue
            municipality = municipalities[person.register.code]
            place = municipality.row.prefecture + municipality.row.name
            rest = person.register.domicile.removeprefix(place)
            (town,) = [each.name for each in municipality.towns if rest.startswith(each.name)
                       and lot_of(rest.removeprefix(each.name)) is not None
                       and "丁目" not in rest.removeprefix(each.name)]  # fmt: skip
            lot = lot_of(rest.removeprefix(town))
            assert lot is not None
            assert fits(person.register.domicile, place, town, lot)
            assert same_reading(person.register.head_kana, person.register.head_kana)
