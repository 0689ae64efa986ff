"""QA's two ways with the clock: set on purpose it is simply another hour; made to jump it is wrong."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.rules.hours.japan_time import JST
from kiosk_simulator.console.manual_actions import MAX_MINUTES, ManualActions
from tests.simulator.console.conftest import Live


def actions(live: Live) -> ManualActions:
    """ManualActions beside those of the console, on the same clock."""
    return ManualActions(live.environment, live.terminal, live.clock)


def test_the_clock_is_set_hours_away_and_the_terminal_goes_on(live: Live) -> None:
    for hour in (20, 8, 12):
        actions(live).set_clock(datetime(2026, 11, 25, hour, 0, tzinfo=JST))
    actions(live).set_clock(datetime(2026, 11, 25, 23, 0))  # noqa: DTZ001 - Japan's
    live.reaches(S.CLOSED, seconds=0.9)
    actions(live).set_clock(datetime(2026, 11, 25, 10, 0, tzinfo=JST))
    live.reaches(S.ATTRACT, seconds=0.9)
    assert live.view.reason is None


@pytest.mark.parametrize("minutes", [3, -90])
def test_the_clock_jumps_and_the_terminal_stops_until_staff_has_looked(live: Live, minutes: int) -> None:
    before = live.clock.now()
    actions(live).jump_clock(minutes)
    live.reaches(S.OUT_OF_SERVICE, seconds=5)
    assert live.view.reason is Reason.CLOCK_JUMPED
    assert abs(live.clock.now() - before - timedelta(minutes=minutes)) < timedelta(seconds=30)
    actions(live).set_clock(datetime(2026, 11, 25, 10, 0, tzinfo=JST))
    live.reaches(S.OUT_OF_SERVICE)


@pytest.mark.parametrize("minutes", [0, MAX_MINUTES + 1, -MAX_MINUTES - 1, float("nan"), float("inf")])
def test_a_jump_of_nothing_or_beyond_all_bounds_is_refused(standing: Live, minutes: float | int) -> None:
    before = standing.clock.lead()
    with pytest.raises(ValueError, match="the clock jumps"):
        actions(standing).jump_clock(minutes)
    assert standing.clock.lead() == pytest.approx(before, abs=1)
