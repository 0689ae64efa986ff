"""The clocks: Japan's time in every zone, set on purpose without being wrong, wrong without being set."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.config.sections.hours import ClosureSettings
from kiosk.rules.hours.calendar import Calendar
from kiosk.rules.hours.japan_time import JST
from kiosk.runtime.clock import Clock, ManualClock, SystemClock

MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ZONES = (
    "UTC",
    "Asia/Tokyo",
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
)


def test_the_manual_clock_is_set_without_letting_time_pass_or_being_wrong() -> None:
    clock = ManualClock(MORNING)
    clock.advance(5)
    clock.set(clock.now() + timedelta(days=1))
    assert (clock.monotonic(), clock.lead()) == (5, 0)


def test_the_manual_clock_jumps_and_is_wrong_by_that_much() -> None:
    clock = ManualClock(MORNING)
    clock.jump(-HOUR)
    assert (clock.now(), clock.monotonic(), clock.lead()) == (MORNING - HOUR, 0, -3600)
    clock.jump(HOUR)
    assert (clock.now(), clock.lead()) == (MORNING, 0)


def test_the_system_clock_starts_where_it_is_told_and_can_be_set() -> None:
    clock = SystemClock(MORNING)
    assert timedelta(0) <= clock.now() - MORNING < MINUTE
    clock.set(MORNING + 3 * HOUR)
    assert timedelta(hours=3) <= clock.now() - MORNING < timedelta(hours=3, seconds=60)
    assert clock.now().tzinfo is JST
    assert clock.monotonic() <= clock.monotonic()


def test_setting_the_system_clock_leaves_its_lead_alone_and_a_jump_does_not() -> None:
    clock = SystemClock(MORNING)
    before = clock.lead()
    clock.set(MORNING + 5 * HOUR)
    assert clock.lead() == pytest.approx(before, abs=1)
    clock.jump(HOUR)
    assert clock.lead() == pytest.approx(before + 3600, abs=1)
    assert timedelta(hours=6) <= clock.now() - MORNING < 6 * HOUR + MINUTE
    clock.set(MORNING)
    assert timedelta(0) <= clock.now() - MORNING < MINUTE, "what is set on purpose is what it shows"
    assert clock.lead() == pytest.approx(before + 3600, abs=1)


def test_the_machines_clock_moving_changes_the_lead(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SystemClock()
    before, real = clock.lead(), time.time
    monkeypatch.setattr("kiosk.runtime.clock.time.time", lambda: real() + 300)
    assert clock.lead() == pytest.approx(before + 300, abs=1)


def test_only_a_clock_with_an_hour_of_its_own_begins_anew() -> None:
    assert not SystemClock().begins_anew
    assert not ManualClock(MORNING).begins_anew
    assert SystemClock(MORNING).begins_anew


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The machine stands in another zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_the_zones_of_this_test_are_known_to_the_machine(zone: str) -> None:
    offset = datetime(2026, 1, 15, tzinfo=UTC).astimezone().utcoffset()
    assert (offset == timedelta(0)) is (zone == "UTC")


@pytest.mark.parametrize("clock", [SystemClock(), SystemClock(MORNING), ManualClock(MORNING.astimezone(UTC))])
def test_every_clock_tells_japans_time_wherever_the_machine_stands(zone: str, clock: Clock) -> None:
    now = clock.now()
    assert now.utcoffset() == timedelta(hours=9)
    if clock.lead() and not clock.begins_anew:
        assert abs(now - datetime.now(UTC)) < MINUTE


# Summer time begins or ends somewhere at these moments: clocks there show an hour twice, or never.
JUMPS = (
    datetime(2026, 3, 8, 7, 0, tzinfo=UTC),  # New York, forward
    datetime(2026, 11, 1, 6, 0, tzinfo=UTC),  # New York, back
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),  # Berlin, forward
    datetime(2026, 10, 25, 1, 0, tzinfo=UTC),  # Berlin, back
    datetime(2026, 4, 4, 15, 0, tzinfo=UTC),  # Lord Howe, back by half an hour
)


@pytest.mark.parametrize("jump", JUMPS)
def test_summer_time_elsewhere_moves_no_hours_here(zone: str, jump: datetime) -> None:
    calendar = Calendar()
    for minutes in range(-120, 121, 10):
        moment = jump + timedelta(minutes=minutes)
        there = datetime.fromtimestamp(moment.timestamp()).astimezone()
        in_japan = moment.astimezone(JST)
        runs = 6 * 60 + 30 <= in_japan.hour * 60 + in_japan.minute < 23 * 60
        assert calendar.is_open(there) is runs
        assert calendar.may_start(there) == calendar.may_start(in_japan)
        assert calendar.next_opening(there) == calendar.next_opening(in_japan)


def test_a_closure_without_a_zone_is_japans_wherever_the_machine_stands(zone: str) -> None:
    naive = datetime(2026, 11, 24, 12, 0)  # noqa: DTZ001
    closure = ClosureSettings(start=naive, end=naive + HOUR).closure()
    assert closure.start == datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
