"""The My Number Card and its place on the machine. The face of the card is only suggested."""

from __future__ import annotations

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.sketch import Picture, Sketch

_CARD_W, _CARD_H = 296.0, 186.0
_AROUND = 20.0
"""Beside a card that is alone in its picture."""
CARD_TITLE = "個人番号カード"
"""Printed on the card, so the same in every language."""


def card(to: Sketch, x: float, y: float) -> None:
    """The card with its top left corner at (x, y)."""
    to.box(x, y, _CARD_W, _CARD_H, theme.WHITE, stroke=theme.PRIMARY, border=4, radius=18)
    to.box(x + 4, y + 4, _CARD_W - 8, 40, theme.TINT_DONE, radius=14)
    to.box(x + 4, y + 28, _CARD_W - 8, 16, theme.TINT_DONE)
    to.label(CARD_TITLE, x + 92, y + 25, 168, size=18, bold=True, colour=theme.PRIMARY, spared=True)
    to.box(x + 22, y + 62, 74, 92, "#e6e6e6", radius=8)
    to.disc(x + 59, y + 95, 18, "#999999")
    to.box(x + 31, y + 124, 56, 30, "#999999", radius=15)
    to.box(x + 31, y + 138, 56, 16, "#999999")
    for row, (length, colour) in enumerate(
        ((150, "#b3b3b3"), (120, theme.LINE), (140, theme.LINE), (90, theme.LINE))
    ):
        to.box(x + 114, y + 66 + 24 * row, length, 10, colour, radius=5)


def card_alone() -> Picture:
    """A picture of the card alone, as wide as there is room."""
    design = (_CARD_W + 2 * _AROUND, _CARD_H + 2 * _AROUND)
    return Picture(lambda to: card(to, _AROUND, _AROUND), design=design)
