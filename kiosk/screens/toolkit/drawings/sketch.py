"""A drawing in its own units, scaled to its box."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Canvas, Widget
from kiosk.screens.toolkit.text import break_lines
from kiosk.screens.toolkit.theme import Style

_EDGE = 6.0
"""The least between a text and the edges of its picture."""
_LEADING, _DESCENT = 1.2, 0.3
_MOST_GROWN = 1.3
"""More than this a caption does not grow: a drawing has only so much room below it."""


class Sketch:
    """Draws in the units of a `width`×`height` design, centred and scaled to fit `box`."""

    def __init__(self, style: Style, canvas: Canvas, box: Box, width: float, height: float) -> None:
        self._style, self._canvas = style, canvas
        self._room, self._bottom = box.w - 2 * _EDGE, box.bottom
        self._scale = min(box.w / width, box.h / height)
        self._x = box.x + (box.w - width * self._scale) / 2
        self._y = box.y + (box.h - height * self._scale) / 2

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: str,
        *,
        stroke: str | None = None,
        border: float = 0,
        radius: float = 0,
    ) -> None:
        """A rounded box."""
        s = self._scale
        placed = Box(self._x + x * s, self._y + y * s, w * s, h * s)
        self._canvas.box(placed, fill, stroke=stroke, border=border * s, radius=radius * s)

    def disc(
        self, x: float, y: float, radius: float, fill: str, *, stroke: str | None = None, border: float = 0
    ) -> None:
        """A filled circle."""
        self.box(
            x - radius, y - radius, 2 * radius, 2 * radius, fill, stroke=stroke, border=border, radius=radius
        )

    def line(self, points: Sequence[tuple[float, float]], width: float, colour: str) -> None:
        """A line with round ends."""
        s = self._scale
        self._canvas.stroke([(self._x + x * s, self._y + y * s) for x, y in points], width * s, colour)

    def arrow(
        self, x: float, tail: float, head: float, colour: str = theme.PRIMARY, width: float = 15
    ) -> None:
        """A vertical arrow from `tail` to `head`."""
        wing = 32 if head > tail else -32
        self.line([(x, tail), (x, head)], width, colour)
        self.line([(x - 32, head - wing), (x, head), (x + 32, head - wing)], width, colour)

    def label(
        self,
        text: str,
        x: float,
        y: float,
        room: float,
        *,
        size: float = 20,
        bold: bool = False,
        colour: str = theme.DEEP_TEXT,
        spared: bool = False,
        grows: bool = False,
    ) -> None:
        """Centred text, reduced (down to 20) if wider than `room`; one that `grows` is in the reader's size.

        What is wider than the whole picture even so is broken into lines.

        `spared` text is part of the drawing, and nothing to be read: left out where even 20 is too wide.
        """
        s = self._scale
        wanted = max(theme.SMALLEST, size * min(1.0, s)) * (
            min(self._style.text_scale, _MOST_GROWN) if grows else 1.0
        )
        while wanted > theme.SMALLEST and self._style.advance(text, wanted, bold) > room * s:
            wanted = max(theme.SMALLEST, wanted - 1)
        width = self._style.advance(text, wanted, bold)
        if spared and width > room * s:
            return
        lines = self._lines(text, wanted, bold)
        baseline = self._y + y * s + wanted * 0.38
        lowest = self._bottom - _DESCENT * wanted - lines[-1][1]
        for line, below in lines:
            width = self._style.advance(line, wanted, bold)
            self._canvas.text(
                line,
                self._x + x * s - width / 2,
                min(baseline, lowest) + below,
                size=wanted,
                bold=bold,
                colour=colour,
            )

    def _lines(self, text: str, size: float, bold: bool) -> list[tuple[str, float]]:
        """The lines of a label, each with how far it stands below the first."""

        def measure(start: int, end: int) -> float:
            return self._style.advance(text[start:end], size, bold)

        if measure(0, len(text)) <= self._room:
            return [(text, 0.0)]
        bounds = break_lines(text, self._style.language, self._room, measure)
        return [
            (text[start:end].strip(), number * size * _LEADING) for number, (start, end) in enumerate(bounds)
        ]


class Picture(Widget):
    """A widget that shows a drawing on a light background.

    One that `guides` shows where a hand has to go: it is worth a further page of the text beside it.
    """

    grow = 1

    def __init__(
        self,
        draw: Callable[[Sketch], None],
        *,
        design: tuple[float, float] = (440, 528),
        least: tuple[float, float] = (300, 300),
        ground: str | None = theme.FIELD,
        guides: bool = False,
    ) -> None:
        self.guides = guides
        self._draw, self._design, self._least, self._ground = draw, design, least, ground

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return min(width, self._least[0]), self._least[1]

    def paint(self, style: Style, canvas: Canvas) -> None:
        if self._ground is not None:
            canvas.box(self.box, self._ground, radius=theme.RADIUS_PICTURE)
        self._draw(Sketch(style, canvas, self.box, *self._design))
