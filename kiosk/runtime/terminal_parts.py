"""What a terminal is joined from: tasks and watches that its states name, and listeners."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.fsm.brief import Brief
from kiosk.fsm.events import Event
from kiosk.fsm.session import Visit
from kiosk.fsm.view import View


@dataclass(frozen=True, slots=True)
class Task:
    """What a state sets going: runs on `worker`, answers with an event or None."""

    worker: str
    run: Callable[[Brief], Event | None]


@dataclass(frozen=True, slots=True)
class Watch:
    """What is polled while a state lasts, every `interval` seconds; each poll answers with events.

    When a poll has not come back after `patience` seconds, `when_silent` answers for it: the
    device hangs, and its worker with it.
    """

    worker: str
    interval: float
    poll: Callable[[Brief], tuple[Event, ...]]
    patience: float = 30.0
    when_silent: tuple[Event, ...] = ()


class Listener(Protocol):
    """Hears what happened; called on the terminal's thread and must not block."""

    def shown(self, view: View) -> None:
        """The picture changed."""

    def visit_changed(self, before: Visit, after: Visit) -> None:
        """A visit began or ended (`id` is empty for none); whatever is kept of `before` must go."""
