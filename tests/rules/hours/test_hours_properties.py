"""What holds for every calendar at every moment, whatever zone is asked in."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.rules.hours.calendar import ROUND_THE_CLOCK, YEAR_END, Calendar, Closure, DailyHours
from kiosk.rules.hours.japan_time import JST

SECOND, MINUTE, HALF_AN_HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(minutes=30)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JST)


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)).map(lambda each: each.replace(tzinfo=JST))  # noqa: DTZ001
SPANS = st.tuples(MOMENTS, st.timedeltas(timedelta(minutes=1), timedelta(days=3)))
MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
STORES = st.builds(lambda opens, closes: (opens, closes), MINUTES, MINUTES).map(
    lambda each: ROUND_THE_CLOCK if each[0] == each[1] else DailyHours(*each)
)
HOURS = st.just(ROUND_THE_CLOCK) | st.builds(
    DailyHours, st.times(time(0, 0), time(11, 59)), st.times(time(12, 0), time(23, 59)) | st.just(time(0))
)
CALENDARS = st.builds(
    Calendar,
    HOURS,
    last_start=st.timedeltas(timedelta(0), timedelta(hours=2)),
    grace=st.timedeltas(timedelta(0), HALF_AN_HOUR),
    year_end=st.sampled_from([None, YEAR_END, ((12, 28), (1, 5)), ((8, 11), (8, 16))]),
    weekdays_only=st.booleans(),
    store=st.just(ROUND_THE_CLOCK) | STORES,
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
@given(calendar=CALENDARS, now=MOMENTS)
def test_where_a_visit_may_start_the_service_is_open(calendar: Calendar, now: datetime) -> None:
    assert calendar.is_open(now) or not calendar.may_start(now)


@settings(deadline=None)
@given(calendar=CALENDARS, share=st.floats(0, 1, exclude_max=True), which=st.integers(0, 2))
def test_nothing_is_open_inside_a_closure_or_a_closed_store(
    calendar: Calendar, share: float, which: int
) -> None:
    for closure in calendar.closures[which : which + 1]:
        inside = closure.start + share * (closure.end - closure.start)
        assert not calendar.is_open(min(inside, closure.end - datetime.resolution))


@settings(deadline=None)
@given(calendar=CALENDARS, now=MOMENTS)
def test_nothing_is_open_while_the_store_is_closed(calendar: Calendar, now: datetime) -> None:
    assert calendar.store.include(now.time()) or not calendar.is_open(now)


@settings(deadline=None)
@given(calendar=CALENDARS, now=MOMENTS)
def test_grace_only_adds_and_never_longer_than_it_is(calendar: Calendar, now: datetime) -> None:
    without = replace(calendar, grace=timedelta(0))
    assert calendar.may_start(now) == without.may_start(now)
    assert calendar.is_open(now) or not without.is_open(now)
    if calendar.is_open(now) and not without.is_open(now):
        next_day = timedelta(days=calendar.hours.closes == time(0))
        closings = [
            datetime.combine(now.date() - timedelta(days=ago), calendar.hours.closes, JST) + next_day
            for ago in (0, 1)
        ]
        closed_at = max(each for each in closings if each <= now)
        assert closed_at <= now < closed_at + calendar.grace
        assert without.is_open(closed_at - datetime.resolution)


@settings(deadline=None)
@given(
    hours=HOURS.filter(lambda each: each != ROUND_THE_CLOCK),
    last_start=st.timedeltas(timedelta(0), timedelta(hours=2)),
    before=st.timedeltas(timedelta(microseconds=1), timedelta(hours=3)),
)
def test_the_minutes_left_are_those_until_the_last_start(
    hours: DailyHours, last_start: timedelta, before: timedelta
) -> None:
    calendar = Calendar(hours, last_start)
    end = at("2026-11-24 00:00").replace(hour=hours.closes.hour, minute=hours.closes.minute)
    end += timedelta(days=hours.closes == time(0), seconds=hours.closes.second)
    end += timedelta(microseconds=hours.closes.microsecond)
    now = end - last_start - before
    if now < datetime.combine(date(2026, 11, 24), hours.opens, JST):
        return
    expected = math.ceil(before / MINUTE)
    assert calendar.minutes_left(now, before) == expected
    assert calendar.minutes_left(now, before - datetime.resolution) is None
    assert calendar.may_start(end - last_start - datetime.resolution)


@settings(deadline=None)
@given(calendar=CALENDARS, now=MOMENTS, later=st.timedeltas(timedelta(0), timedelta(hours=2)))
def test_the_minutes_left_go_down_with_the_minutes(
    calendar: Calendar, now: datetime, later: timedelta
) -> None:
    left = calendar.minutes_left(now, timedelta(hours=2))
    if left is not None and later <= (left - 1) * MINUTE:
        after = calendar.minutes_left(now + later, timedelta(hours=2))
        assert after is not None
        assert left - math.ceil(later / MINUTE) <= after <= left - later // MINUTE


@settings(deadline=None)
@given(calendar=CALENDARS, now=MOMENTS, hours=st.integers(-12, 14))
def test_the_zone_of_the_question_does_not_change_the_answer(
    calendar: Calendar, now: datetime, hours: int
) -> None:
    elsewhere = now.astimezone(timezone(timedelta(hours=hours)))
    assert calendar.is_open(elsewhere) == calendar.is_open(now)
    assert calendar.may_start(elsewhere) == calendar.may_start(now)
    assert calendar.next_opening(elsewhere) == calendar.next_opening(now)


def to_the_minute(calendar: Calendar) -> Calendar:
    def whole(moment: datetime) -> datetime:
        return moment.replace(second=0, microsecond=0)

    opens, closes = (
        each.replace(second=0, microsecond=0) for each in (calendar.hours.opens, calendar.hours.closes)
    )
    return replace(
        calendar,
        hours=calendar.hours if calendar.hours == ROUND_THE_CLOCK else DailyHours(opens, closes),
        last_start=calendar.last_start // MINUTE * MINUTE,
        grace=calendar.grace // MINUTE * MINUTE,
        closures=tuple(Closure(whole(each.start), whole(each.end)) for each in calendar.closures),
    )


@settings(deadline=None)
@given(
    calendar=CALENDARS.map(to_the_minute),
    near=MOMENTS,
    later=st.timedeltas(timedelta(0), MINUTE - datetime.resolution),
    ahead=st.integers(0, 120).map(lambda minutes: minutes * MINUTE),
)
def test_with_times_in_whole_minutes_nothing_changes_within_a_minute(
    calendar: Calendar, near: datetime, later: timedelta, ahead: timedelta
) -> None:
    assert calendar.changes_by_the_minute
    edge = min((each.start for each in calendar.closures), default=near)
    for now in (near, edge, edge - calendar.last_start, calendar.next_opening(near) or near):
        begins = now.replace(second=0, microsecond=0)
        for ask in (
            calendar.is_open,
            calendar.may_start,
            calendar.closes_in,
            lambda at: calendar.minutes_left(at, ahead),
        ):
            assert ask(begins) == ask(begins + later)


@given(calendar=CALENDARS.map(to_the_minute), second=st.integers(1, 59))
def test_a_time_between_two_minutes_is_known(calendar: Calendar, second: int) -> None:
    by = timedelta(seconds=second)
    start = datetime(2027, 1, 1, tzinfo=JST)
    for other in (
        replace(calendar, last_start=calendar.last_start + by),
        replace(calendar, grace=calendar.grace + by),
        replace(calendar, hours=DailyHours(time(6, 30, second), time(23))),
        replace(calendar, store=DailyHours(time(6), time(23, 30, second))),
        replace(calendar, closures=(*calendar.closures, Closure(start, start + by))),
    ):
        assert not other.changes_by_the_minute
