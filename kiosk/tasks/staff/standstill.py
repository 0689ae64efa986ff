"""Since when the terminal stands still, for whatever reason: no row tells it of a device that fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.fsm.reasons import Reason
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit


@dataclass(slots=True)
class Standstill:
    """A listener of the terminal: notes the time at which a reason comes up."""

    now: Callable[[], datetime]
    since: str = ""
    """In ISO 8601; empty while nothing stands in the way."""
    _reason: Reason | None = None

    def shown(self, view: View) -> None:
        """The picture changed."""
        reason = view.status.out_of_service
        if reason is self._reason:
            return
        self._reason = reason
        self.since = "" if reason is None else self.now().isoformat(timespec="seconds")

    def visit_began(self, visit: Visit) -> None:
        """Nothing to note."""

    def visit_ended(self, visit: Visit) -> None:
        """Nothing to note."""
