"""Calls that fall due, and how they share the wakes of the terminal's thread."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.fsm.event import Event
from kiosk.fsm.flow.operation import DeviceChecked
from kiosk.fsm.state_table import PollName
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.visit import Visit
from kiosk.runtime.clock_monitor import RESTING_INTERVAL
from kiosk.runtime.polling import MOST_SLACK, SLACK, Polling
from kiosk.runtime.terminal_parts import Poll
from kiosk.runtime.timers import Timers
from kiosk.runtime.workers import Done, Job, Workers
from tests.support.terminal_harness import TerminalHarness

DEVICES = (
    PollName.READER_HEALTH, PollName.PRINTER_HEALTH, PollName.RECEIPT_HEALTH, PollName.CASH_HEALTH,
    PollName.JOURNAL_HEALTH,
)  # fmt: skip


def test_a_call_with_slack_waits_for_another_and_no_longer_than_its_slack() -> None:
    timers, called = Timers(), list[str]()
    timers.add(5.0, lambda: called.append("health"), bound=False, slack=0.5)
    assert timers.next_due == 5.5
    timers.add(5.2, lambda: called.append("look"), bound=False)
    assert timers.next_due == 5.2
    assert not timers.fire(4.49)
    assert timers.fire(5.2)
    assert called == ["health", "look"]
    assert timers.next_due is None


def test_a_call_with_slack_is_made_early_when_the_thread_is_awake_anyway() -> None:
    timers, called = Timers(), list[str]()
    timers.add(5.0, lambda: called.append("health"), bound=False, slack=0.5)
    assert timers.fire(4.5)
    assert called == ["health"]


def test_a_new_state_drops_what_was_bound_to_the_old_one() -> None:
    timers, called = Timers(), list[str]()
    timers.add(1.0, lambda: called.append("bound"), bound=True, slack=0.5)
    timers.add(2.0, lambda: called.append("free"), bound=False)
    timers.drop_bound()
    assert timers.next_due == 2.0
    timers.fire(9.0)
    assert called == ["free"]


@given(
    st.lists(st.tuples(st.floats(0, 100), st.sampled_from((0.0, 0.5, 2.0))), min_size=1, max_size=20),
)
def test_whoever_wakes_when_the_next_is_due_makes_every_call_within_its_slack(
    wanted: list[tuple[float, float]],
) -> None:
    timers, now = Timers(), 0.0
    made: list[tuple[float, float, float]] = []
    for due, slack in wanted:
        timers.add(due, lambda d=due, s=slack: made.append((d, s, now)), bound=False, slack=slack)  # type: ignore[misc]
    while (due_at := timers.next_due) is not None:
        now = max(now, due_at)
        timers.fire(now)
    assert len(made) == len(wanted)
    assert all(abs(at - due) <= slack + 1e-9 for due, slack, at in made)


class InlineLoop:
    """A loop on a clock by hand, whose workers do each job at once."""

    generation = 1

    def __init__(self) -> None:
        self.now, self.timers = 0.0, Timers()

    def submit(self, _device: str, job: Job, done: Done, _limit: float = 0) -> None:
        done(job(), None)

    def post(self, _event: Event, _generation: int | None) -> None:
        """Nobody hears it."""

    def call(self, function: Callable[[], None]) -> None:
        function()

    def later(self, seconds: float, function: Callable[[], None], slack: float = 0.0) -> None:
        self.timers.add(self.now + seconds, function, bound=True, slack=slack)

    def poll_failed(self, error: BaseException | None, generation: int) -> None:
        raise AssertionError(error)


@pytest.mark.parametrize(
    ("interval", "takes"), [(0.2, 0.5), (5.0, 6.0), (5.0, 60.0), (5.0, 0.0), (3600.0, 1.0)]
)
def test_a_device_slower_than_its_interval_is_left_alone_between_two_questions(
    interval: float, takes: float
) -> None:
    loop, asked = InlineLoop(), list[float]()

    def ask(_context: TaskContext) -> tuple[Event, ...]:
        asked.append(loop.now)
        loop.now += takes
        return ()

    Polling(cast("Workers", loop), loop).begin(Poll("x", interval, ask), TaskContext(S.ATTRACT, 1, Visit()))
    for _ in range(5):
        loop.timers.fire(loop.now)
        assert loop.timers.next_due is not None
        loop.now = max(loop.now, loop.timers.next_due)
    loop.timers.fire(loop.now)
    assert len(asked) == 6
    pauses = [after - before - takes for before, after in pairwise(asked)]
    assert all(abs(pause - interval) <= min(SLACK * interval, MOST_SLACK) + 1e-9 for pause in pauses)


def test_an_idle_terminal_wakes_for_its_clock_and_for_nothing_else() -> None:
    polls = {
        name: Poll(
            name.value,
            5.0,
            lambda _: (DeviceChecked("x", "online"),),
            30.0,
            (DeviceChecked("x", "?"),),
            resting=15.0,
        )
        for name in DEVICES
    }
    harness = TerminalHarness({**polls, PollName.CENTRE_HEALTH: Poll("centre", 30.0, lambda _: ())}).opens()
    asked = dict.fromkeys((each.value for each in DEVICES), 0)
    started, wakes = harness.clock.monotonic(), 0
    while (due := harness.terminal.next_due()) is not None and due <= started + 600:
        while harness.workers.waiting:
            device, job, done = harness.workers.waiting.pop(0)
            asked[device] = asked.get(device, 0) + 1
            done(job(), None)
        if wakes:
            assert harness.terminal._queue.empty()  # an answer without news wakes nobody
        harness.terminal.pump()
        harness.advance(due - harness.clock.monotonic())
        wakes += 1
    assert wakes <= 600 / RESTING_INTERVAL + 3  # until polls and looks keep step
    assert {asked[each.value] for each in DEVICES} == {40}
    assert asked["centre"] == 20


class SilentLoop(InlineLoop):
    """A loop whose device never answers."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[float] = []

    def submit(self, _device: str, job: Job, done: Done, _limit: float = 0) -> None:
        """It hangs."""

    def post(self, _event: Event, _generation: int | None) -> None:
        self.told.append(self.now)


def test_a_device_that_is_rarely_asked_is_not_given_longer_to_answer() -> None:
    loop = SilentLoop()
    poll = Poll("x", 3600.0, lambda _: (), 30.0, (DeviceChecked("x", "offline"),))
    Polling(cast("Workers", loop), loop).begin(poll, TaskContext(S.ATTRACT, 1, Visit()))
    assert loop.timers.next_due is not None
    loop.now = loop.timers.next_due
    loop.timers.fire(loop.now)
    assert len(loop.told) == 1
    assert 30.0 <= loop.told[0] <= 30.0 + 2 * MOST_SLACK
