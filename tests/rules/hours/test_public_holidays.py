"""Japan's public holidays: the law's fixed days, substitutes and days between, in every plausible year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from holidays.countries.japan import Japan

from kiosk.rules.hours.japan_time import EARLIEST_PLAUSIBLE, LATEST_PLAUSIBLE
from kiosk.rules.hours.public_holidays import is_public_holiday

YEARS = range(EARLIEST_PLAUSIBLE.year, LATEST_PLAUSIBLE.year)


@pytest.mark.parametrize("year", YEARS)
def test_every_year_that_a_terminal_may_see_has_its_holidays(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=offset) for offset in range(365)]
    found = {day for day in days if is_public_holiday(day)}
    fixed = ((1, 1), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4), (5, 5), (8, 11), (11, 3), (11, 23))
    assert {date(year, month, day) for month, day in fixed} <= found
    assert 16 <= len(found) <= 21
    assert not any(day.weekday() == 6 and day + timedelta(days=1) not in found for day in found), (
        "substitutes"
    )


@pytest.mark.parametrize(
    ("day", "is_holiday"),
    [
        (date(2026, 5, 3), True),  # Constitution Memorial Day, a Sunday
        (date(2026, 5, 6), True),  # its substitute: the 4th and 5th are holidays themselves
        (date(2026, 5, 7), False),
        (date(2026, 9, 21), True),  # respect for the aged
        (date(2026, 9, 22), True),  # between two
        (date(2026, 9, 23), True),  # autumnal equinox
        (date(2027, 3, 21), True),  # vernal equinox, a Sunday
        (date(2027, 3, 22), True),
        (date(2026, 12, 29), False),  # the year's end is no national holiday
        (date(2026, 12, 23), False),
    ],
)
def test_substitutes_and_days_between(day: date, is_holiday: bool) -> None:
    assert is_public_holiday(day) is is_holiday


@pytest.mark.parametrize("year", range(2022, 2100))
def test_the_days_are_those_that_the_holidays_library_knows(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=offset) for offset in range(366))
    assert {day for day in days if day.year == year and is_public_holiday(day)} == set(Japan(years=year))
