"""Icons of the Lucide set, drawn as strokes, so that they do not depend on a typeface (tools/icons.py)."""

from __future__ import annotations

import json

from kiosk.resources import assets
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Canvas, Widget
from kiosk.screens.toolkit.theme import Style

Strokes = tuple[tuple[tuple[float, float], ...], ...]


def _load() -> dict[str, Strokes]:
    text = (assets() / "icons" / "strokes.json").read_text(encoding="utf-8")
    return {
        name: tuple(tuple((x, y) for x, y in stroke) for stroke in strokes)
        for name, strokes in json.loads(text).items()
    }


_SHAPES = _load()

ICONS = frozenset(_SHAPES)
"""The names of all icons."""


class Icon(Widget):
    """One icon of `size` logical units; one that `grows` stands beside text, and follows its size."""

    def __init__(
        self,
        icon: str,
        *,
        size: float = 20,
        colour: str = theme.PRIMARY,
        weight: float = 2.5,
        grows: bool = False,
    ) -> None:
        self.icon, self.size, self.colour, self.weight, self.grows = icon, size, colour, weight, grows

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        side = self.size * self._factor(style)
        return side, side

    def _factor(self, style: Style) -> float:
        return style.text_scale if self.grows else 1.0

    def paint(self, style: Style, canvas: Canvas) -> None:
        factor = self._factor(style)
        side = self.size * factor
        x = self.box.x + (self.box.w - side) / 2
        y = self.box.y + (self.box.h - side) / 2
        for shape in _SHAPES[self.icon]:
            points = [(x + across * side, y + down * side) for across, down in shape]
            canvas.stroke(points, self.weight * factor, self.colour)
