"""What a terminal is joined from: the tasks and polls that its states name, and listeners."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from kiosk.fsm.event import Event
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit
from kiosk.runtime.workers import LIMIT
from kiosk.structs import Struct


class Task(Struct):
    """What a state starts: runs on `worker`, answers with an event or None.

    A worker that does not come back within `limit` seconds is replaced, and `when_lost` answers for it. None
    is the time-out of the state, and some seconds more: the state is left by then.
    """

    worker: str
    run: Callable[[TaskContext], Event | None]
    limit: float | None = None
    when_lost: tuple[Event, ...] = ()


class Poll(Struct):
    """What is asked while a state lasts, every `interval` seconds; every `resting` in a state where nobody is
    served and nothing waits for the answer (None: no more rarely than elsewhere).

    Each answer gives the whole condition; the terminal passes on what changed since the answer before.
    When a poll has not come back after `patience` seconds, `when_silent` answers for it: the
    device hangs, and its worker with it. The worker is replaced after `limit` seconds.
    """

    worker: str
    interval: float
    poll: Callable[[TaskContext], tuple[Event, ...]]
    patience: float = 30.0
    when_silent: tuple[Event, ...] = ()
    limit: float = LIMIT
    resting: float | None = None

    def at_rest(self) -> Poll:
        """This poll as it is asked where nobody is served."""
        return self if self.resting is None else replace(self, interval=self.resting)


class Listener(Protocol):
    """Hears what happened; called on the terminal's thread and must not block."""

    def shown(self, view: View) -> None:
        """The picture changed."""

    def visit_began(self, visit: Visit) -> None:
        """A visit began."""

    def visit_ended(self, visit: Visit) -> None:
        """A visit ended; whatever is kept of it must go."""
