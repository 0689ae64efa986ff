"""Which second tap is a slip of the finger, and which is a second key.

A shaking finger or a bouncing panel taps twice where once was meant. The second tap must not pay
twice, go back twice, or press what a new screen has just put under the finger. A quick typist's
"11", however, is two keys.
"""

from __future__ import annotations

from dataclasses import dataclass

WITHIN = 0.3
"""Seconds after an action in which a second tap may be a slip."""

_SAME_SPOT = 40.0
"""Logical units."""

_TYPED = ("digit:", "letter:", "mark:", "space", "erase", "copies:", "page:")
"""Actions that mean something each time: one more character, copy or page."""


def is_typed(action: str) -> bool:
    """True for keys whose every touch counts."""
    return action.startswith(_TYPED)


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap that acted, or is about to: terminal's seconds, logical units, generation of the view."""

    action: str
    x: float
    y: float
    generation: int
    seconds: float


class DoubleTap:
    """Remembers the last tap that acted."""

    def __init__(self) -> None:
        self._last: Tap | None = None

    def acted(self, tap: Tap) -> None:
        """This tap did what it says."""
        self._last = tap

    def is_slip(self, tap: Tap) -> bool:
        """Whether `tap` only repeats the last one that acted."""
        last = self._last
        if last is None or tap.seconds - last.seconds >= WITHIN:
            return False
        if is_typed(last.action) and (tap.generation == last.generation or tap.action == last.action):
            return False
        return tap.action == last.action or _is_near(tap, last)


def _is_near(one: Tap, other: Tap) -> bool:
    return abs(one.x - other.x) < _SAME_SPOT and abs(one.y - other.y) < _SAME_SPOT
