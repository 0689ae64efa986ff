"""Whoever hears what happens at a terminal: a listener that raises is logged, and stops nobody."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.fsm.event import Event
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit
from kiosk.logs import Log
from kiosk.runtime.terminal_parts import Listener

log = Log()


class Listeners:
    """Used on the terminal's thread only, except that both lists may be added to before it runs."""

    def __init__(self) -> None:
        self.of_visits: list[Listener] = []
        self.of_events: list[Callable[[type[Event], S | None], None]] = []
        """Told of each event that was handled, by its type only, with the state that it led to or None."""

    def shown(self, view: View) -> None:
        """The picture changed."""
        self._tell(lambda each: each.shown(view))

    def visit_passed(self, ended: Visit | None, before: str, visit: Visit) -> None:
        """`ended` is the visit that has ended, if one has; another began if `visit` is not `before`."""
        if ended is not None and ended.id:
            self._tell(lambda each: each.visit_ended(ended))
        if visit.id and visit.id != before:
            self._tell(lambda each: each.visit_began(visit))

    def handled(self, event: type[Event], entered: S | None) -> None:
        """An event was handled."""
        for listener in self.of_events:
            try:
                listener(event, entered)
            except Exception as error:  # noqa: BLE001 - a listener must not stop the terminal
                log.error("listener_failed", listener="event", kind=type(error).__name__)

    def _tell(self, call: Callable[[Listener], None]) -> None:
        for each in self.of_visits:
            try:
                call(each)
            except Exception as error:  # noqa: BLE001 - a listener must not stop the terminal
                log.error("listener_failed", listener=type(each).__name__, kind=type(error).__name__)
