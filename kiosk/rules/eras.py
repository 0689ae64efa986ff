"""Dates in Japanese eras, in the form used by public documents.

Source of the boundaries: the imperial edicts and cabinet orders on the era names. The first day of an
era belongs to it as a whole.
"""

from __future__ import annotations

from datetime import date

ERAS: tuple[tuple[date, str], ...] = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
    (date(1912, 7, 30), "大正"),
    (date(1868, 1, 25), "明治"),
)
"""(first day, name), newest first."""

GREGORIAN_SINCE = date(1873, 1, 1)
"""明治6年1月1日, the first day of the Gregorian calendar in Japan: earlier dates are lunisolar."""

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def full_width(number: int) -> str:
    """Return `number` in full-width digits."""
    return str(number).translate(_FULL_WIDTH)


def era_year(day: date) -> tuple[str, int]:
    """Return (era name, year of the era, 1…) of a day.

    Raises ValueError before 1873-01-01, where Gregorian and Japanese dates differ.
    """
    if day < GREGORIAN_SINCE:
        raise ValueError("no era date before the Gregorian calendar of 1873")
    first, name = next(era for era in ERAS if era[0] <= day)
    return name, day.year - first.year + 1


def japanese_date(day: date, *, aligned: bool = False) -> str:
    """Return a day such as 令和元年５月１日, in full-width digits.

    With `aligned`, year, month and day are two characters wide each, so that dates align in columns.
    Raises ValueError before 1873-01-01.
    """
    era, year = era_year(day)
    parts = ["元" if year == 1 else full_width(year), full_width(day.month), full_width(day.day)]
    if aligned:
        parts = [part.rjust(2, "　") for part in parts]
    return f"{era}{parts[0]}年{parts[1]}月{parts[2]}日"


def western_date(day: date, *, aligned: bool = False) -> str:
    """Return a day such as １９９０年５月１日, the calendar used for foreign residents.

    With `aligned`, month and day are two characters wide each.
    """
    parts = [full_width(day.month), full_width(day.day)]
    if aligned:
        parts = [part.rjust(2, "　") for part in parts]
    return f"{full_width(day.year)}年{parts[0]}月{parts[1]}日"


def eras_of(year: int, month: int | None = None) -> tuple[str, ...]:
    """Return the eras that a Gregorian year, or one month of it, had days of; the earlier one first.

    Raises ValueError before 1873.
    """
    first = date(year, month or 1, 1)
    following = month + 1 if month else 13
    past_end = date(year + 1, 1, 1) if following > 12 else date(year, following, 1)
    begun = [name for start, name in reversed(ERAS) if first < start < past_end]
    return (era_year(first)[0], *begun)


def japanese_partial_date(year: int | None, month: int | None = None, era: str | None = None) -> str:
    """Return what is known of a day: 年月日不詳, 昭和２０年月日不詳, 昭和２０年５月日不詳.

    This is how family registers and resident records write it. `era` is needed where year and month had
    days of two. Raises ValueError before 1873, and without the era where it is needed.
    """
    if year is None:
        return "年月日不詳"
    possible = eras_of(year, month)
    if era is None and len(possible) > 1:
        raise ValueError("year and month do not say which era it was")
    name = era or possible[0]
    start = next(first for first, each in ERAS if each == name)
    number = year - start.year + 1
    words = f"{name}{'元' if number == 1 else full_width(number)}年"
    return f"{words}{full_width(month)}月日不詳" if month else f"{words}月日不詳"


def western_partial_date(year: int | None, month: int | None = None) -> str:
    """Return what is known of a day in the calendar used for foreign residents: １９４５年月日不詳."""
    if year is None:
        return "年月日不詳"
    return f"{full_width(year)}年{full_width(month)}月日不詳" if month else f"{full_width(year)}年月日不詳"


def _era_label(day: date) -> str:
    era, year = era_year(day)
    return f"{era}{'元' if year == 1 else full_width(year)}年"


def fiscal_year(year: int) -> str:
    """Return the fiscal year that starts on 1 April of `year` as printed: 令和８年度.

    It has the era of its first day: 2019 is 平成３１年度, although screens list it as 令和元年度
    (practice of the municipalities). Raises ValueError before 1873.
    """
    return _era_label(date(year, 4, 1)) + "度"


def income_year(year: int) -> str:
    """Return a calendar year as the year of an income: 令和７年.

    It has the era of its last day, when the income is complete: 2019 is 令和元年 (National Tax Agency).
    Raises ValueError before 1873.
    """
    return _era_label(date(year, 12, 31))
