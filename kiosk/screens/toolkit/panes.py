"""Arrangements that many pages use: text beside a picture or keypad, sizes by orientation."""

from __future__ import annotations

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Space, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.panel import Fixed

GAP = theme.SPACE_5 + 8


def split(
    style: Style, words: Widget, picture: Widget, *, picture_width: float = 440, least_height: float = 300
) -> Widget:
    """Text on the left, a picture or keypad on the right; in portrait, one above the other."""
    if style.is_portrait:
        return Column(words, Fixed(picture, height=least_height, grow=1), gap=theme.SPACE_5)
    centred = Column(Space(grow=1), words, Space(grow=1), grow=1)
    return Row(centred, Fixed(picture, width=picture_width), gap=GAP, align="stretch")


def fitted(style: Style, landscape: float, portrait: float) -> float:
    """A size by orientation: in portrait there is more height, and the eye is farther away."""
    return portrait if style.is_portrait else landscape


def stack(*children: Widget | None, gap: float = theme.SPACE_3, justify: str = "start") -> Column:
    """A column of widgets with the usual gap."""
    return Column(*children, gap=gap, justify=justify)
