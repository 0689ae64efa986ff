"""When the terminal looks at clock and workers: every second while somebody is served, else more rarely."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from kiosk.runtime.clock_monitor import ClockMonitor


class Loop(Protocol):
    """What the ticks need of the terminal."""

    def call(self, function: Callable[[], None]) -> None:
        """Call a function on the terminal's thread."""

    def remind(self, seconds: float, function: Callable[[], None]) -> None:
        """Call a function on the terminal's thread in so many seconds."""


class ClockTicks:
    """Used on the terminal's thread only."""

    def __init__(self, monitor: ClockMonitor, loop: Loop, look: Callable[[], None]) -> None:
        """`look` is called at each tick."""
        self._monitor, self._loop, self._look = monitor, loop, look
        self._number, self._rests = 0, False

    def entered(self, *, resting: bool) -> None:
        """Another state was entered, in which the terminal is `resting`, or serves somebody."""
        if self._rests and not resting:
            self._loop.call(self.tick)  # whoever comes is served by the clock as it is now
        self._rests = resting

    def tick(self) -> None:
        """Look now."""
        self._look()
        self.set_next()

    def set_next(self) -> None:
        """Set the next tick, in place of one that was set."""
        self._number += 1
        self._loop.remind(self._monitor.pause(resting=self._rests), partial(self._due, self._number))

    def _due(self, number: int) -> None:
        if number == self._number:
            self.tick()
