"""Japan's public holidays, from the `holidays` library.

Source: Act on National Holidays (国民の祝日に関する法律, Act No. 178 of 1948), with the substitute
holidays and the days between two holidays of its article 3.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache


def is_public_holiday(day: date) -> bool:
    """True on a national holiday, a substitute holiday, or a day between two holidays."""
    return day in _days_off(day.year)


@lru_cache(maxsize=8)
def _days_off(year: int) -> frozenset[date]:
    # Imported lazily, as few terminals close on holidays and the library is slow to load.
    from holidays.countries.japan import Japan

    return frozenset(Japan(years=year))
