"""Accepted coins and notes, and the progress of a payment."""

from __future__ import annotations

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Canvas, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.text import Text

_SIZE, _EDGE = 66.0, 11.0
_WIDEST = "500"
"""What stands on the widest coin: all coins are drawn in one size."""
_COINS = {10: theme.COPPER, 50: theme.NICKEL, 100: theme.NICKEL, 500: theme.BRASS}


class Denomination(Widget):
    """A coin or note of `value` yen, which `label` says; crossed out while not accepted."""

    def __init__(self, value: int, label: str, *, taken: bool) -> None:
        self.value, self.taken = value, taken
        colour = theme.INK if taken else theme.INK_2
        self.label = Text(label, size=20, bold=True, colour=colour, align="center", leading=1.2)
        self._widest = Text(_WIDEST, size=20, bold=True)

    def children(self) -> tuple[Widget, ...]:
        return (self.label,)

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        wide = self.label.measure(style, width)[0] + 2 * _EDGE
        if self.value >= 1000:
            return max(106.0, wide), _SIZE * max(1.0, style.text_scale * 0.8)
        round_one = max(_SIZE, wide, self._widest.measure(style, width)[0] + 2 * _EDGE)
        return round_one, round_one

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        height = self.label.measure(style, box.w)[1]
        self.label.place(style, Box(box.x, box.y + (box.h - height) / 2, box.w, height))

    def paint(self, style: Style, canvas: Canvas) -> None:
        colour = theme.NOTE if self.value >= 1000 else _COINS.get(self.value, theme.INK_2)
        if not self.taken:
            colour = theme.DISABLED_EDGE  # fainter than those that are accepted, in every theme
        body = self.box.inset(0, 5) if self.value >= 1000 else self.box
        radius = 10 if self.value >= 1000 else body.h / 2
        canvas.box(body, theme.WHITE, stroke=colour, border=4, radius=radius)
        self.label.paint(style, canvas)
        if not self.taken:
            reach = 0.3 * body.h
            x, y = body.middle
            canvas.stroke([(x - reach, y + reach), (x + reach, y - reach)], 3.5, theme.ERROR)


class Bar(Widget):
    """A progress bar for a share of 0–1."""

    def __init__(self, share: float) -> None:
        self.share = min(1.0, max(0.0, share))

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return width, 20

    def paint(self, style: Style, canvas: Canvas) -> None:
        canvas.box(self.box, theme.TINT_DONE, radius=10)
        if self.share > 0:
            filled = Box(self.box.x, self.box.y, max(20.0, self.box.w * self.share), self.box.h)
            canvas.box(filled, theme.PRIMARY, radius=10)
