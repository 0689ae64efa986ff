"""How long each kind of wait takes at this terminal: measured, kept in memory, and told as a median.

A median of the last ones forgets a network that was slow for a morning, and is not moved by one hang.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from kiosk.fsm.timeouts import FIRST_WAITS

KEPT = 9
"""The latest waits of a kind that count."""


class WaitTimes:
    """The measured waits of one terminal since its start. Not thread-safe."""

    def __init__(self, first: Mapping[str, float] = FIRST_WAITS) -> None:
        """`first` are seconds by kind, told until one was measured; other kinds are not waits."""
        self._first = dict(first)
        self._measured: dict[str, deque[float]] = {kind: deque(maxlen=KEPT) for kind in first}

    def took(self, kind: str, seconds: float) -> None:
        """Count a wait that came to its end; of an unknown kind nothing is kept."""
        if kind in self._measured:
            self._measured[kind].append(max(0.0, seconds))

    def expected(self, kind: str) -> float | None:
        """Seconds that a wait of this kind usually takes, None for what is no wait."""
        measured = self._measured.get(kind)
        if not measured:
            return self._first.get(kind)
        from statistics import median  # takes longer to load than the first picture's layout

        return median(measured)
