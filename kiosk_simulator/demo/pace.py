"""How fast a demonstration goes: for somebody who watches, or for somebody who only wants its papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.runtime.clock import SystemClock


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds that the shopper and the devices take for what could also be done at once."""

    reading: float
    """Looking at a new screen first, as people do."""
    hold: float
    """A finger stays down."""
    apdu: float
    """The card answers one command: about what a contactless card needs."""
    sheet: float | None
    """The printer makes a sheet; None: as soon as the shopper has seen that it prints."""
    lingers: bool
    """Whether the last screen stays for its whole time, or the clock leaps to the end of it."""


CALM, BRISK = Pace(0.4, 0.06, 0.03, 1.5, lingers=True), Pace(0.0, 0.02, 0.0, None, lingers=False)
PACES: Mapping[str, Pace] = {"calm": CALM, "brisk": BRISK}
"""The paces by the names that the command line has for them."""


class SkippingClock(SystemClock):
    """A clock that can be put forward as a whole, so that what is due then is due now."""

    def __init__(self, starts_at: datetime) -> None:
        super().__init__(starts_at)
        self._skipped = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self._skipped

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=self._skipped)

    def skip_to(self, moment: float) -> None:
        """Make `moment` (of `monotonic`) the present, unless it is past."""
        self._skipped += max(0.0, moment - self.monotonic())
