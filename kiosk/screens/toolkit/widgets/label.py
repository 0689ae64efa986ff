"""A label that is set a step smaller where it would take one more line than it has to."""

from __future__ import annotations

from kiosk.screens.toolkit.layout import Arranged
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.text import Text


class Label(Arranged):
    """The same text in several sizes, largest first: the first that stands on one line, else the smallest.

    A line more is what a newline in the text asks for.
    """

    def __init__(self, *sizes: Text) -> None:
        super().__init__(sizes[0])
        self._sizes = sizes
        self._lines = sizes[0].markup.count("\n") + 1

    def arranged(self, style: Style, width: float) -> Text:
        for text in self._sizes:
            if len(text.broken(style, width)) <= self._lines:
                return text
        return self._sizes[-1]
