"""Hours with exceptions: grace after closing, weekdays only, a store with hours of its own."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from kiosk.rules.hours.calendar import ROUND_THE_CLOCK, SERVICE_HOURS, Calendar, Closure, DailyHours
from kiosk.rules.hours.japan_time import JST

USUAL = Calendar()
HALF_AN_HOUR = timedelta(minutes=30)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JST)


# --- after closing ----------------------------------------------------------------------------------

WITH_GRACE = Calendar(
    grace=HALF_AN_HOUR,
    closures=(
        Closure(at("2026-11-24 12:00"), at("2026-11-24 14:00")),
        Closure(at("2026-11-25 22:00"), at("2026-11-25 23:00")),
        Closure(at("2026-11-26 23:10"), at("2026-11-26 23:20")),
        Closure(at("2026-11-27 22:30"), at("2026-11-27 23:15")),
    ),
)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-24 23:00", True),
        ("2026-11-24 23:29:59.999999", True),
        ("2026-11-24 23:30", False),
        ("2026-11-24 06:29:59", False),  # there is no grace before opening
        ("2026-11-24 12:00", False),  # nor in maintenance: nobody is there to answer
        ("2026-11-25 23:05", False),  # nothing ran just before closing, so nothing goes on
        ("2026-11-26 23:09:59", True),
        ("2026-11-26 23:10", False),
        ("2026-11-26 23:25", False),  # a visit that maintenance ended does not come back
        ("2026-11-27 23:20", False),
        ("2026-12-28 23:29:59", True),  # the last evening of the year
        ("2026-12-29 23:05", False),
        ("2027-01-03 23:05", False),
    ],
)
def test_a_visit_may_go_on_after_closing_but_none_may_begin(moment: str, is_open: bool) -> None:
    assert WITH_GRACE.is_open(at(moment)) is is_open
    assert not WITH_GRACE.may_start(at(moment))


@pytest.mark.parametrize(
    ("closes", "moment", "is_open"),
    [
        (time(23, 50), "2026-12-29 00:19:59", True),
        (time(23, 50), "2026-12-29 00:20", False),
        (time(0), "2026-12-28 23:59:59", True),
        (time(0), "2026-12-29 00:00", True),
        (time(0), "2026-12-29 00:29:59", True),
        (time(0), "2026-12-29 00:30", False),
        (time(0), "2026-12-30 00:10", False),
    ],
)
def test_what_began_before_midnight_may_go_on_into_a_closed_day(
    closes: time, moment: str, is_open: bool
) -> None:
    assert Calendar(DailyHours(time(6, 30), closes), grace=HALF_AN_HOUR).is_open(at(moment)) is is_open


def test_without_grace_closing_is_closing() -> None:
    assert not USUAL.is_open(at("2026-11-24 23:00"))


# --- weekdays ---------------------------------------------------------------------------------------

ON_WEEKDAYS = Calendar(DailyHours(time(9), time(17)), timedelta(0), weekdays_only=True)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        ("2026-11-20", True),  # Friday
        ("2026-11-21", False),  # Saturday
        ("2026-11-22", False),  # Sunday
        ("2026-11-23", False),  # Monday, Labour Thanksgiving Day
        ("2026-11-24", True),
        ("2026-05-06", False),  # Wednesday, for the holiday on Sunday the 3rd
        ("2027-03-22", False),  # Monday, for the vernal equinox on Sunday
        ("2026-09-22", False),  # Tuesday between two holidays
        ("2026-12-28", True),
        ("2026-12-29", False),  # Tuesday, the year's end
        ("2027-01-04", True),
    ],
)
def test_on_weekdays_only_leaves_out_weekends_holidays_and_what_replaces_them(
    day: str, is_open: bool
) -> None:
    edges = ("08:59:59", "09:00", "16:59:59", "17:00")
    assert [ON_WEEKDAYS.is_open(at(f"{day} {edge}")) for edge in edges] == [False, is_open, is_open, False]


def test_after_the_last_weekday_comes_the_next_one() -> None:
    assert ON_WEEKDAYS.next_opening(at("2026-11-20 17:00")) == at("2026-11-24 09:00")
    assert ON_WEEKDAYS.next_opening(at("2026-12-28 17:00")) == at("2027-01-04 09:00")
    assert ON_WEEKDAYS.next_opening(at("2026-05-01 17:00")) == at("2026-05-07 09:00")


def test_the_holidays_may_be_told() -> None:
    calendar = Calendar(weekdays_only=True, is_holiday=lambda day: day == date(2026, 11, 24))
    assert not calendar.is_open(at("2026-11-24 12:00"))
    assert calendar.is_open(at("2026-11-23 12:00"))


# --- the store --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opens", "closes", "times"),
    [
        (time(7), time(22), {"06:59:59": False, "07:00": True, "21:59:59": True, "22:00": False}),
        (time(7), time(1), {"00:59": False, "06:59:59": False, "07:00": True, "22:59:59": True}),
        (time(22), time(8), {"06:30": True, "07:59:59": True, "08:00": False, "22:00": True, "23:00": False}),
        (time(0), time(0), {"06:29:59": False, "06:30": True, "22:59:59": True, "23:00": False}),
    ],
)
def test_the_store_limits_the_service(opens: time, closes: time, times: dict[str, bool]) -> None:
    calendar = Calendar(store=DailyHours(opens, closes))
    assert {each: calendar.is_open(at(f"2026-11-24 {each}")) for each in times} == times


ALL_DAY_IN_A_STORE = Calendar(
    ROUND_THE_CLOCK, timedelta(minutes=10), year_end=None, store=DailyHours(time(7), time(1))
)


@pytest.mark.parametrize(
    ("moment", "is_open", "may_start"),
    [
        ("2026-11-24 06:59:59.999999", False, False),
        ("2026-11-24 07:00", True, True),
        ("2026-11-24 23:59:59", True, True),  # midnight is no closing here
        ("2026-11-25 00:00", True, True),
        ("2026-11-25 00:49:59", True, True),
        ("2026-11-25 00:50", True, False),
        ("2026-11-25 00:59:59", True, False),
        ("2026-11-25 01:00", False, False),
    ],
)
def test_the_edges_of_a_store_that_closes_after_midnight(moment: str, is_open: bool, may_start: bool) -> None:
    found = ALL_DAY_IN_A_STORE.is_open(at(moment)), ALL_DAY_IN_A_STORE.may_start(at(moment))
    assert found == (is_open, may_start)


def test_the_store_opens_again_in_the_morning() -> None:
    assert ALL_DAY_IN_A_STORE.next_opening(at("2026-11-25 00:50")) == at("2026-11-25 07:00")


def test_no_visit_goes_on_when_the_store_has_closed() -> None:
    calendar = Calendar(grace=HALF_AN_HOUR, store=DailyHours(time(7), time(23, 10)))
    assert calendar.is_open(at("2026-11-24 23:09:59"))
    assert not calendar.is_open(at("2026-11-24 23:10"))
    with_a_break = Calendar(grace=HALF_AN_HOUR, store=DailyHours(time(23, 20), time(23, 10)))
    assert not with_a_break.is_open(at("2026-11-24 23:25"))


@pytest.mark.parametrize(
    ("store", "spans"),
    [
        (ROUND_THE_CLOCK, [("06:30", "23:00")]),
        (DailyHours(time(7), time(22)), [("07:00", "22:00")]),
        (DailyHours(time(7), time(1)), [("07:00", "23:00")]),
        (DailyHours(time(22), time(8)), [("06:30", "08:00"), ("22:00", "23:00")]),
        (DailyHours(time(0), time(6)), []),
    ],
)
def test_the_hours_inside_a_stores_are_told_as_spans(store: DailyHours, spans: list[tuple[str, str]]) -> None:
    found = SERVICE_HOURS.within(store)
    assert [(f"{each.opens:%H:%M}", f"{each.closes:%H:%M}") for each in found] == spans


def test_round_the_clock_inside_round_the_clock_is_one_span() -> None:
    assert ROUND_THE_CLOCK.within(ROUND_THE_CLOCK) == (ROUND_THE_CLOCK,)
