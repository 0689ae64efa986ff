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
RARE, SLACK, MOST_SLACK = 5.0, 0.1, 3.0
"""A poll that is asked every so many seconds, or more rarely, is asked when the terminal's thread is awake
anyway, by this share of its interval before or after its time, and by so many seconds at most: a device that
is asked once an hour is not given minutes more to answer."""


class Loop(Protocol):
    """What a poll needs of the terminal. `post`, `call` and `poll_failed` may be called from any thread."""

    @property
    def generation(self) -> int:
        """The number of the present state entry."""

    def post(self, event: Event, generation: int | None) -> None:
        """Queue an event that counts only in that state entry."""

    def call(self, function: Callable[[], None]) -> None:
        """Call a function on the terminal's thread."""

    def later(self, seconds: float, function: Callable[[], None], slack: float = 0.0) -> None:
        """Call a function on the terminal's thread in so many seconds, give or take `slack`, unless the state
        is left before."""

    def poll_failed(self, error: BaseException | None, generation: int) -> None:
        """A poll of that state entry raised."""


class _Asked:
    """A question that was put to a device. Its worker and the terminal's thread each tell what came first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answered = self._is_time = False
        self.news: tuple[Event, ...] = ()
        """The last answer, of which only a difference is news."""

    def answer(self, news: tuple[Event, ...]) -> bool:
        """It was answered; True when it was time for the next question before."""
        with self._lock:
            self.news, self._answered = news, True
            return self._is_time

    def is_time(self) -> bool:
        """It is time for the next question; True when this one was answered before."""
        with self._lock:
            self._is_time = True
            return self._answered


class Polling:
    """Asks polls on their workers. Called on the terminal's thread only.

    An answer without news does not wake that thread: the next question is due by its own timer.
    """

    def __init__(self, workers: Workers, loop: Loop) -> None:
        self._workers = workers
        self._loop = loop

    def begin(self, poll: Poll, context: TaskContext, before: tuple[Event, ...] = ()) -> None:
        """Ask once, and go on asking while the state of `context` lasts.

        `before` is the last answer in this entry, and only what differs from it is news.
        """
        asked, called_silent, answered = _Asked(), threading.Event(), threading.Event()
        slack = min(SLACK * poll.interval, MOST_SLACK) if poll.interval >= RARE else 0.0

        def silent() -> None:
            if not (answered.is_set() or called_silent.is_set()):
                called_silent.set()
                for event in poll.when_silent:
                    self._loop.post(event, context.generation)

        def done(events: tuple[Event, ...] | None, error: BaseException | None) -> None:
            news: tuple[Event, ...] = ()
            if isinstance(error, WorkerLost):
                silent()
            else:
                answered.set()
                if error is not None or events is None:
                    # Where a fault changes nothing the state goes on: it must not wait for ever for its poll.
                    self._loop.poll_failed(error, context.generation)
                else:
                    news = events
                    known = () if called_silent.is_set() else before
                    for event in events:
                        if event not in known:
                            late = isinstance(event, _ALWAYS_TRUE)
                            self._loop.post(event, None if late else context.generation)
            if asked.answer(news):
                self._loop.call(again)

        def again() -> None:
            if context.generation == self._loop.generation:
                self._loop.later(poll.interval, lambda: self.begin(poll, context, asked.news), slack)

        def next_one() -> None:
            if asked.is_time():
                self.begin(poll, context, asked.news)

        if poll.when_silent:
            self._loop.later(poll.patience + slack, silent, slack)  # not before its patience is over
        job = lambda: poll.poll(context) if context.wanted() else ()  # noqa: E731
        self._workers.submit(poll.worker, job, done, poll.limit)
        # Only now: where a job is done at once and moves the clock on, the interval begins with its answer.
        self._loop.later(poll.interval, next_one, slack)
