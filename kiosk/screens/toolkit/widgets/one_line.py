"""A row in the reader's text size, or as much of it as lets it stand on one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.screens.toolkit.layout import Box, Canvas, Widget
from kiosk.screens.toolkit.theme import Style

_UNBROKEN = 100_000.0
"""So wide that only a newline breaks a text."""
_STEP = 0.05


class OneLine(Widget):
    """`inside` as large as it may be without a line being broken; no smaller than at normal text size.

    `widest` is the same with its parts at their widest: their size stays when they change.
    """

    def __init__(self, inside: Widget, widest: Widget) -> None:
        self.inside, self._widest = inside, widest

    def _fitting(self, style: Style, width: float) -> Style:
        found = style
        while found.text_scale > 1 and self._widest.measure(found, _UNBROKEN)[0] > width:
            found = replace(found, text_scale=max(1.0, found.text_scale - _STEP))
        return found

    def children(self) -> Sequence[Widget]:
        return (self.inside,)

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return self.inside.measure(self._fitting(style, width), width)

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        self.inside.place(self._fitting(style, box.w), box)

    def paint(self, style: Style, canvas: Canvas) -> None:
        self.inside.paint(self._fitting(style, self.box.w), canvas)
