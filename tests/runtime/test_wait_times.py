"""How long waits take: measured on the terminal's own clock, told as a median, never kept of a time-out."""

from __future__ import annotations

from kiosk.fsm.states import S
from kiosk.fsm.timeouts import FIRST_WAITS, SHEET, TIMEOUTS
from kiosk.runtime.wait_times import KEPT, WaitTimes


def test_before_anything_was_measured_the_first_guess_is_told() -> None:
    times = WaitTimes({"prepare": 8.0})
    assert times.expected("prepare") == 8.0
    assert times.expected("pay") is None, "a person is no wait"


def test_the_median_of_the_latest_is_told_so_that_one_hang_moves_nothing() -> None:
    times = WaitTimes()
    for seconds in (2.0, 2.2, 55.0):
        times.took("prepare", seconds)
    assert times.expected("prepare") == 2.2
    for _ in range(KEPT):
        times.took("prepare", 4.0)
    assert times.expected("prepare") == 4.0, "what is long ago is forgotten"


def test_kinds_do_not_mix_and_an_unknown_one_is_not_kept() -> None:
    times = WaitTimes()
    times.took("refund", 3.0)
    times.took("pay", 90.0)
    assert times.expected("refund") == 3.0
    assert times.expected("settle") == FIRST_WAITS["settle"]
    assert times.expected("pay") is None


def test_every_wait_is_a_state_with_a_time_out_or_a_sheet() -> None:
    assert {kind for kind in FIRST_WAITS if kind != SHEET} <= {str(state) for state in S}
    assert all(0 < seconds < max(TIMEOUTS.values()) for seconds in FIRST_WAITS.values())
