"""A quiet ring for the time that is left."""

from __future__ import annotations

import math

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Brush, Part
from kiosk.screens.toolkit.theme import Look

WARN_BELOW = 20
"""Seconds: WCAG 2.2.1 asks for at least 20 s to extend with one simple action."""


class Ring(Part):
    """`left` seconds of `whole`; below 20 s the number appears."""

    def __init__(self, left: float, whole: float) -> None:
        self.seconds = max(0, math.ceil(left))
        self.turn = min(1.0, self.seconds / whole) if whole > 0 else 0.0

    def natural(self, look: Look, width: float) -> tuple[float, float]:
        return 42, 42

    def paint(self, look: Look, brush: Brush) -> None:
        """Nothing: the frame stays for minutes, and each second's number needs clean ground."""

    def draw(self, look: Look, brush: Brush) -> None:
        """Paint the ring and its number, on a layer of its own that is cleared before."""
        centre = self.box.middle
        warns = self.seconds <= WARN_BELOW
        colour = theme.ERROR if warns else theme.PRIMARY
        brush.arc(centre, 20, 5, 1.0, theme.TINT_DONE)
        if self.turn > 0:
            brush.arc(centre, 20, 5, self.turn, colour)
        if warns:
            label = str(self.seconds)
            width = look.advance(label, 17, True)
            brush.text(label, centre[0] - width / 2, centre[1] + 6, size=17, bold=True, colour=colour)
