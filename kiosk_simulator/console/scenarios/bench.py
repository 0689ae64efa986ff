"""The running terminal as a scenario's hands and eyes need it, with the patience that real time asks for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.fsm.state_table import STATES
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.runtime.clock import SystemClock
from kiosk.runtime.terminal import Terminal
from kiosk_simulator.centre.admin import CentreAdmin
from kiosk_simulator.console.keys import Keys
from kiosk_simulator.console.manual_actions import ManualActions
from kiosk_simulator.environment import Environment
from kiosk_simulator.scenarios.stage import Failed

PATIENCE = 15.0
"""Seconds for which something that follows by itself is waited for: a page, a coin, a sheet."""
NOTICED = 0.6
"""Seconds after which the terminal's polls have noticed what was done."""
_LOOK = 0.05
AT_WORK = frozenset(spec.state for spec in STATES if spec.task is not None) - {
    S.TAKE_PAPERS, S.TAKE_REFUND, S.CLAIM, S.RESULT, S.MAINTENANCE,
}  # fmt: skip
"""States that pass by themselves: nobody acts in them."""


class Stopped(Exception):
    """The scenario was stopped by hand."""


@dataclass
class Bench:
    """One terminal with its surroundings while a scenario is played on it. `stop` ends the waiting."""

    environment: Environment
    terminal: Terminal
    clock: SystemClock
    keys: Keys
    actions: ManualActions
    stop: threading.Event = field(default_factory=threading.Event)
    money_before: int = 0
    """Yen that were inserted before the scenario, less what was given back."""
    taken: int = 0
    """Yen that the scenario has taken from the tray."""
    sheets_due: int = 0
    """Sheets that the printer ever put out, once those of the scenario so far are out."""

    @property
    def view(self) -> View:
        """What the terminal shows. Raises Failed before it has started."""
        view = self.terminal.view
        if view is None:
            raise Failed("the terminal has not started")
        return view

    @property
    def admin(self) -> CentreAdmin:
        """The centre's clerk."""
        return CentreAdmin(lambda: self.environment.centre, self.environment.card)

    def pause(self, seconds: float) -> None:
        """Let so many seconds pass. Raises Stopped."""
        if self.stop.wait(seconds):
            raise Stopped

    def until(self, is_so: Callable[[], bool], seconds: float = PATIENCE) -> bool:
        """Wait until something is so; False when it is not within `seconds`. Raises Stopped."""
        end = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() >= end:
                return False
            self.pause(_LOOK)
        return True

    def settle(self, seconds: float = 0.0) -> None:
        """Until what was done is noticed, and the terminal waits for somebody again."""
        self.pause(seconds)
        handled = threading.Event()
        self.terminal.call(handled.set)
        self.until(handled.is_set)
        self.until(lambda: self.view.state not in AT_WORK, 4 * PATIENCE)
        self.keys.touchable()  # asked on the screens' thread: what is shown is what was decided

    def press(self, key: str) -> None:
        """Touch a key as soon as it can be touched. Raises Failed when it cannot."""
        if not self.until(lambda: key in self.keys.touchable()):
            raise Failed(f"no key {key} can be touched here; there are {', '.join(self.keys.touchable())}")
        self.keys.press(key)
        self.settle()

    def printed(self) -> int:
        """Sheets that the printer ever put out."""
        return sum(job.printed for job in self.environment.printer.jobs)

    def inside(self) -> int:
        """Yen of the scenario's that are in the machine."""
        changer = self.environment.changer
        return changer.inserted - self.money_before - self.taken - sum(changer.tray)
