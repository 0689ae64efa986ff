"""Arrangements that many pages use: text beside a picture or keypad, sizes by orientation."""

from __future__ import annotations

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Part, Row, Space
from kiosk.screens.toolkit.theme import Look
from kiosk.screens.toolkit.widgets.panel import Fixed

GAP = theme.SPACE_5 + 8


def split(
    look: Look, words: Part, picture: Part, *, picture_width: float = 440, least_height: float = 300
) -> Part:
    """Words at the left and a picture or keypad at the right; upright, one above the other."""
    if look.is_portrait:
        return Column(words, Fixed(picture, height=least_height, grow=1), gap=theme.SPACE_5)
    centred = Column(Space(grow=1), words, Space(grow=1), grow=1)
    return Row(centred, Fixed(picture, width=picture_width), gap=GAP, align="stretch")


def fitted(look: Look, landscape: float, portrait: float) -> float:
    """A size for each way the glass stands: upright there is more height, and the eye is farther away."""
    return portrait if look.is_portrait else landscape


def stack(*parts: Part | None, gap: float = theme.SPACE_3, justify: str = "start") -> Column:
    """Parts below one another, as wide as there is room."""
    return Column(*parts, gap=gap, justify=justify)
