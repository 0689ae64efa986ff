"""Business days of municipal offices, in which the review of a usage registration is counted.

Source: the Local Autonomy Act, art. 4-2: Saturdays, Sundays, public holidays, 12/29 to 1/3 are days off.
"""

from __future__ import annotations

from datetime import date, timedelta

from kiosk.rules.hours.public_holidays import is_public_holiday

_SATURDAY = 5
_LAST_DAYS, _FIRST_DAYS = (12, 29), (1, 3)


def is_business_day(day: date) -> bool:
    """True unless municipal offices are closed on `day`."""
    of_year = (day.month, day.day)
    if day.weekday() >= _SATURDAY or of_year >= _LAST_DAYS or of_year <= _FIRST_DAYS:
        return False
    return not is_public_holiday(day)


def business_day_after(day: date, count: int) -> date:
    """The `count`-th business day after `day`, not counting `day` itself; `count` is at least 1."""
    if count < 1:
        raise ValueError("at least one business day")
    while count:
        day += timedelta(days=1)
        count -= is_business_day(day)
    return day
