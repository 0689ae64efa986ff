"""The terminal's timetable: what each service's availability is, and which closure or store stops which."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.rules.hours.calendar import Calendar, Closure, DailyHours
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.hours.timetable import ALWAYS, Timetable, compose
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Service

SERVED = tuple(service for service in Service if service is not Service.INFORMATION)
HALF_AN_HOUR = timedelta(minutes=30)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JST)


@pytest.mark.parametrize("service", SERVED)
@pytest.mark.parametrize(
    ("moment", "is_open", "may_start", "left", "opens_at"),
    [
        ("2026-11-24 06:29:59", False, False, None, "2026-11-24 06:30"),
        ("2026-11-24 06:30", True, True, None, None),
        ("2026-11-24 22:19:59", True, True, None, None),
        ("2026-11-24 22:20", True, True, 30, None),
        ("2026-11-24 22:49:59", True, True, 1, None),
        ("2026-11-24 22:50", True, False, None, "2026-11-25 06:30"),
        ("2026-11-24 22:59:59", True, False, None, "2026-11-25 06:30"),
        ("2026-11-24 23:00", False, False, None, "2026-11-25 06:30"),
        ("2026-12-28 22:50", True, False, None, "2027-01-04 06:30"),
    ],
)
def test_every_service_runs_from_half_past_six_to_eleven(
    service: Service, moment: str, is_open: bool, may_start: bool, left: int | None, opens_at: str | None
) -> None:
    closes_in = 1 if moment.endswith("22:59:59") else None
    expected = ServiceAvailability(
        service, is_open, may_start, left, None if opens_at is None else at(opens_at), closes_in
    )
    assert Timetable().service(service, at(moment)) == expected


@pytest.mark.parametrize("moment", ["2026-11-24 03:00", "2026-12-31 23:59:59", "2027-01-01 00:00"])
def test_information_is_always_there(moment: str) -> None:
    assert Timetable().service(Service.INFORMATION, at(moment)) == ServiceAvailability(Service.INFORMATION)


def test_the_services_come_in_the_menus_order() -> None:
    found = Timetable().services(at("2026-11-24 12:00"))
    assert found == tuple(ServiceAvailability(service) for service in Service)


MAINTENANCE = (
    Closure(at("2026-11-24 10:00"), at("2026-11-24 11:00"), frozenset({Service.PASSWORD_RESET})),
    Closure(at("2026-11-24 13:00"), at("2026-11-24 14:00")),
    Closure(at("2026-11-24 15:00"), at("2026-11-24 16:00"), frozenset({Service.INFORMATION})),
)


@pytest.mark.parametrize(
    ("moment", "stopped"),
    [
        ("09:59:59", set()),
        ("10:00", {Service.PASSWORD_RESET}),
        ("10:59:59", {Service.PASSWORD_RESET}),
        ("11:00", set()),
        ("13:00", set(SERVED)),
        ("15:30", {Service.INFORMATION}),
        ("16:00", set()),
    ],
)
def test_a_closure_of_part_of_a_day_stops_the_services_it_names(moment: str, stopped: set[Service]) -> None:
    table = compose(Calendar(), closures=MAINTENANCE)
    services = table.services(at(f"2026-11-24 {moment}"))
    assert {each.service for each in services if not each.is_open} == stopped


def test_a_service_that_rests_says_when_it_is_there_again_and_the_others_go_on() -> None:
    table = compose(Calendar(), closures=MAINTENANCE)
    reset = table.service(Service.PASSWORD_RESET, at("2026-11-24 10:30"))
    assert reset == ServiceAvailability(Service.PASSWORD_RESET, False, False, None, at("2026-11-24 11:00"))
    certificates = table.service(Service.CERTIFICATES, at("2026-11-24 10:30"))
    assert certificates == ServiceAvailability(Service.CERTIFICATES)


def test_a_closure_is_counted_down_for_the_service_that_it_stops() -> None:
    now = at("2026-11-24 09:42")
    services = compose(Calendar(), closures=MAINTENANCE).services(now)
    left = {each.service: each.minutes_left for each in services if each.minutes_left is not None}
    assert left == {Service.PASSWORD_RESET: 8}


def test_a_service_may_have_hours_and_closures_of_its_own() -> None:
    spring = Closure(at("2026-04-01 00:00"), at("2026-04-02 00:00"))
    own = Calendar(
        DailyHours(time(9), time(17)), timedelta(minutes=20), weekdays_only=True, closures=(spring,)
    )
    table = compose(Calendar(), {Service.USAGE_REGISTRATION: own}, closures=MAINTENANCE)
    registration = table.calendars[Service.USAGE_REGISTRATION]
    assert [registration.may_start(at(f"2026-11-24 {each}")) for each in ("16:39:59", "16:40")] == [
        True,
        False,
    ]
    assert not registration.is_open(at("2026-11-24 13:30")), "the terminal's closures count too"
    assert not registration.is_open(at("2026-04-01 12:00"))
    assert table.calendars[Service.CERTIFICATES].is_open(at("2026-04-01 12:00"))


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        ("2026-11-24 06:59:59", set()),
        ("2026-11-24 07:00", {*Service}),
        ("2026-11-24 23:00", {Service.INFORMATION}),
        ("2026-11-25 00:59:59", {Service.INFORMATION}),
        ("2026-11-25 01:00", set()),
        ("2026-12-31 12:00", {Service.INFORMATION}),
    ],
)
def test_the_store_limits_all_services_and_the_information(moment: str, open_: set[Service]) -> None:
    table = compose(Calendar(), store=DailyHours(time(7), time(1)))
    assert {each.service for each in table.services(at(moment)) if each.is_open} == open_


def test_the_stores_closing_is_counted_down_for_the_information() -> None:
    table = compose(Calendar(), store=DailyHours(time(7), time(1)))
    assert table.service(Service.INFORMATION, at("2026-11-25 00:52")).minutes_left == 8
    assert table.service(Service.INFORMATION, at("2026-11-25 01:00")).opens_at == at("2026-11-25 07:00")


def test_an_opening_may_be_told_from_memory_and_is_asked_for_only_while_nothing_may_begin() -> None:
    asked: list[Calendar] = []

    def remembered(calendar: Calendar, now: datetime) -> datetime | None:
        asked.append(calendar)
        return at("2030-01-01 00:00")

    table = Timetable()
    assert table.service(Service.CARD_CHECK, at("2026-11-24 12:00"), remembered).opens_at is None
    assert asked == []
    found = table.service(Service.CARD_CHECK, at("2026-11-24 03:00"), remembered)
    assert found.opens_at == at("2030-01-01 00:00")
    assert asked == [table.calendars[Service.CARD_CHECK]]


def test_every_availability_takes_its_opening_from_memory() -> None:
    known = at("2026-11-25 07:00")
    services = Timetable().services(at("2026-11-24 23:30"), lambda *_: known)
    assert {each.opens_at for each in services if each.service in SERVED} == {known}


def test_how_long_before_the_last_start_minutes_are_counted_is_a_setting() -> None:
    table = compose(Calendar(), look_ahead=timedelta(minutes=5))
    assert table.look_ahead == timedelta(minutes=5)
    moments = at("2026-11-24 22:44"), at("2026-11-24 22:45")
    assert [table.service(Service.CERTIFICATES, moment).minutes_left for moment in moments] == [None, 5]


def test_a_timetable_without_a_service_is_refused_by_name() -> None:
    missing = (Service.CARD_CHECK, Service.INFORMATION)
    with pytest.raises(ValueError, match=r"no calendar for card_check, information$"):
        Timetable(dict.fromkeys(set(Service) - set(missing), Calendar()))


def test_the_information_needs_nobody() -> None:
    assert Timetable().calendars[Service.INFORMATION] == ALWAYS


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)).map(lambda each: each.replace(tzinfo=JST))  # noqa: DTZ001
CLOSURES = st.builds(
    lambda start, span, services: Closure(start, start + span, services),
    MOMENTS,
    st.timedeltas(timedelta(minutes=1), timedelta(days=30)),
    st.frozensets(st.sampled_from(list(Service)), max_size=2),
)


@settings(deadline=None)
@given(
    closures=st.lists(CLOSURES, min_size=1, max_size=4),
    share=st.floats(0, 0.999),
    service=st.sampled_from(Service),
)
def test_no_service_is_open_inside_a_closure_that_stops_it(
    closures: list[Closure], share: float, service: Service
) -> None:
    first = closures[0]
    now = first.start + share * (first.end - first.start)
    availability = compose(Calendar(grace=HALF_AN_HOUR), closures=closures).service(service, now)
    if first.stops(service):
        assert (availability.is_open, availability.may_start, availability.minutes_left) == (
            False,
            False,
            None,
        )
        assert availability.opens_at is None or availability.opens_at >= first.end


@settings(deadline=None)
@given(closures=st.lists(CLOSURES, max_size=4), now=MOMENTS, service=st.sampled_from(Service))
def test_an_availability_says_one_thing_only(
    closures: list[Closure], now: datetime, service: Service
) -> None:
    table = compose(Calendar(grace=HALF_AN_HOUR), closures=closures)
    availability = table.service(service, now)
    assert availability.is_open or not availability.may_start
    assert availability.may_start or availability.minutes_left is None
    assert availability.minutes_left is None or 1 <= availability.minutes_left <= 30
    if availability.may_start:
        assert availability.opens_at is None
    elif availability.opens_at is not None:
        assert availability.opens_at > now
        assert table.service(service, availability.opens_at).may_start


def test_a_timetable_changes_by_the_minute_if_all_of_it_does() -> None:
    assert Timetable().changes_by_the_minute
    assert not Timetable(look_ahead=timedelta(seconds=90)).changes_by_the_minute
    other = Calendar(last_start=timedelta(seconds=90))
    assert not compose(Calendar(), {Service.PASSWORD_RESET: other}).changes_by_the_minute
