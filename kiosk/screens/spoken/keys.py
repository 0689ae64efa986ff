"""The four keys of whoever does not see the screen."""

from __future__ import annotations

from enum import Enum


class Key(Enum):
    """Physical keys, or the four corners of the screen."""

    PREVIOUS = "previous"
    NEXT = "next"
    CHOOSE = "choose"
    REPEAT = "repeat"


CORNER = 180.0
"""Side of a corner in logical units: about 50 mm on the panel of 15 inches."""
HOLD = 2.0
"""Seconds for which the bottom left corner is held to turn guidance without eyes on or off."""

TYPED = {"backspace": "erase", "delete": "erase", "numpadenter": "next"}
"""Physical keys that are actions, besides digits and letters."""
KEYS = {
    "left": Key.PREVIOUS,
    "up": Key.PREVIOUS,
    "right": Key.NEXT,
    "down": Key.NEXT,
    "tab": Key.NEXT,
    "enter": Key.CHOOSE,
    "spacebar": Key.REPEAT,
    "f1": Key.REPEAT,
}
"""Physical keys by their names in Kivy."""


def corner_at(x: float, y: float, width: float, height: float) -> Key | None:
    """The key of the corner at a point, origin at the top left; None elsewhere.

    Below are previous (left) and next (right), above repeat (left) and choose (right).
    """
    left, right = x <= CORNER, x >= width - CORNER
    if y >= height - CORNER:
        return Key.PREVIOUS if left else Key.NEXT if right else None
    if y <= CORNER:
        return Key.REPEAT if left else Key.CHOOSE if right else None
    return None
