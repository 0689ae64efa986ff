"""A reservation is good for 24 hours, to the moment, wherever the clocks stand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.hours.japan_time import JST
from kiosk.rules.password_reset import RESERVATION_LIFE, good_until, is_good

MADE = datetime(2026, 11, 24, 23, 59, 59, tzinfo=JST)
MOMENTS = st.datetimes(
    datetime(2016, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2099, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, JST, timezone(timedelta(hours=-5))]),
)


@pytest.mark.parametrize(
    ("after", "good"),
    [
        (timedelta(0), True),
        (timedelta(hours=23, minutes=59, seconds=59), True),
        (timedelta(hours=24), True),
        (timedelta(hours=24, microseconds=1), False),
        (timedelta(days=2), False),
        (-timedelta(microseconds=1), False),
    ],
)
def test_the_24_hours_end_to_the_moment(after: timedelta, good: bool) -> None:
    assert is_good(MADE, MADE + after) == good


@given(MOMENTS, MOMENTS)
def test_good_means_between_the_making_and_the_end(made_at: datetime, now: datetime) -> None:
    assert is_good(made_at, now) == (timedelta(0) <= now - made_at <= timedelta(hours=24))


@given(MOMENTS, st.timedeltas(timedelta(0), RESERVATION_LIFE))
def test_the_zone_of_a_clock_changes_nothing(made_at: datetime, after: timedelta) -> None:
    now = made_at + after
    assert is_good(made_at.astimezone(UTC), now.astimezone(JST)) == is_good(made_at, now)
    assert good_until(made_at).astimezone(UTC) == good_until(made_at.astimezone(UTC))
