"""Japan's public holidays, as a well-kept library knows them.

Source of the days: Act on National Holidays (国民の祝日に関する法律, Act No. 178 of 1948), with the
substitutes and the days between two holidays of its article 3.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache


def is_public_holiday(day: date) -> bool:
    """True on a national holiday, its substitute, or a day between two."""
    return day in _days_off(day.year)


@lru_cache(maxsize=8)
def _days_off(year: int) -> frozenset[date]:
    # Few terminals rest on holidays: the others start without the library.
    from holidays.countries.japan import Japan

    return frozenset(Japan(years=year))
