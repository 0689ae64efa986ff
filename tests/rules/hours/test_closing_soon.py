"""When a visit in progress must end: told from five minutes before, to the minute."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kiosk.rules.hours.calendar import CLOSING_SOON, Calendar, Closure
from kiosk.rules.hours.japan_time import JST

USUAL = Calendar()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JST)


@pytest.mark.parametrize(
    ("moment", "minutes"),
    [
        ("2026-11-24 22:54:59", None),
        ("2026-11-24 22:55:00", 5),
        ("2026-11-24 22:55:01", 5),
        ("2026-11-24 22:59:00", 1),
        ("2026-11-24 22:59:59", 1),
        ("2026-11-24 23:00:00", None),
        ("2026-11-24 12:00:00", None),
        ("2026-12-29 10:00:00", None),
    ],
)
def test_the_last_five_minutes_of_a_day_are_counted_up_to_the_minute(
    moment: str, minutes: int | None
) -> None:
    assert USUAL.closes_in(at(moment)) == minutes


def test_a_closure_ends_a_visit_as_the_evening_does() -> None:
    closed = Calendar(closures=(Closure(at("2026-11-24 17:30"), at("2026-11-24 18:00")),))
    assert closed.closes_in(at("2026-11-24 17:26:30")) == 4
    assert closed.closes_in(at("2026-11-24 17:20:00")) is None


def test_a_grace_after_closing_time_counts_as_open() -> None:
    patient = Calendar(grace=timedelta(minutes=10))
    assert patient.closes_in(at("2026-11-24 22:58:00")) is None
    assert patient.closes_in(at("2026-11-24 23:07:00")) == 3
    assert patient.closes_in(at("2026-11-24 23:10:00")) is None


def test_nothing_is_told_while_it_stays_open_for_longer() -> None:
    moment = at("2026-11-24 06:30")
    while moment < at("2026-11-24 23:00") - CLOSING_SOON:
        assert USUAL.closes_in(moment) is None
        moment += timedelta(minutes=7)
