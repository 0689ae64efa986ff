"""A coloured box around a widget, a widget of fixed size, and a hairline."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Canvas, Widget
from kiosk.screens.toolkit.theme import Style


class Panel(Widget):
    """A rounded box around one widget, with `pad` (horizontal, vertical)."""

    def __init__(
        self,
        inside: Widget,
        *,
        fill: str = theme.FIELD,
        stroke: str | None = None,
        border: float = 0,
        radius: float = theme.RADIUS_CARD,
        pad: tuple[float, float] = (theme.SPACE_4, theme.SPACE_3),
        grow: float = 0,
    ) -> None:
        self.inside, self.fill, self.stroke, self.border = inside, fill, stroke, border
        self.radius, self.pad, self.grow = radius, pad, grow

    def children(self) -> Sequence[Widget]:
        return (self.inside,)

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        across, along = (2 * style.space(side) for side in self.pad)
        w, h = self.inside.measure(style, max(0, width - across))
        return w + across, h + along

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        self.inside.place(style, box.inset(*(style.space(side) for side in self.pad)))

    def paint(self, style: Style, canvas: Canvas) -> None:
        canvas.box(self.box, self.fill, stroke=self.stroke, border=self.border, radius=self.radius)
        self.inside.paint(style, canvas)


class Hairline(Widget):
    """A dividing line."""

    def __init__(self, colour: str = theme.LINE) -> None:
        self.colour = colour

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return 0, 1

    def paint(self, style: Style, canvas: Canvas) -> None:
        canvas.box(self.box, self.colour)


class Fixed(Widget):
    """Gives a widget a fixed width and a least height; None leaves a side free."""

    def __init__(
        self, inside: Widget, *, width: float | None = None, height: float | None = None, grow: float = 0
    ) -> None:
        self.inside, self.width, self.height, self.grow = inside, width, height, grow

    def children(self) -> Sequence[Widget]:
        return (self.inside,)

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        offered = width if self.width is None else min(width, self.width)
        w, h = self.inside.measure(style, offered)
        return (w if self.width is None else offered), h if self.height is None else max(h, self.height)

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        self.inside.place(style, box)

    def paint(self, style: Style, canvas: Canvas) -> None:
        self.inside.paint(style, canvas)
