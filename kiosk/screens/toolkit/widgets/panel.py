"""A coloured box around parts, the picture ground, and a hairline."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Brush, Part
from kiosk.screens.toolkit.theme import Look


class Panel(Part):
    """A rounded box with one part inside, `pad` (horizontal, vertical) from its edge."""

    def __init__(
        self,
        inside: Part,
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

    def parts(self) -> Sequence[Part]:
        return (self.inside,)

    def natural(self, look: Look, width: float) -> tuple[float, float]:
        across, along = (2 * look.space(side) for side in self.pad)
        w, h = self.inside.natural(look, max(0, width - across))
        return w + across, h + along

    def place(self, look: Look, box: Box) -> None:
        super().place(look, box)
        self.inside.place(look, box.inset(*(look.space(side) for side in self.pad)))

    def paint(self, look: Look, brush: Brush) -> None:
        brush.box(self.box, self.fill, stroke=self.stroke, border=self.border, radius=self.radius)
        self.inside.paint(look, brush)


class Hairline(Part):
    """A dividing line."""

    def __init__(self, colour: str = theme.LINE) -> None:
        self.colour = colour

    def natural(self, look: Look, width: float) -> tuple[float, float]:
        return 0, 1

    def paint(self, look: Look, brush: Brush) -> None:
        brush.box(self.box, self.colour)


class Fixed(Part):
    """Gives the part inside a fixed or least size; None leaves a side free."""

    def __init__(
        self, inside: Part, *, width: float | None = None, height: float | None = None, grow: float = 0
    ) -> None:
        self.inside, self.width, self.height, self.grow = inside, width, height, grow

    def parts(self) -> Sequence[Part]:
        return (self.inside,)

    def natural(self, look: Look, width: float) -> tuple[float, float]:
        offered = width if self.width is None else min(width, self.width)
        w, h = self.inside.natural(look, offered)
        return (w if self.width is None else offered), h if self.height is None else max(h, self.height)

    def place(self, look: Look, box: Box) -> None:
        super().place(look, box)
        self.inside.place(look, box)

    def paint(self, look: Look, brush: Brush) -> None:
        self.inside.paint(look, brush)
