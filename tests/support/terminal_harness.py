"""A terminal whose devices are in the test's hand: what a state asks for waits until it is answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from kiosk.config.sections.staff import SPECIMENS
from kiosk.fsm.event import Event
from kiosk.fsm.events import Agreed, CardSet
from kiosk.fsm.flow.menu import ScopeChosen, ServiceChosen, Started
from kiosk.fsm.flow.operation import Ready
from kiosk.fsm.machine import KioskMachine
from kiosk.fsm.model import FlowSettings
from kiosk.fsm.state_table import PollName, TaskName
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.hours.timetable import Timetable
from kiosk.rules.services import Scope, Service
from kiosk.runtime.clock import ManualClock
from kiosk.runtime.clock_monitor import RESTING_INTERVAL, ClockMonitor
from kiosk.runtime.terminal import Terminal
from kiosk.runtime.terminal_parts import Poll, Task
from kiosk.runtime.workers import LIMIT, Done, Job, run
from kiosk_simulator.headless import Headless

MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
TASKS = tuple(TaskName)
POLLS = tuple(PollName)


class HeldWorkers:
    """Jobs wait, in order, until the test lets them run."""

    def __init__(self) -> None:
        self.waiting: list[tuple[str, Job, Done]] = []
        self.stopped = False

    def submit(self, device: str, job: Job, done: Done, limit: float = LIMIT) -> None:
        self.waiting.append((device, job, done))

    def give_up(self, now: float) -> tuple[str, ...]:
        return ()

    def stop(self) -> None:
        self.stopped = True

    def take(self, device: str) -> tuple[Job, Done]:
        """The oldest job that waits for `device`."""
        index = next(i for i, each in enumerate(self.waiting) if each[0] == device)
        _, job, done = self.waiting.pop(index)
        return job, done

    def runs(self, device: str) -> None:
        """Let the device do its oldest job."""
        run(*self.take(device))


class TerminalHarness(Headless):
    """Every task is a worker of its own name; `answers` says what it answers with."""

    def __init__(
        self,
        polls: dict[PollName, Poll] | None = None,
        answers: dict[str, Callable[[TaskContext], Event | None]] | None = None,
    ) -> None:
        self.workers = HeldWorkers()
        self.timetable = Timetable()
        self.contexts: list[TaskContext] = []
        self.answers: dict[str, Callable[[TaskContext], Any]] = dict(answers or {})
        clock = ManualClock(MORNING)
        terminal = Terminal(
            KioskMachine(FlowSettings(persons=SPECIMENS), iter(f"id-{n}" for n in range(10_000)).__next__),
            clock=clock,
            workers=self.workers,
            tasks={name: Task(name.value, self._task(name.value)) for name in TASKS},
            polls={**{name: Poll(name.value, 0.2, lambda context: ()) for name in POLLS}, **(polls or {})},
            clock_monitor=ClockMonitor(clock, lambda: self.timetable),
        )
        super().__init__(terminal, clock)

    def _task(self, name: str) -> Callable[[TaskContext], Event | None]:
        def act(context: TaskContext) -> Event | None:
            self.contexts.append(context)
            answer: Event | None = self.answers[name](context)
            return answer

        return act

    def opens(self) -> TerminalHarness:
        """Start up and stand at ATTRACT."""
        self.answers["start_up"] = lambda context: Ready()
        self.start()
        self.runs("start_up")
        assert self.state is S.ATTRACT
        return self

    def is_at(self, text: str) -> TerminalHarness:
        """The clock is set on purpose, to Japan's time, and the terminal is told."""
        self.clock.set(datetime.fromisoformat(text).replace(tzinfo=JST))
        self.terminal.look_at_calendar()
        self.terminal.pump()
        return self

    def has_a_wrong_clock(self, by: timedelta) -> TerminalHarness:
        """The clock jumps, and the terminal has looked at it."""
        self.clock.jump(by)
        self.advance(RESTING_INTERVAL)
        return self

    def reads_a_card(self) -> TerminalHarness:
        """From ATTRACT to READ_CARD, whose task waits."""
        for event in (
            Started(), ServiceChosen(Service.CERTIFICATES), Agreed(), ScopeChosen(Scope.RESIDENCE), CardSet(),
        ):  # fmt: skip
            self.post(event)
        assert self.state is S.READ_CARD
        return self

    def sees(self, state: S) -> TerminalHarness:
        """The terminal is in `state`."""
        assert self.state is state, f"in {self.state} after {self.states}"
        return self

    def runs(self, device: str) -> TerminalHarness:
        """Let a device do its oldest job, and the terminal hear of it."""
        self.workers.runs(device)
        self.terminal.pump()
        return self
