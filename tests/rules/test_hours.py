"""Service hours: every edge of day, year and maintenance, whatever zone the question comes in."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.rules.hours import EARLIEST_PLAUSIBLE, JST, LATEST_PLAUSIBLE, Calendar, Closure, is_plausible

USUAL = Calendar()
SECOND = timedelta(seconds=1)


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
    calendar = Calendar(opens=time(0, 0), closes=time(23, 55))
    assert calendar.is_open(at("2026-11-24 23:50"))
    assert not calendar.may_start(at("2026-11-24 23:50"))
    assert calendar.next_opening(at("2026-11-24 23:50")) == at("2026-11-25 00:00")


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


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)).map(lambda each: each.replace(tzinfo=JST))  # noqa: DTZ001
SPANS = st.tuples(MOMENTS, st.timedeltas(timedelta(minutes=1), timedelta(days=3)))
CALENDARS = st.builds(
    Calendar,
    opens=st.times(time(0, 0), time(11, 59)),
    closes=st.times(time(12, 0), time(23, 59)),
    last_start=st.timedeltas(timedelta(0), timedelta(hours=2)),
    closures=st.lists(SPANS, max_size=3).map(
        lambda all_: tuple(Closure(start, start + span) for start, span in all_)
    ),
)


@settings(deadline=None)
@given(calendar=CALENDARS, now=MOMENTS)
def test_a_visit_may_always_start_at_the_next_opening_and_not_a_second_before(
    calendar: Calendar, now: datetime
) -> None:
    opening = calendar.next_opening(now)
    if opening is None:
        return
    assert opening >= now
    assert calendar.may_start(opening)
    assert opening == now or not calendar.may_start(max(now, opening - SECOND))


@settings(deadline=None)
@given(calendar=CALENDARS, now=MOMENTS, share=st.floats(0, 1))
def test_a_visit_that_may_start_finds_the_service_open_to_its_last_minute(
    calendar: Calendar, now: datetime, share: float
) -> None:
    if calendar.may_start(now):
        assert calendar.is_open(now + share * calendar.last_start)


@settings(deadline=None)
@given(calendar=CALENDARS, now=MOMENTS, hours=st.integers(-12, 14))
def test_the_zone_of_the_question_does_not_change_the_answer(
    calendar: Calendar, now: datetime, hours: int
) -> None:
    elsewhere = now.astimezone(timezone(timedelta(hours=hours)))
    assert calendar.is_open(elsewhere) == calendar.is_open(now)
    assert calendar.may_start(elsewhere) == calendar.may_start(now)
    assert calendar.next_opening(elsewhere) == calendar.next_opening(now)


def test_the_next_opening_is_told_in_japans_time() -> None:
    opening = USUAL.next_opening(datetime(2026, 11, 24, 18, 0, tzinfo=UTC))
    assert opening is not None
    assert opening.isoformat() == "2026-11-25T06:30:00+09:00"


@pytest.mark.parametrize("question", [USUAL.is_open, USUAL.may_start, USUAL.next_opening])
def test_a_time_without_a_zone_is_refused(question) -> None:  # type: ignore[no-untyped-def]
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


@pytest.mark.parametrize(("opens", "closes"), [(time(9), time(9)), (time(23), time(6))])
def test_hours_that_end_before_they_begin_are_refused(opens: time, closes: time) -> None:
    with pytest.raises(ValueError, match="open before"):
        Calendar(opens=opens, closes=closes)


def test_a_clock_that_cannot_be_right_is_not_plausible() -> None:
    assert not is_plausible(EARLIEST_PLAUSIBLE - SECOND)
    assert is_plausible(EARLIEST_PLAUSIBLE)
    assert is_plausible(LATEST_PLAUSIBLE - SECOND)
    assert not is_plausible(LATEST_PLAUSIBLE)
    assert not is_plausible(datetime(1970, 1, 1, tzinfo=UTC))
