"""Roles and what each may do, and the wait after wrong PINs."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta

import pytest

from kiosk.fsm.flow.staff.duties import ACTION_DUTIES
from kiosk.fsm.staff_report import StaffAction
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.lock_out import LOCK_OUT, LOCKED_FROM, left_to_wait, wait_after
from kiosk.rules.staff import DUTIES, Duty, Role, may

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
ONLY_LOOKS = {Duty.LOOK, Duty.EXPORT}


def test_every_role_may_look_and_every_duty_is_somebodys() -> None:
    assert all(may(role, Duty.LOOK) for role in Role)
    assert frozenset().union(*DUTIES.values()) == frozenset(Duty)


def test_a_technician_may_do_all_that_a_clerk_may_and_an_auditor_moves_nothing() -> None:
    assert DUTIES[Role.CLERK] < DUTIES[Role.TECHNICIAN]
    assert DUTIES[Role.AUDITOR] == ONLY_LOOKS


def test_every_button_is_a_duty() -> None:
    assert set(ACTION_DUTIES) == set(StaffAction)


def test_the_wait_grows_with_each_wrong_pin_up_to_the_lock_out() -> None:
    waits = [wait_after(wrong) for wrong in range(LOCKED_FROM + 3)]
    assert waits[:2] == [timedelta(0), timedelta(0)], "a slip of the finger costs nothing"
    assert all(before < after for before, after in itertools.pairwise(waits[1 : LOCKED_FROM + 1]))
    assert set(waits[LOCKED_FROM:]) == {LOCK_OUT}
    with pytest.raises(ValueError, match="-1"):
        wait_after(-1)


@pytest.mark.parametrize("passed", [timedelta(0), timedelta(seconds=1), timedelta(minutes=7), LOCK_OUT])
def test_what_is_left_of_a_wait_is_the_whole_less_what_has_passed(passed: timedelta) -> None:
    assert left_to_wait(LOCKED_FROM, NOW, NOW + passed) == LOCK_OUT - passed


def test_a_wait_that_is_over_leaves_nothing_and_a_clock_that_went_back_makes_none_longer() -> None:
    assert left_to_wait(LOCKED_FROM, NOW, NOW + timedelta(days=1)) == timedelta(0)
    assert left_to_wait(LOCKED_FROM, NOW, NOW - timedelta(days=1)) == LOCK_OUT
