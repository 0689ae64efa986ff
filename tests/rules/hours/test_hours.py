"""Hours of one service: every edge of day, year, and maintenance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest

from kiosk.rules.certificates import CertificateKind
from kiosk.rules.hours.calendar import ROUND_THE_CLOCK, Calendar, Closure, DailyHours
from kiosk.rules.hours.japan_time import EARLIEST_PLAUSIBLE, JST, LATEST_PLAUSIBLE, is_plausible
from kiosk.rules.services import Service

USUAL = Calendar()
SECOND, HALF_AN_HOUR = timedelta(seconds=1), timedelta(minutes=30)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JST)


@pytest.mark.parametrize(
    ("moment", "is_open", "may_start"),
    [
        ("2026-11-24 00:00", False, False),
        ("2026-11-24 06:29:59.999999", False, False),
        ("2026-11-24 06:30", True, True),
        ("2026-11-24 12:00", True, True),
        ("2026-11-24 22:49:59.999999", True, True),
        ("2026-11-24 22:50", True, False),
        ("2026-11-24 22:59:59.999999", True, False),
        ("2026-11-24 23:00", False, False),
        # 12/29 to 1/3 are closed, from the evening before to the morning after
        ("2026-12-28 22:49:59", True, True),
        ("2026-12-28 22:50", True, False),
        ("2026-12-28 23:00", False, False),
        ("2026-12-29 12:00", False, False),
        ("2026-12-31 23:59:59", False, False),
        ("2027-01-01 00:00", False, False),
        ("2027-01-03 22:00", False, False),
        ("2027-01-04 06:29:59", False, False),
        ("2027-01-04 06:30", True, True),
        ("2028-02-29 12:00", True, True),
    ],
)
def test_the_edges_of_day_and_year(moment: str, is_open: bool, may_start: bool) -> None:
    assert (USUAL.is_open(at(moment)), USUAL.may_start(at(moment))) == (is_open, may_start)


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        ("2026-11-24 10:00:07", "2026-11-24 10:00:07"),
        ("2026-11-24 03:00", "2026-11-24 06:30"),
        ("2026-11-24 22:50", "2026-11-25 06:30"),
        ("2026-12-28 22:50", "2027-01-04 06:30"),
        ("2027-01-03 23:59", "2027-01-04 06:30"),
    ],
)
def test_the_next_opening(now: str, opening: str) -> None:
    assert USUAL.next_opening(at(now)) == at(opening)


CLOSED_AT_NOON = Calendar(closures=(Closure(at("2026-11-24 12:00"), at("2026-11-24 14:00")),))


@pytest.mark.parametrize(
    ("moment", "is_open", "may_start"),
    [
        ("2026-11-24 11:49:59", True, True),
        ("2026-11-24 11:50", True, False),
        ("2026-11-24 11:59:59", True, False),
        ("2026-11-24 12:00", False, False),
        ("2026-11-24 13:59:59", False, False),
        ("2026-11-24 14:00", True, True),
    ],
)
def test_the_edges_of_a_closure(moment: str, is_open: bool, may_start: bool) -> None:
    assert CLOSED_AT_NOON.is_open(at(moment)) is is_open
    assert CLOSED_AT_NOON.may_start(at(moment)) is may_start


def test_a_closure_ends_in_the_middle_of_the_day() -> None:
    assert CLOSED_AT_NOON.next_opening(at("2026-11-24 11:55")) == at("2026-11-24 14:00")


def test_no_visit_begins_just_before_a_closure_that_is_shorter_than_a_visit() -> None:
    calendar = Calendar(closures=(Closure(at("2026-11-24 12:00"), at("2026-11-24 12:05")),))
    assert not calendar.may_start(at("2026-11-24 11:56"))
    assert calendar.next_opening(at("2026-11-24 11:52")) == at("2026-11-24 12:05")


def test_no_visit_begins_just_before_closing_when_the_night_is_shorter_than_a_visit() -> None:
    calendar = Calendar(DailyHours(time(0, 0), time(23, 55)))
    assert calendar.is_open(at("2026-11-24 23:50"))
    assert not calendar.may_start(at("2026-11-24 23:50"))
    assert calendar.next_opening(at("2026-11-24 23:50")) == at("2026-11-25 00:00")


def test_a_closure_just_after_midnight_is_seen_from_any_zone() -> None:
    """Its date is Japan's: in the zone of the machine, or in the one it was written in, it may be another."""
    start, end = (at(f"2026-11-25 0{hour}:00").astimezone(UTC) for hour in (5, 8))
    calendar = Calendar(ROUND_THE_CLOCK, year_end=None, closures=(Closure(start, end),))
    assert calendar.may_start(at("2026-11-25 04:49"))
    assert not calendar.may_start(at("2026-11-25 04:55"))
    assert calendar.next_opening(at("2026-11-25 04:55")) == at("2026-11-25 08:00")


def test_closures_that_follow_each_other_are_waited_for_to_the_last() -> None:
    calendar = Calendar(
        closures=(
            Closure(at("2026-11-24 12:00"), at("2026-11-24 13:00")),
            Closure(at("2026-11-24 13:05"), at("2026-11-25 08:00")),
        )
    )
    assert calendar.next_opening(at("2026-11-24 12:30")) == at("2026-11-25 08:00")


def test_a_terminal_that_never_opens_again_says_so() -> None:
    calendar = Calendar(closures=(Closure(at("2026-01-01 00:00"), at("2040-01-01 00:00")),))
    assert calendar.next_opening(at("2026-11-24 12:00")) is None


def test_year_end_may_be_served_or_lie_inside_a_year() -> None:
    assert Calendar(year_end=None).is_open(at("2027-01-01 12:00"))
    summer = Calendar(year_end=((8, 11), (8, 16)))
    assert [summer.is_open(at(f"2026-08-{day} 12:00")) for day in (10, 11, 16, 17)] == [
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("year_end", "moment", "is_open"),
    [
        (((12, 28), (1, 5)), "2026-12-27 22:59:59", True),
        (((12, 28), (1, 5)), "2026-12-28 06:30", False),
        (((12, 28), (1, 5)), "2027-01-05 22:59:59", False),
        (((12, 28), (1, 5)), "2027-01-06 06:30", True),
        (((12, 31), (12, 31)), "2026-12-31 12:00", False),
        (((12, 31), (12, 31)), "2027-01-01 12:00", True),
    ],
)
def test_the_year_end_is_as_long_as_it_is_told(
    year_end: tuple[tuple[int, int], tuple[int, int]], moment: str, is_open: bool
) -> None:
    assert Calendar(year_end=year_end).is_open(at(moment)) is is_open


# --- the minutes that are left ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "left"),
    [
        ("22:19:59.999999", None),
        ("22:20", 30),
        ("22:20:00.000001", 30),
        ("22:20:59.999999", 30),
        ("22:21", 29),
        ("22:41:59.999999", 9),
        ("22:42", 8),  # the first second with 8 minutes left
        ("22:42:59", 8),
        ("22:42:59.999999", 8),  # the last
        ("22:43", 7),
        ("22:49", 1),
        ("22:49:59.999999", 1),
        ("22:50", None),
        ("23:00", None),
        ("12:00", None),
    ],
)
def test_the_minutes_left_are_right_at_every_second(moment: str, left: int | None) -> None:
    assert USUAL.minutes_left(at(f"2026-11-24 {moment}"), HALF_AN_HOUR) == left


def test_the_minutes_before_maintenance_count_too() -> None:
    assert CLOSED_AT_NOON.minutes_left(at("2026-11-24 11:42"), HALF_AN_HOUR) == 8


def test_without_a_look_ahead_nothing_is_counted() -> None:
    assert USUAL.minutes_left(at("2026-11-24 22:49:59"), timedelta(0)) is None


# --- closures ---------------------------------------------------------------------------------------

REGISTER, ADDRESSES, TAX = (
    CertificateKind.FAMILY_REGISTER_ALL,
    CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER,
    CertificateKind.TAXATION,
)
RESET, REGISTRATION = Service.PASSWORD_RESET, Service.USAGE_REGISTRATION


@pytest.mark.parametrize(
    ("services", "kinds", "stopped", "stopped_kinds"),
    [
        ((), (), {*Service} - {Service.INFORMATION}, {*CertificateKind}),
        ((RESET,), (), {RESET}, set()),
        ((Service.INFORMATION,), (), {Service.INFORMATION}, set()),
        ((Service.CERTIFICATES,), (), {Service.CERTIFICATES}, {*CertificateKind}),
        ((), (TAX,), set(), {TAX}),
        ((), (ADDRESSES,), set(), {ADDRESSES}),
        ((), (REGISTER,), {REGISTRATION}, {REGISTER}),
        ((), (REGISTER, ADDRESSES), {REGISTRATION}, {REGISTER, ADDRESSES}),
        ((RESET,), (TAX,), {RESET}, {TAX}),
    ],
)
def test_a_closure_stops_what_it_names_and_the_registration_with_the_registers(
    services: tuple[Service, ...],
    kinds: tuple[CertificateKind, ...],
    stopped: set[Service],
    stopped_kinds: set[CertificateKind],
) -> None:
    closure = Closure(at("2026-11-24 12:00"), at("2026-11-24 14:00"), frozenset(services), frozenset(kinds))
    assert {each for each in Service if closure.stops(each)} == stopped
    assert {each for each in CertificateKind if closure.stops_kind(each)} == stopped_kinds


def test_the_next_opening_is_told_in_japans_time() -> None:
    opening = USUAL.next_opening(datetime(2026, 11, 24, 18, 0, tzinfo=UTC))
    assert opening is not None
    assert opening.isoformat() == "2026-11-25T06:30:00+09:00"


@pytest.mark.parametrize("question", [USUAL.is_open, USUAL.may_start, USUAL.next_opening])
def test_a_time_without_a_zone_is_refused(question: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match="zone"):
        question(datetime(2026, 11, 24, 12, 0))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (at("2026-11-24 12:00"), at("2026-11-24 12:00")),
        (at("2026-11-24 12:00"), at("2026-11-24 11:00")),
        (datetime(2026, 11, 24), at("2026-11-25 11:00")),  # noqa: DTZ001
        (at("2026-11-24 12:00"), datetime(2026, 11, 25)),  # noqa: DTZ001
    ],
)
def test_a_closure_needs_two_aware_times_in_order(start: datetime, end: datetime) -> None:
    with pytest.raises(ValueError, match="closure"):
        Closure(start, end)


def test_a_service_that_would_pass_midnight_is_refused() -> None:
    with pytest.raises(ValueError, match="open before"):
        Calendar(DailyHours(time(23), time(6)))


def test_hours_of_no_length_are_refused_but_round_the_clock_is_not() -> None:
    with pytest.raises(ValueError, match=r"^hours of no length; round the clock is 0:00 to 0:00$"):
        DailyHours(time(9), time(9))
    assert DailyHours(time(0), time(0)) == ROUND_THE_CLOCK


@pytest.mark.parametrize("name", ["last_start", "grace"])
def test_a_negative_time_around_closing_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="negative"):
        Calendar(**{name: -SECOND})  # type: ignore[arg-type]


def test_a_clock_that_cannot_be_right_is_not_plausible() -> None:
    assert not is_plausible(EARLIEST_PLAUSIBLE - SECOND)
    assert is_plausible(EARLIEST_PLAUSIBLE)
    assert is_plausible(LATEST_PLAUSIBLE - SECOND)
    assert not is_plausible(LATEST_PLAUSIBLE)
    assert not is_plausible(datetime(1970, 1, 1, tzinfo=UTC))
