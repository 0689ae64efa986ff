"""A terminal without a screen, on a clock that is moved by hand: a visit of minutes takes milliseconds."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.fsm.events import Event
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.runtime.clock import ManualClock
from kiosk.runtime.terminal import Terminal
from kiosk.runtime.workers import Done, Job, run
from kiosk_simulator.faults import NeverAnswers


class InlineWorkers:
    """Runs every job at once in the caller's thread, each device in order.

    A job that raises NeverAnswers hangs: it and all later jobs of its device bring no answer, as
    with a thread that waits for ever.
    """

    def __init__(self) -> None:
        self.hung: set[str] = set()

    def submit(self, device: str, job: Job, done: Done) -> None:
        if device in self.hung:
            return
        try:
            run(job, done)
        except NeverAnswers:
            self.hung.add(device)

    def stop(self) -> None:
        self.hung.clear()


class Headless:
    """Drives a terminal built with InlineWorkers and a ManualClock."""

    def __init__(self, terminal: Terminal, clock: ManualClock) -> None:
        self.terminal = terminal
        self.clock = clock
        self.states: list[S] = []
        self.views: list[View] = []
        terminal.listeners.append(self)

    # a listener
    def shown(self, view: View) -> None:
        """Remember the picture, and each state that was entered."""
        self.views.append(view)
        if not self.states or self.states[-1] is not view.state:
            self.states.append(view.state)

    def visit_began(self, visit: object) -> None:
        """Nothing to do: `shown` has it all."""

    def visit_ended(self, visit: object) -> None:
        """Nothing to do."""

    @property
    def view(self) -> View:
        """What is shown now."""
        return self.views[-1]

    @property
    def state(self) -> S:
        """The present state."""
        return self.terminal.machine.state

    def start(self) -> None:
        """Start the terminal and let it settle."""
        self.terminal.start()
        self.terminal.pump()

    def post(self, event: Event) -> None:
        """A touch on the screen: counts as activity, then does what it does."""
        self.terminal.touched()
        self.terminal.post(event)
        self.terminal.pump()

    def advance(self, seconds: float) -> None:
        """Let time pass, stopping at everything that falls due on the way."""
        end = self.clock.monotonic() + seconds
        while True:
            self.terminal.pump()
            due = self.terminal.next_due()
            if due is None or due > end:
                break
            self.clock.advance(max(0.0, due - self.clock.monotonic()))
        self.clock.advance(end - self.clock.monotonic())
        self.terminal.pump()

    def until(self, wanted: Callable[[View], bool], limit: float = 600.0) -> None:
        """Let time pass until the picture is as wanted; AssertionError after `limit` seconds."""
        end = self.clock.monotonic() + limit
        self.terminal.pump()
        while not wanted(self.view):
            due = self.terminal.next_due()
            if due is None or due > end:
                raise AssertionError(f"still in {self.state} (notice {self.view.reason}) after {limit} s")
            self.clock.advance(max(0.0, due - self.clock.monotonic()))
            self.terminal.pump()
