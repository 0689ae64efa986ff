"""Japan's public holidays, computed from the law.

Source: Act on National Holidays (国民の祝日に関する法律, Act No. 178 of 1948) as in force since 2022.
The days of the equinoxes are announced each February for the year after; the formula below is the
usual approximation, good from 1980 to 2099.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

_FIXED = ((1, 1), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4), (5, 5), (8, 11), (11, 3), (11, 23))
_MONDAYS = ((1, 2), (7, 3), (9, 3), (10, 2))
"""(month, which Monday of it): coming of age, marine day, respect for the aged, sports day."""
_SUNDAY = 6
_DAY = timedelta(days=1)


def is_public_holiday(day: date) -> bool:
    """True on a national holiday (article 2), its substitute, or a day between two (article 3)."""
    return day in _days_off(day.year)


@lru_cache(maxsize=4)
def _days_off(year: int) -> frozenset[date]:
    national = frozenset(_national(year))
    return national | frozenset(_substitutes(national)) | frozenset(_between(national))


def _national(year: int) -> Iterator[date]:
    yield from (date(year, month, day) for month, day in _FIXED)
    for month, which in _MONDAYS:
        first = date(year, month, 1)
        yield first + timedelta(days=-first.weekday() % 7 + 7 * (which - 1))
    yield date(year, 3, _equinox(year, 20.8431))
    yield date(year, 9, _equinox(year, 23.2488))


def _equinox(year: int, in_1980: float) -> int:
    """Day of the month on which the sun passes; a year is 365.242194 days long."""
    years = year - 1980
    return int(in_1980 + 0.242194 * years - years // 4)


def _substitutes(national: frozenset[date]) -> Iterator[date]:
    """Paragraph 2: for a holiday on a Sunday, the nearest later day that is none."""
    for day in national:
        if day.weekday() == _SUNDAY:
            while day in national:
                day += _DAY  # noqa: PLW2901 - this very day moves on
            yield day


def _between(national: frozenset[date]) -> Iterator[date]:
    """Paragraph 3: a day that is no holiday between two that are."""
    for day in national:
        middle = day + _DAY
        if middle not in national and middle + _DAY in national:
            yield middle
