"""Icons drawn as strokes, so that they do not depend on a typeface."""

from __future__ import annotations

import math

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Canvas, Widget
from kiosk.screens.toolkit.theme import Style


def _circle(x: float, y: float, radius: float) -> tuple[tuple[float, float], ...]:
    turns = [math.tau * step / 32 for step in range(33)]
    return tuple((x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns)


_SHAPES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "check": (((0.16, 0.54), (0.40, 0.78), (0.84, 0.24)),),
    "next": (((0.36, 0.18), (0.66, 0.50), (0.36, 0.82)),),
    "back": (((0.64, 0.18), (0.34, 0.50), (0.64, 0.82)),),
    "plus": (((0.12, 0.50), (0.88, 0.50)), ((0.50, 0.12), (0.50, 0.88))),
    "minus": (((0.12, 0.50), (0.88, 0.50)),),
    "cross": (((0.20, 0.20), (0.80, 0.80)), ((0.80, 0.20), (0.20, 0.80))),
    "alert": (((0.50, 0.14), (0.50, 0.60)), ((0.50, 0.86), (0.50, 0.87))),
    "sheet": (
        ((0.20, 0.06), (0.62, 0.06), (0.82, 0.26), (0.82, 0.94), (0.20, 0.94), (0.20, 0.06)),
        ((0.36, 0.42), (0.66, 0.42)),
        ((0.36, 0.58), (0.66, 0.58)),
        ((0.36, 0.74), (0.54, 0.74)),
    ),
    "slip": (
        (
            (0.28, 0.06),
            (0.72, 0.06),
            (0.72, 0.94),
            (0.61, 0.86),
            (0.50, 0.94),
            (0.39, 0.86),
            (0.28, 0.94),
            (0.28, 0.06),
        ),
        ((0.40, 0.30), (0.60, 0.30)),
        ((0.40, 0.46), (0.60, 0.46)),
        ((0.40, 0.62), (0.52, 0.62)),
    ),
    "card": (
        ((0.04, 0.20), (0.96, 0.20), (0.96, 0.80), (0.04, 0.80), (0.04, 0.20)),
        _circle(0.27, 0.43, 0.09),
        ((0.15, 0.67), (0.20, 0.60), (0.34, 0.60), (0.39, 0.67)),
        ((0.54, 0.40), (0.82, 0.40)),
        ((0.54, 0.60), (0.74, 0.60)),
    ),
    "yen": (
        ((0.20, 0.10), (0.50, 0.50), (0.80, 0.10)),
        ((0.50, 0.50), (0.50, 0.92)),
        ((0.26, 0.54), (0.74, 0.54)),
        ((0.26, 0.72), (0.74, 0.72)),
    ),
    "clock": (_circle(0.5, 0.5, 0.43), ((0.50, 0.22), (0.50, 0.52), (0.68, 0.64))),
    "telephone": (
        (
            (0.14, 0.18),
            (0.30, 0.08),
            (0.44, 0.30),
            (0.33, 0.42),
            (0.42, 0.58),
            (0.58, 0.68),
            (0.70, 0.56),
            (0.92, 0.70),
            (0.82, 0.88),
            (0.60, 0.90),
            (0.34, 0.74),
            (0.16, 0.46),
            (0.14, 0.18),
        ),
    ),
    "house": (
        ((0.06, 0.50), (0.50, 0.10), (0.94, 0.50)),
        ((0.18, 0.42), (0.18, 0.90), (0.82, 0.90), (0.82, 0.42)),
        ((0.42, 0.90), (0.42, 0.62), (0.58, 0.62), (0.58, 0.90)),
    ),
    "book": (
        ((0.50, 0.22), (0.34, 0.14), (0.08, 0.14), (0.08, 0.82), (0.34, 0.82), (0.50, 0.90)),
        ((0.50, 0.22), (0.66, 0.14), (0.92, 0.14), (0.92, 0.82), (0.66, 0.82), (0.50, 0.90)),
        ((0.50, 0.22), (0.50, 0.90)),
    ),
    "key": (
        _circle(0.28, 0.66, 0.20),
        ((0.43, 0.51), (0.88, 0.10)),
        ((0.74, 0.23), (0.88, 0.38)),
        ((0.60, 0.36), (0.70, 0.46)),
    ),
    "phone": (
        ((0.28, 0.06), (0.72, 0.06), (0.72, 0.94), (0.28, 0.94), (0.28, 0.06)),
        ((0.44, 0.82), (0.56, 0.82)),
    ),
    "globe": (
        _circle(0.5, 0.5, 0.43),
        ((0.07, 0.50), (0.93, 0.50)),
        ((0.50, 0.07), (0.36, 0.26), (0.32, 0.50), (0.36, 0.74), (0.50, 0.93)),
        ((0.50, 0.07), (0.64, 0.26), (0.68, 0.50), (0.64, 0.74), (0.50, 0.93)),
    ),
    "magnifier": (_circle(0.42, 0.42, 0.31), ((0.65, 0.65), (0.92, 0.92))),
    "info": (((0.50, 0.40), (0.50, 0.86)), ((0.50, 0.13), (0.50, 0.14))),
}

ICONS = frozenset(_SHAPES)
"""The names of all icons."""


class Icon(Widget):
    """One icon of `size` logical units."""

    def __init__(
        self, icon: str, *, size: float = 20, colour: str = theme.PRIMARY, weight: float = 2.5
    ) -> None:
        self.icon, self.size, self.colour, self.weight = icon, size, colour, weight

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return self.size, self.size

    def paint(self, style: Style, canvas: Canvas) -> None:
        x = self.box.x + (self.box.w - self.size) / 2
        y = self.box.y + (self.box.h - self.size) / 2
        for shape in _SHAPES[self.icon]:
            points = [(x + across * self.size, y + down * self.size) for across, down in shape]
            canvas.stroke(points, self.weight, self.colour)
