"""Arrangements that many pages use: text beside a picture or keypad, sizes by orientation."""

from __future__ import annotations

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.sketch import Picture
from kiosk.screens.toolkit.layout import Box, Canvas, Column, Row, Space, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.panel import Fixed

GAP = theme.SPACE_5 + 8


class Split(Widget):
    """Text beside a picture or keys. Where the page is too small for both, a picture is left out.

    Keys below the words are what a low page gets, and one in portrait.
    """

    def __init__(self, words: Widget, other: Widget, width: float, least_height: float) -> None:
        self.words, self.other = words, other
        self.is_picture = isinstance(other, Picture)
        centred = Column(Space(grow=1), words, Space(grow=1), grow=1)
        self._beside = Row(centred, Fixed(other, width=width), gap=GAP, align="stretch")
        self._below = Column(words, Fixed(other, height=least_height, grow=1), gap=theme.SPACE_5)
        self._alone = Column(words)
        self._shown: Widget = self._beside

    def _arranged(self, style: Style) -> Widget:
        if self.is_picture and not style.has_pictures:
            return self._alone
        return self._below if style.is_portrait else self._beside

    def children(self) -> tuple[Widget, ...]:
        return (self._shown,)

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return self._arranged(style).measure(style, width)

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        self._shown = self._arranged(style)
        self._shown.place(style, box)

    def paint(self, style: Style, canvas: Canvas) -> None:
        self._shown.paint(style, canvas)


def split(
    style: Style, words: Widget, picture: Widget, *, picture_width: float = 440, least_height: float = 300
) -> Split:
    """Text on the left, a picture or keypad on the right; in portrait, one above the other."""
    return Split(words, picture, picture_width, least_height)


def fitted(style: Style, landscape: float, portrait: float) -> float:
    """A size by orientation: in portrait there is more height, and the eye is farther away."""
    return portrait if style.is_portrait else landscape


def stack(*children: Widget | None, gap: float = theme.SPACE_3, justify: str = "start") -> Column:
    """A column of widgets with the usual gap."""
    return Column(*children, gap=gap, justify=justify)
