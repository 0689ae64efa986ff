"""A text of one size with emphasis, broken into lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Canvas, Widget
from kiosk.screens.toolkit.text import Span, break_lines, parse
from kiosk.screens.toolkit.theme import Style

_ASCENT = 0.88
"""Ascent of BIZ UDPGothic as a share of its size."""

_SLACK = 0.01
"""Tolerance: a text that gets exactly its own width must not break because of rounding."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one font, size and colour."""

    text: str
    size: float
    bold: bool
    colour: str
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its runs, width and height in logical units."""

    runs: tuple[Run, ...]
    width: float
    height: float

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(run.text for run in self.runs)


class TextStyle(NamedTuple):
    """Font, colours and spacing of a text; see Text."""

    size: float
    bold: bool
    colour: str
    accent: str
    strong: float
    strong_colour: str
    leading: float

    def of(self, style: Style, span: Span) -> tuple[float, bool, str]:
        """Size, weight and colour of a span."""
        size = style.type_size(self.size)
        if span.emphasis == "*":
            return size, True, self.accent
        if span.emphasis == "^":
            return size * self.strong, True, self.strong_colour
        return size, self.bold, self.colour


@lru_cache(maxsize=4096)
def broken_lines(markup: str, text_style: TextStyle, style: Style, width: float) -> tuple[Line, ...]:
    """`markup` in lines at most `width` wide."""
    # Cached, because containers measure several times and every touch lays the page out again.
    spans = parse(markup)
    styled = [(span, text_style.of(style, span)) for span in spans]
    text = "".join(span.text for span in spans)

    def runs(start: int, end: int) -> list[Run]:
        found, offset = [], 0
        for span, (size, bold, colour) in styled:
            low, high = max(start, offset), min(end, offset + len(span.text))
            if low < high:
                piece = text[low:high]
                found.append(Run(piece, size, bold, colour, style.advance(piece, size, bold)))
            offset += len(span.text)
        return found

    def measure(start: int, end: int) -> float:
        return sum(run.width for run in runs(start, end))

    plain_size = style.type_size(text_style.size)
    lines = []
    for start, end in break_lines(text, style.language, width, measure):
        pieces = tuple(runs(start, end))
        tallest = max((run.size for run in pieces), default=plain_size)
        leading = text_style.leading if tallest == plain_size else min(text_style.leading, 1.25)
        lines.append(Line(pieces, sum(run.width for run in pieces), tallest * leading))
    return tuple(lines)


class Text(Widget):
    """Markup (see kiosk.screens.toolkit.text) set at `size` logical units, at least 16.

    `strong` enlarges the ^…^ pieces, `leading` is the line height as a multiple of the size.
    """

    def __init__(
        self,
        markup: str,
        *,
        size: float = theme.BODY,
        bold: bool = False,
        colour: str = theme.INK,
        accent: str = theme.PRIMARY,
        strong: float = 1.0,
        strong_colour: str | None = None,
        align: str = "left",
        leading: float = 1.5,
        ground: str = theme.WHITE,
        grow: float = 0,
    ) -> None:
        self.markup, self.size, self.bold, self.colour, self.accent = markup, size, bold, colour, accent
        self.strong, self.strong_colour = strong, strong_colour or colour
        self.align, self.leading, self.ground, self.grow = align, leading, ground, grow
        self.lines: tuple[Line, ...] = ()

    def broken(self, style: Style, width: float) -> tuple[Line, ...]:
        """The lines at `width`."""
        text_style = TextStyle(
            self.size, self.bold, self.colour, self.accent, self.strong, self.strong_colour, self.leading
        )
        return broken_lines(self.markup, text_style, style, width)

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        lines = self.broken(style, width + _SLACK)
        return max((line.width for line in lines), default=0), sum(line.height for line in lines)

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        self.lines = self.broken(style, box.w + _SLACK)

    def paint(self, style: Style, canvas: Canvas) -> None:
        y = self.box.y + max(0.0, self.box.h - sum(line.height for line in self.lines)) / 2
        for line in self.lines:
            free = self.box.w - line.width
            x = self.box.x + {"center": free / 2, "right": free}.get(self.align, 0.0)
            tallest = max((run.size for run in line.runs), default=0)
            baseline = y + (line.height - tallest) / 2 + _ASCENT * tallest
            for run in line.runs:
                canvas.text(run.text, x, baseline, size=run.size, bold=run.bold, colour=run.colour)
                x += run.width
            y += line.height


def title(markup: str, *, align: str = "left") -> Text:
    """The instruction at the top of a page."""
    return Text(markup, size=theme.TITLE, bold=True, align=align, leading=1.4)


def secondary(markup: str, *, ground: str = theme.WHITE, align: str = "left") -> Text:
    """Secondary text."""
    return Text(markup, size=theme.SECONDARY, colour=theme.INK_2, ground=ground, align=align)
