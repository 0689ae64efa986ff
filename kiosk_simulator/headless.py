"""A terminal without screens on a manual clock: a visit of several minutes takes milliseconds."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.fsm.event import Event
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.runtime.clock import ManualClock
from kiosk.runtime.terminal import Terminal
from kiosk.runtime.workers import LIMIT, Done, Item, Job, Watch, WorkerLost, run
from kiosk_simulator.faults import NeverAnswers


class InlineWorkers:
    """Runs every job immediately in the caller's thread.

    A job that raises NeverAnswers hangs, as if the device's thread were blocked: later jobs of its device
    wait until the worker is given up.
    """

    def __init__(self) -> None:
        self.hung: dict[str, list[Item]] = {}
        """By device: the job that hangs, then those that wait behind it."""
        self._watches: dict[str, Watch] = {}

    def submit(self, device: str, job: Job, done: Done, limit: float = LIMIT) -> None:
        item = Item(job, done, limit)
        if device in self.hung:
            self.hung[device].append(item)
        else:
            self._run(device, [item])

    def give_up(self, now: float) -> tuple[str, ...]:
        lost = [
            device
            for device, items in self.hung.items()
            if self._watches.setdefault(device, Watch()).exceeds(items[0], now)
        ]
        for device in lost:
            self._watches[device].lost()
            hanging, *waiting = self.hung.pop(device)
            hanging.done(None, WorkerLost(device))
            self._run(device, waiting)
        return tuple(lost)

    def hang(self, device: str, limit: float = LIMIT) -> None:
        """The device's thread is blocked from now on, until it is given up after `limit` seconds."""
        self.hung[device] = [Item(lambda: None, lambda result, error: None, limit)]

    def stop(self) -> None:
        self.hung.clear()

    def _run(self, device: str, items: list[Item]) -> None:
        for index, item in enumerate(items):
            try:
                run(item.job, item.done)
            except NeverAnswers:
                self.hung[device] = items[index:]
                return
            if device in self._watches:
                self._watches[device].losses = 0


class Headless:
    """Drives a terminal that was built with InlineWorkers and a ManualClock."""

    def __init__(self, terminal: Terminal, clock: ManualClock) -> None:
        self.terminal = terminal
        self.clock = clock
        self.states: list[S] = []
        self.views: list[View] = []
        terminal.listeners.append(self)

    # listener of the terminal
    def shown(self, view: View) -> None:
        """Record the view, and each state that was entered."""
        self.views.append(view)
        if not self.states or self.states[-1] is not view.state:
            self.states.append(view.state)

    def visit_began(self, visit: object) -> None:
        """Nothing to do: `shown` has it all."""

    def visit_ended(self, visit: object) -> None:
        """Nothing to do: `shown` has it all."""

    @property
    def view(self) -> View:
        """The current view."""
        return self.views[-1]

    @property
    def state(self) -> S:
        """The current state."""
        return self.terminal.machine.state

    def start(self) -> None:
        """Start the terminal and let it settle."""
        self.terminal.start()
        self.terminal.pump()

    def post(self, event: Event) -> None:
        """Post the event of a touch, which counts as activity."""
        self.terminal.touched()
        self.terminal.post(event)
        self.terminal.pump()

    def advance(self, seconds: float) -> None:
        """Advance the clock by `seconds`, running every timer that falls due on the way."""
        end = self.clock.monotonic() + seconds
        while True:
            self.terminal.pump()
            due = self.terminal.next_due()
            if due is None or due > end:
                break
            self.clock.advance(max(0.0, due - self.clock.monotonic()))
        self.clock.advance(max(0.0, end - self.clock.monotonic()))  # a task may have waited beyond `end`
        self.terminal.pump()

    def until(self, wanted: Callable[[View], bool], limit: float = 600.0) -> None:
        """Advance the clock until `wanted` accepts the view; AssertionError after `limit` seconds."""
        end = self.clock.monotonic() + limit
        self.terminal.pump()
        while not wanted(self.view):
            due = self.terminal.next_due()
            if due is None or due > end:
                raise AssertionError(f"still in {self.state} (notice {self.view.reason}) after {limit} s")
            self.clock.advance(max(0.0, due - self.clock.monotonic()))
            self.terminal.pump()
