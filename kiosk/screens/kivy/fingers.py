"""The fingers on the glass, each by itself.

No finger waits for another: one that rests, or whose lifting is never reported, keeps only its
own place. All of them are forgotten with the screen that they came down on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_MOST = 10
"""A panel knows no more fingers; whatever is older was lifted without a word."""


@dataclass(slots=True)
class Finger:
    """One contact: Kivy's touch, and the action that it came down on ("" for none)."""

    touch: Any
    action: str
    hold: Any = None
    """Kivy's event of a long press, None where nothing is to be held."""

    def stop_holding(self) -> None:
        """The long press is over."""
        if self.hold is not None:
            self.hold.cancel()
            self.hold = None


class Fingers:
    """All contacts of one screen."""

    def __init__(self) -> None:
        self._down: list[Finger] = []

    def __len__(self) -> int:
        return len(self._down)

    @property
    def actions(self) -> frozenset[str]:
        """What is being pressed."""
        return frozenset(finger.action for finger in self._down if finger.action)

    def put(self, finger: Finger) -> None:
        """A finger came down."""
        self._down.append(finger)
        for lost in self._down[:-_MOST]:
            lost.stop_holding()
        del self._down[:-_MOST]

    def lift(self, touch: Any) -> Finger | None:
        """Take the finger of this touch away; None when it did not come down on this screen."""
        found = next((finger for finger in self._down if finger.touch is touch), None)
        if found is not None:
            self._down.remove(found)
            found.stop_holding()
        return found

    def spend(self, action: str) -> None:
        """Other fingers on what has just acted press nothing any more."""
        for finger in self._down:
            if finger.action == action:
                finger.action = ""

    def forget(self) -> None:
        """A new screen begins without any."""
        for finger in self._down:
            finger.stop_holding()
        self._down.clear()
