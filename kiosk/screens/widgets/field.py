"""The field that shows what is being typed."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.screens import theme
from kiosk.screens.layout import Box, Brush, Part
from kiosk.screens.theme import Look
from kiosk.screens.widgets.panel import Panel
from kiosk.screens.widgets.text import Text

HEIGHT = 68.0
_STEP = 34.0
_DOT = 9.0


class Field(Part):
    """Characters one by one, or a dot for each; nothing keeps them as a text while they are hidden."""

    def __init__(self, codes: Sequence[int], *, revealed: bool, grow: float = 0) -> None:
        self.codes, self.revealed, self.grow = codes, revealed, grow

    def natural(self, look: Look, width: float) -> tuple[float, float]:
        return width, HEIGHT

    def paint(self, look: Look, brush: Brush) -> None:
        stroke = theme.PRIMARY if self.codes else theme.CONTROL
        brush.box(self.box, theme.WHITE, stroke=stroke, border=3, radius=theme.RADIUS_CONTROL)
        step = min(_STEP, (self.box.w - 2 * theme.SPACE_3) / max(1, len(self.codes)))
        middle = self.box.y + self.box.h / 2
        for place, code in enumerate(self.codes):
            x = self.box.x + theme.SPACE_3 + step * (place + 0.5)
            if not self.revealed:
                brush.box(Box(x - _DOT, middle - _DOT, 2 * _DOT, 2 * _DOT), theme.INK, radius=_DOT)
                continue
            letter = chr(code)
            w = look.advance(letter, 32, True)
            brush.text(letter, x - w / 2, middle + 11, size=32, bold=True, colour=theme.INK)


def text_field(text: str, hint: str = "", *, grow: float = 0) -> Part:
    """A field for what is no secret; `hint` stands in it while it is empty."""
    colour = theme.INK if text else theme.INK_2
    inside = Text(text or hint, size=32 if text else 22, bold=bool(text), colour=colour, leading=1.3)
    panel = Panel(
        inside,
        fill=theme.WHITE,
        stroke=theme.PRIMARY if text else theme.CONTROL,
        border=3,
        radius=theme.RADIUS_CONTROL,
        pad=(theme.SPACE_3, theme.SPACE_1 + 2),
    )
    panel.grow = grow
    return panel
