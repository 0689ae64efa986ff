"""A place that is kept for what may appear, so that nothing below it moves when it does."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.screens.toolkit.layout import Box, Canvas, Widget
from kiosk.screens.toolkit.theme import Style


class Reserved(Widget):
    """As high as the highest of `likely`, whichever of them is shown, or none (`shown` None).

    What is shown is at the top of the place, or `low` at its bottom.
    """

    def __init__(self, shown: Widget | None, likely: Sequence[Widget], *, low: bool = False) -> None:
        self.shown, self.likely, self.low = shown, tuple(likely), low

    def children(self) -> Sequence[Widget]:
        return () if self.shown is None else (self.shown,)

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        sizes = [each.measure(style, width) for each in (*self.likely, *self.children())]
        return width, max((height for _, height in sizes), default=0.0)

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        if self.shown is not None:
            height = self.shown.measure(style, box.w)[1]
            y = box.bottom - height if self.low else box.y
            self.shown.place(style, Box(box.x, y, box.w, height))

    def paint(self, style: Style, canvas: Canvas) -> None:
        if self.shown is not None:
            self.shown.paint(style, canvas)
