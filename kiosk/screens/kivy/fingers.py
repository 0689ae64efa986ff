"""Tracks the fingers on the panel independently of one another.

A finger that rests, or whose release is never reported, does not block the others. All are
forgotten when the screen on which they came down is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_MOST = 10
"""The most fingers a panel reports; an older one was lifted without a report."""


@dataclass(slots=True)
class Finger:
    """One contact: Kivy's touch and the action under it when it came down ("" for none)."""

    touch: Any
    action: str
    hold: Any = None
    """Kivy's clock event of a long press, or None."""

    def stop_holding(self) -> None:
        """Cancel the long press."""
        if self.hold is not None:
            self.hold.cancel()
            self.hold = None


class Fingers:
    """All fingers that came down on the current screen."""

    def __init__(self) -> None:
        self._down: list[Finger] = []

    def __len__(self) -> int:
        return len(self._down)

    @property
    def actions(self) -> frozenset[str]:
        """The actions under the fingers."""
        return frozenset(finger.action for finger in self._down if finger.action)

    def put(self, finger: Finger) -> None:
        """Add a finger that came down."""
        self._down.append(finger)
        for lost in self._down[:-_MOST]:
            lost.stop_holding()
        del self._down[:-_MOST]

    def lift(self, touch: Any) -> Finger | None:
        """Remove and return the finger of this touch; None if it did not come down on this screen."""
        found = next((finger for finger in self._down if finger.touch is touch), None)
        if found is not None:
            self._down.remove(found)
            found.stop_holding()
        return found

    def spend(self, action: str) -> None:
        """Detach the other fingers from an action that has just been taken."""
        for finger in self._down:
            if finger.action == action:
                finger.action = ""

    def forget(self) -> None:
        """Forget all fingers, for a new screen."""
        for finger in self._down:
            finger.stop_holding()
        self._down.clear()
