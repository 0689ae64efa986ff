"""Polls: asked again and again while a state lasts; only what changed becomes an event."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from kiosk.fsm.event import Event
from kiosk.fsm.flow.operation import MunicipalitiesListed
from kiosk.fsm.task_context import TaskContext
from kiosk.runtime.terminal_parts import Poll
from kiosk.runtime.workers import WorkerLost, Workers

_ALWAYS_TRUE = (MunicipalitiesListed,)
"""What a poll finds out about the world and not about a visit: it counts also when it comes late."""


class Loop(Protocol):
    """What a poll needs of the terminal. `post`, `call` and `poll_failed` may be called from any thread."""

    @property
    def generation(self) -> int:
        """The number of the present state entry."""

    def post(self, event: Event, generation: int | None) -> None:
        """Queue an event that counts only in that state entry."""

    def call(self, function: Callable[[], None]) -> None:
        """Call a function on the terminal's thread."""

    def later(self, seconds: float, function: Callable[[], None]) -> None:
        """Call a function on the terminal's thread in so many seconds, unless the state is left before."""

    def poll_failed(self, error: BaseException | None, generation: int) -> None:
        """A poll of that state entry raised."""


class Polling:
    """Asks polls on their workers. Called on the terminal's thread only."""

    def __init__(self, workers: Workers, loop: Loop) -> None:
        self._workers = workers
        self._loop = loop

    def begin(self, poll: Poll, context: TaskContext, before: tuple[Event, ...] = ()) -> None:
        """Ask once, and go on asking while the state of `context` lasts.

        `before` is the last answer in this entry, and only what differs from it is news.
        """
        answered, called_silent = threading.Event(), threading.Event()

        def silent() -> None:
            if not (answered.is_set() or called_silent.is_set()):
                called_silent.set()
                for event in poll.when_silent:
                    self._loop.post(event, context.generation)

        def done(events: tuple[Event, ...] | None, error: BaseException | None) -> None:
            if isinstance(error, WorkerLost):
                silent()
                self._loop.call(lambda: self._again(poll, context, ()))
                return
            answered.set()
            if error is not None or events is None:
                self._loop.poll_failed(error, context.generation)
                # Where a fault changes nothing the state goes on, and would wait for ever without its poll.
                self._loop.call(lambda: self._again(poll, context, ()))
                return
            known = () if called_silent.is_set() else before
            for event in events:
                if event not in known:
                    self._loop.post(event, None if isinstance(event, _ALWAYS_TRUE) else context.generation)
            self._loop.call(lambda: self._again(poll, context, events))

        if poll.when_silent:
            self._loop.later(poll.patience, silent)
        job = lambda: poll.poll(context) if context.wanted() else ()  # noqa: E731
        self._workers.submit(poll.worker, job, done, poll.limit)

    def _again(self, poll: Poll, context: TaskContext, before: tuple[Event, ...]) -> None:
        if context.generation == self._loop.generation:
            self._loop.later(poll.interval, lambda: self.begin(poll, context, before))
