"""The countdown ring."""

from __future__ import annotations

import math

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Canvas, Widget
from kiosk.screens.toolkit.theme import Style

WARN_BELOW = 20
"""Seconds: WCAG 2.2.1 asks for at least 20 s to extend with one simple action."""


class Ring(Widget):
    """`left` of the last `whole` seconds, as a number in a ring."""

    def __init__(self, left: float, whole: float) -> None:
        self.seconds = max(0, math.ceil(left))
        self.turn = min(1.0, self.seconds / whole) if whole > 0 else 0.0

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return 56, 56

    def paint(self, style: Style, canvas: Canvas) -> None:
        """Nothing: the page is painted once, the ring every second, on its own layer."""

    def draw(self, style: Style, canvas: Canvas) -> None:
        """Paint the ring and its number, on its own layer, which is cleared first."""
        centre = self.box.middle
        canvas.arc(centre, 26, 6, 1.0, theme.WHITE)
        if self.turn > 0:
            canvas.arc(centre, 26, 6, self.turn, theme.CAUTION)
        label = str(self.seconds)
        width = style.advance(label, 22, True)
        canvas.text(label, centre[0] - width / 2, centre[1] + 8, size=22, bold=True, colour=theme.CAUTION)
