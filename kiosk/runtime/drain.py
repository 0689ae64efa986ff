"""The end of a terminal that does not cut a visit off: nothing begins, and what has begun is finished."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.fsm.event import Event
from kiosk.fsm.flow.operation import EndAsked
from kiosk.fsm.state_groups import IDLE
from kiosk.fsm.states import S
from kiosk.runtime.terminal import Terminal


class Drain:
    """Calls `drained`, once and on the terminal's thread, when nobody is at the terminal after `begin`.

    That is when it shows one of the idle screens: the visit is over, the card is off the reader, what was
    owed is paid or on a claim slip, and staff has left. Papers that somebody forgot hold it up for one period
    of the alarm. How long it may take is the caller's to say.
    """

    def __init__(self, terminal: Terminal, drained: Callable[[], None]) -> None:
        self._terminal, self._drained = terminal, drained
        self._asked = False
        self._over = False
        terminal.event_listeners.append(self._handled)

    def begin(self) -> None:
        """From any thread: let nobody in any more."""
        self._terminal.post(EndAsked())

    def _handled(self, event: type[Event], _entered: S | None) -> None:
        self._asked = self._asked or event is EndAsked
        if self._asked and not self._over and self._terminal.machine.state in IDLE:
            self._over = True
            self._drained()
