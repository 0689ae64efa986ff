"""Era dates: the boundaries of the law, and nothing lost on the way."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.eras import (
    ERAS,
    GREGORIAN_SINCE,
    era_year,
    eras_of,
    fiscal_year,
    full_width,
    income_year,
    japanese_date,
    japanese_partial_date,
    western_date,
    western_partial_date,
)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2019, 5, 1), "令和元年５月１日"),
        (date(2019, 4, 30), "平成３１年４月３０日"),
        (date(1989, 1, 8), "平成元年１月８日"),
        (date(1989, 1, 7), "昭和６４年１月７日"),
        (date(1926, 12, 25), "昭和元年１２月２５日"),
        (date(1926, 12, 24), "大正１５年１２月２４日"),
        (date(1912, 7, 30), "大正元年７月３０日"),
        (date(1912, 7, 29), "明治４５年７月２９日"),
        (date(1873, 1, 1), "明治６年１月１日"),
        (date(2026, 11, 21), "令和８年１１月２１日"),
    ],
)
def test_a_date_is_written_in_its_era(day: date, words: str) -> None:
    assert japanese_date(day) == words


def test_aligned_dates_stand_in_columns() -> None:
    assert japanese_date(date(1980, 2, 17), aligned=True) == "昭和５５年　２月１７日"
    assert japanese_date(date(2019, 5, 1), aligned=True) == "令和　元年　５月　１日"


def test_a_date_before_the_gregorian_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^no era date before the Gregorian calendar of 1873$"):
        japanese_date(date(1872, 12, 31))


@given(st.dates(min_value=GREGORIAN_SINCE))
def test_every_written_date_can_be_read_back(day: date) -> None:
    words = unicodedata.normalize("NFKC", japanese_date(day, aligned=True)).replace(" ", "")
    era, rest = words[:2], words[2:].replace("元年", "1年")
    year, rest = rest.split("年")
    month, rest = rest.split("月")
    first = next(start for start, name in ERAS if name == era)
    assert date(first.year + int(year) - 1, int(month), int(rest[:-1])) == day


@given(st.dates(min_value=GREGORIAN_SINCE))
def test_the_year_of_an_era_is_never_below_one(day: date) -> None:
    assert era_year(day)[1] >= 1


def test_digits_are_full_width() -> None:
    assert full_width(1234567890) == "１２３４５６７８９０"


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (2026, "令和８年度"),
        (2020, "令和２年度"),
        (2019, "平成３１年度"),
        (2018, "平成３０年度"),
        (1990, "平成２年度"),
        (1989, "平成元年度"),
        (1988, "昭和６３年度"),
    ],
)
def test_a_fiscal_year_has_the_era_of_its_first_day(year: int, words: str) -> None:
    assert fiscal_year(year) == words


@pytest.mark.parametrize(
    ("year", "words"), [(2025, "令和７年"), (2019, "令和元年"), (2018, "平成３０年"), (1989, "平成元年")]
)
def test_a_year_of_income_has_the_era_of_its_last_day(year: int, words: str) -> None:
    assert income_year(year) == words


def test_a_fiscal_year_before_the_gregorian_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^no era date before the Gregorian calendar of 1873$"):
        fiscal_year(1872)


def test_a_western_date_keeps_its_year_and_aligns() -> None:
    assert western_date(date(1990, 5, 1)) == "１９９０年５月１日"
    assert western_date(date(1990, 5, 1), aligned=True) == "１９９０年　５月　１日"
    assert western_date(date(1990, 12, 31), aligned=True) == "１９９０年１２月３１日"


@pytest.mark.parametrize(
    ("known", "words", "western"),
    [
        ((None,), "年月日不詳", "年月日不詳"),
        ((1945,), "昭和２０年月日不詳", "１９４５年月日不詳"),
        ((1945, 5), "昭和２０年５月日不詳", "１９４５年５月日不詳"),
        ((1926, None, "昭和"), "昭和元年月日不詳", "１９２６年月日不詳"),
        ((1926, 12, "大正"), "大正１５年１２月日不詳", "１９２６年１２月日不詳"),
    ],
)
def test_what_is_not_known_of_a_day_is_said(known: tuple[Any, ...], words: str, western: str) -> None:
    assert japanese_partial_date(*known) == words
    assert western_partial_date(*known[:2]) == western


@pytest.mark.parametrize(
    ("year", "month", "names"),
    [
        (1945, None, ("昭和",)),
        (1926, None, ("大正", "昭和")),
        (1926, 12, ("大正", "昭和")),
        (1926, 11, ("大正",)),
        (2019, None, ("平成", "令和")),
        (2019, 5, ("令和",)),
    ],
)
def test_a_year_may_have_had_two_eras(year: int, month: int | None, names: tuple[str, ...]) -> None:
    assert eras_of(year, month) == names


def test_a_year_of_two_eras_is_not_written_by_guess() -> None:
    with pytest.raises(ValueError, match=r"which era"):
        japanese_partial_date(1989)
