"""Speed of a demonstration: slow enough to be watched, or as fast as possible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.runtime.clock import SystemClock


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds that shopper and devices take for their actions."""

    reading: float
    """Time for reading a new screen."""
    hold: float
    """Time for which a finger stays down."""
    apdu: float
    """Time for which the card processes an APDU, about that of a contactless card."""
    sheet: float | None
    """Time for printing a sheet; None: as soon as the shopper has seen the printing screen."""
    lingers: bool
    """Whether the last screen is shown until its time-out, or the clock skips to that."""


CALM, BRISK = Pace(0.4, 0.06, 0.03, 1.5, lingers=True), Pace(0.0, 0.02, 0.0, None, lingers=False)
PACES: Mapping[str, Pace] = {"calm": CALM, "brisk": BRISK}
"""The paces by their names on the command line."""


class SkippingClock(SystemClock):
    """A clock that can be put forward, so that timers fall due earlier."""

    def __init__(self, starts_at: datetime) -> None:
        super().__init__(starts_at)
        self._skipped = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self._skipped

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=self._skipped)

    def skip_to(self, moment: float) -> None:
        """Put the clock forward to `moment` (of `monotonic`), unless that is in the past."""
        self._skipped += max(0.0, moment - self.monotonic())
