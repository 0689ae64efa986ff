"""A wait under way: how much of its usual time has gone, and dots that move in steps."""

from __future__ import annotations

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Canvas, Widget
from kiosk.screens.toolkit.theme import Style

DOTS = 3
STEP = 0.5
"""Seconds from one step of the dots to the next."""
_HEIGHT, _BAR, _DOT = 44.0, 16.0, 8.0
_ALMOST = 0.95
"""The bar never says that a wait is over: only its end does."""


def share_of(elapsed: float, expected: float) -> float:
    """How full the bar is after `elapsed` seconds of a wait that usually takes `expected`, 0 to almost 1."""
    return min(_ALMOST, max(0.0, elapsed) / expected) if expected > 0 else _ALMOST


class Waiting(Widget):
    """The bar for a wait, filled to `share`, or only the dots when nobody knows (None).

    `step` counts the steps of the dots; None for no movement.
    """

    def __init__(self, share: float | None, step: int | None) -> None:
        self.share, self.step = share, step

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return width, _HEIGHT

    def paint(self, style: Style, canvas: Canvas) -> None:
        if self.share is not None:
            bar = Box(self.box.x, self.box.y, self.box.w, _BAR)
            canvas.box(bar, theme.TINT_DONE, radius=_BAR / 2)
            if self.share > 0:
                filled = max(_BAR, bar.w * self.share)
                canvas.box(Box(bar.x, bar.y, filled, _BAR), theme.PRIMARY, radius=_BAR / 2)
        if self.step is None:
            return
        for dot in range(DOTS):
            colour = theme.PRIMARY if dot == self.step % DOTS else theme.TINT_DONE
            left = self.box.x + dot * 3 * _DOT
            canvas.box(Box(left, self.box.y + _HEIGHT - 2 * _DOT, 2 * _DOT, 2 * _DOT), colour, radius=_DOT)
