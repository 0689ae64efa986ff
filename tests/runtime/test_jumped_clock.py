"""A clock that jumps takes the terminal out of service; one that is set on purpose, or creeps, does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.fsm.events import Acknowledged
from kiosk.fsm.flow.menu import Started
from kiosk.fsm.flow.operation import ClockJumped
from kiosk.fsm.flow.staff.maintenance import ClockConfirmed, StaffLeft
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.terminal_status import TerminalStatus
from kiosk.rules.hours.timetable import Timetable
from kiosk.runtime.clock import ManualClock
from kiosk.runtime.clock_monitor import CLOCK_TOLERANCE, LOOK_INTERVAL, ClockMonitor
from tests.support.staff import signs_in
from tests.support.terminal_harness import MORNING, TerminalHarness

MINUTES = timedelta(minutes=1)


@pytest.fixture
def harness() -> TerminalHarness:
    return TerminalHarness().opens()


@pytest.mark.parametrize("by", [121, -121, 3600, -86400, 40_000_000])
def test_a_jump_beyond_the_tolerance_stops_the_terminal_until_staff_clears_it(
    harness: TerminalHarness, by: int
) -> None:
    harness.has_a_wrong_clock(timedelta(seconds=by))
    harness.sees(S.OUT_OF_SERVICE)
    assert harness.view.reason is Reason.CLOCK_JUMPED
    harness.advance(600)
    harness.sees(S.OUT_OF_SERVICE)
    harness.is_at("2026-11-24 12:00").advance(LOOK_INTERVAL)
    for event in (*signs_in(), ClockConfirmed(), StaffLeft(in_service=True)):
        harness.post(event)
    harness.sees(S.ATTRACT)


def test_after_staff_the_new_time_counts(harness: TerminalHarness) -> None:
    harness.has_a_wrong_clock(30 * MINUTES)
    for event in (*signs_in(), ClockConfirmed(), StaffLeft(in_service=True)):
        harness.post(event)
    harness.advance(3600)
    harness.sees(S.ATTRACT)
    harness.has_a_wrong_clock(-30 * MINUTES)
    harness.sees(S.OUT_OF_SERVICE)


@pytest.mark.parametrize("by", [1, -1, 119, -119, 120, -120])
def test_a_small_step_is_followed_silently(harness: TerminalHarness, by: int) -> None:
    harness.has_a_wrong_clock(timedelta(seconds=by))
    harness.sees(S.ATTRACT)


def test_a_clock_that_creeps_never_adds_up_to_a_jump(harness: TerminalHarness) -> None:
    for _ in range(600):
        harness.has_a_wrong_clock(timedelta(seconds=0.5))
    harness.sees(S.ATTRACT)


def test_a_clock_that_is_set_on_purpose_has_not_jumped(harness: TerminalHarness) -> None:
    harness.is_at("2026-11-25 10:00").advance(LOOK_INTERVAL)
    harness.sees(S.ATTRACT)
    harness.is_at("2026-11-24 22:55").advance(LOOK_INTERVAL)
    harness.sees(S.CLOSED)


def test_a_terminal_that_is_told_to_look_trusts_what_it_sees(harness: TerminalHarness) -> None:
    harness.clock.jump(5 * 60 * MINUTES)
    harness.terminal.look_at_calendar()
    harness.terminal.pump()
    harness.advance(60)
    harness.sees(S.ATTRACT)


def test_hours_that_pass_while_the_terminal_stands_still_are_no_jump(harness: TerminalHarness) -> None:
    harness.clock.advance(5 * 3600)
    harness.terminal.pump()
    harness.sees(S.ATTRACT)


def test_whoever_has_not_paid_is_sent_home_and_the_terminal_stops(harness: TerminalHarness) -> None:
    harness.post(Started())
    harness.has_a_wrong_clock(14 * 60 * MINUTES)
    harness.sees(S.REFUSAL)
    assert harness.view.reason is Reason.CLOCK_JUMPED, "a wrong clock, not closing time"
    harness.post(Acknowledged())
    harness.sees(S.OUT_OF_SERVICE)


SECONDS = st.floats(-100_000, 100_000)


@given(steps=st.lists(st.tuples(SECONDS, st.floats(0, 10_000)), max_size=20))
def test_exactly_the_steps_beyond_the_tolerance_are_jumps(steps: list[tuple[float, float]]) -> None:
    clock = ManualClock(MORNING)
    keeper = ClockMonitor(clock, Timetable)
    status = TerminalStatus()
    list(keeper.look(status))
    jumps, led = [], clock.lead()
    for by, passing in steps:
        clock.advance(passing)
        clock.jump(timedelta(seconds=by))
        jumped = any(isinstance(event, ClockJumped) for event in keeper.look(status))
        jumps.append(jumped is (abs(clock.lead() - led) > CLOCK_TOLERANCE.total_seconds()))
        led = clock.lead()
    assert all(jumps)


def test_the_first_look_has_nothing_to_compare_with() -> None:
    clock = ManualClock(MORNING)
    clock.jump(timedelta(days=1))
    assert not any(
        isinstance(each, ClockJumped) for each in ClockMonitor(clock, Timetable).look(TerminalStatus())
    )


def test_the_tolerance_is_the_settings() -> None:
    clock = ManualClock(MORNING)
    keeper = ClockMonitor(clock, Timetable, timedelta(seconds=10))
    list(keeper.look(TerminalStatus()))
    clock.jump(timedelta(seconds=11))
    assert ClockJumped() in list(keeper.look(TerminalStatus()))


def test_whoever_touches_a_resting_terminal_is_served_by_the_clock_as_it_is_now(
    harness: TerminalHarness,
) -> None:
    harness.clock.jump(14 * 60 * MINUTES)
    harness.sees(S.ATTRACT)
    harness.post(Started())
    harness.sees(S.REFUSAL)
    assert harness.view.reason is Reason.CLOCK_JUMPED
