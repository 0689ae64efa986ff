"""Debouncing: tells an accidental double tap from a second key press.

A trembling finger or a bouncing panel taps twice where one tap was meant. The second tap must not
pay twice, go back twice, or press whatever a new screen has just put under the finger. A quick
typist's "11", however, is two key presses.
"""

from __future__ import annotations

from dataclasses import dataclass

WITHIN = 0.3
"""Seconds after an action during which a second tap may be accidental."""

_SAME_SPOT = 40.0
"""Logical units."""

_TYPED = ("digit:", "letter:", "mark:", "space", "erase", "copies:", "page:")
"""Actions that count every time: one more character, copy or page."""


def is_typed(action: str) -> bool:
    """True for keys of which every tap counts."""
    return action.startswith(_TYPED)


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap: action, position in logical units, view generation, seconds of the terminal's clock."""

    action: str
    x: float
    y: float
    generation: int
    seconds: float


class DoubleTap:
    """Remembers the last tap that triggered an action."""

    def __init__(self) -> None:
        self._last: Tap | None = None

    def acted(self, tap: Tap) -> None:
        """Record a tap that triggered its action."""
        self._last = tap

    def is_slip(self, tap: Tap) -> bool:
        """Whether `tap` is an accidental repetition of the last one."""
        last = self._last
        if last is None or tap.seconds - last.seconds >= WITHIN:
            return False
        if is_typed(last.action) and (tap.generation == last.generation or tap.action == last.action):
            return False
        return tap.action == last.action or _is_near(tap, last)


def _is_near(one: Tap, other: Tap) -> bool:
    return abs(one.x - other.x) < _SAME_SPOT and abs(one.y - other.y) < _SAME_SPOT
