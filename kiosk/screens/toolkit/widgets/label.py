"""A label that is set a step smaller where it would take one more line than it has to."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.screens.toolkit.layout import Box, Canvas, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.text import Text


class Label(Widget):
    """The same text in several sizes, largest first: the first that stands on one line, else the smallest.

    A line more is what a newline in the text asks for.
    """

    def __init__(self, *sizes: Text) -> None:
        self.text, self._sizes = sizes[0], sizes
        self._lines = sizes[0].markup.count("\n") + 1

    def children(self) -> Sequence[Widget]:
        return (self.text,)

    def _fitting(self, style: Style, width: float) -> Text:
        for text in self._sizes:
            if len(text.broken(style, width)) <= self._lines:
                return text
        return self._sizes[-1]

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return self._fitting(style, width).measure(style, width)

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        self.text = self._fitting(style, box.w)
        self.text.place(style, box)

    def paint(self, style: Style, canvas: Canvas) -> None:
        self.text.paint(style, canvas)
