"""Japan's public holidays, by the law as it stands since 2022.

Source: Act on National Holidays (国民の祝日に関する法律, Act No. 178 of 1948): the days of article 2, the
substitute holidays and the days between two holidays of article 3. The equinoxes are announced by the
National Astronomical Observatory a year ahead; the approximation is theirs for 1980 to 2099.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

_FIXED = ((1, 1), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4), (5, 5), (8, 11), (11, 3), (11, 23))
_MONDAYS = ((1, 2), (7, 3), (9, 3), (10, 2))
"""Month, and which of its Mondays: coming of age, the sea, respect for the aged, sports."""
_MARCH, _SEPTEMBER, _SUNDAY = 3, 9, 6


def is_public_holiday(day: date) -> bool:
    """True on a national holiday, a substitute holiday, or a day between two holidays; from 2022 to 2099."""
    return day in _days_off(day.year)


@lru_cache(maxsize=8)
def _days_off(year: int) -> frozenset[date]:
    days = {date(year, month, day) for month, day in _FIXED}
    days |= {_monday(year, month, which) for month, which in _MONDAYS}
    days |= {date(year, _MARCH, _equinox(year, 20.8431)), date(year, _SEPTEMBER, _equinox(year, 23.2488))}
    return frozenset(
        days | {_substitute(day, days) for day in days if day.weekday() == _SUNDAY} | _between(days)
    )


def _monday(year: int, month: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7 + 7 * (which - 1))


def _equinox(year: int, of_1980: float) -> int:
    """The day of the month; `of_1980` is that of 1980 with its fraction."""
    return int(of_1980 + 0.242194 * (year - 1980) - (year - 1980) // 4)


def _substitute(sunday: date, holidays: set[date]) -> date:
    """The next day that is no holiday itself."""
    day = sunday
    while day in holidays:
        day += timedelta(days=1)
    return day


def _between(holidays: set[date]) -> set[date]:
    one = timedelta(days=1)
    return {day + one for day in holidays if day + 2 * one in holidays and day + one not in holidays}
