"""Business days of a municipality's office, across weekends, holidays and the year's end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_simulator.centre.usage_registration.business_days import business_day_after, is_business_day

days = st.dates(date(2026, 1, 1), date(2045, 12, 31))


@pytest.mark.parametrize(
    ("day", "fifth"),
    [
        (date(2026, 11, 30), date(2026, 12, 7)),  # a plain week
        (date(2026, 11, 28), date(2026, 12, 4)),  # Saturday
        (date(2026, 11, 20), date(2026, 11, 30)),  # over Labour Thanksgiving Day, a Monday
        (date(2026, 12, 24), date(2027, 1, 6)),  # over the year's end: 25, 28, then 4, 5, 6 January
        (date(2026, 12, 28), date(2027, 1, 8)),
        (date(2026, 12, 31), date(2027, 1, 8)),
        (date(2027, 1, 4), date(2027, 1, 12)),  # over Coming-of-Age Day
        (date(2026, 4, 28), date(2026, 5, 11)),  # Golden Week: 30, 1, then 7, 8, 11
        (date(2026, 5, 1), date(2026, 5, 13)),  # 6 May stands in for the holiday on a Sunday
        (date(2026, 9, 18), date(2026, 9, 30)),  # Respect-for-the-Aged Day, a day between, the equinox
        (date(2026, 8, 10), date(2026, 8, 18)),
    ],
)
def test_the_fifth_business_day(day: date, fifth: date) -> None:
    assert business_day_after(day, 5) == fifth


@given(days, st.integers(1, 20))
def test_exactly_that_many_business_days_lie_after_the_day(day: date, count: int) -> None:
    end = business_day_after(day, count)
    between = [day + timedelta(days=step) for step in range(1, (end - day).days + 1)]
    assert sum(map(is_business_day, between)) == count
    assert is_business_day(end)


@given(days)
def test_no_office_works_at_the_weekend_or_the_years_end(day: date) -> None:
    if day.weekday() >= 5 or (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3):
        assert not is_business_day(day)


@pytest.mark.parametrize("count", [0, -1])
def test_no_business_day_at_all_is_no_question(count: int) -> None:
    with pytest.raises(ValueError, match="business day"):
        business_day_after(date(2026, 11, 30), count)
