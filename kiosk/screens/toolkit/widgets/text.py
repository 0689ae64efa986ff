"""A text of one size with emphasis, broken into lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Canvas, Widget
from kiosk.screens.toolkit.text import Span, break_lines, parse, phrase_heads
from kiosk.screens.toolkit.theme import Style

_ASCENT = 0.88
"""Ascent of BIZ UDPGothic as a share of its size."""

_SCALES = (1.45, 1.3, 1.15, 1.0)

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
    """One line: its runs, width and height in logical units.

    `cuts_word` is True where the line goes on with a word or phrase that the line before began.
    """

    runs: tuple[Run, ...]
    width: float
    height: float
    cuts_word: bool = False

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(run.text for run in self.runs)


class TextStyle(NamedTuple):
    """Font, colours and spacing of a text in sizes as they are set; see Text."""

    size: float
    bold: bool
    colour: str
    accent: str
    strong: float
    strong_colour: str
    leading: float

    def of(self, span: Span) -> tuple[float, bool, str]:
        """Size, weight and colour of a span."""
        if span.emphasis == "*":
            return self.size, True, self.accent
        if span.emphasis == "^":
            return self.strong, True, self.strong_colour
        return self.size, self.bold, self.colour


class SetText:
    """A text set in one style, whatever its width: what is left to do is to break it into lines.

    Its language, scale and typeface are those of `style`.
    """

    def __init__(self, markup: str, text_style: TextStyle, style: Style) -> None:
        spans = parse(markup)
        self._style, self._text_style = style, text_style
        self._styled = [(span, text_style.of(span)) for span in spans]
        self._text = "".join(span.text for span in spans)
        # Sums of single characters: kerning, which only makes a run narrower, is left to the runs themselves.
        # A variation selector is part of the character before it, and has no width of its own.
        self._ends = [0.0]
        for span, (size, bold, _) in self._styled:
            for cluster, advance in style.advances(span.text, size, bold):
                self._ends += [self._ends[-1] + advance] * len(cluster)
        self._paragraphs = self._find_paragraphs()
        self._unbroken: tuple[Line, ...] | None = None
        self._broken: dict[float, tuple[Line, ...]] = {}
        self._sizes: dict[float, tuple[float, float]] = {}
        self.width = max(self._measure(*each) for each in self._paragraphs)
        """How wide it is where only a newline breaks it."""

    def _find_paragraphs(self) -> list[tuple[int, int]]:
        found, start = [], 0
        for paragraph in self._text.split("\n"):
            found.append((start, start + len(paragraph.rstrip(" "))))
            start += len(paragraph) + 1
        return found

    def _measure(self, start: int, end: int) -> float:
        return self._ends[end] - self._ends[start]

    def lines(self, width: float) -> tuple[Line, ...]:
        """The lines, at most `width` wide where that is possible."""
        # Kept, because containers measure several times and every touch lays the page out again.
        if width >= self.width:  # all widths that are enough have the same lines
            if self._unbroken is None:
                self._unbroken = tuple(self._line(start, end, False) for start, end in self._paragraphs)
            return self._unbroken
        found = self._broken.get(width)
        if found is None:
            found = self._broken[width] = self._break(width)
        return found

    def measure(self, width: float) -> tuple[float, float]:
        """The width and height of the lines at `width`."""
        width = min(width, self.width)
        found = self._sizes.get(width)
        if found is None:
            lines = self.lines(width)
            found = max((line.width for line in lines), default=0), sum(line.height for line in lines)
            self._sizes[width] = found
        return found

    def _break(self, width: float) -> tuple[Line, ...]:
        bounds = break_lines(self._text, self._style.language, width, self._measure)
        heads = phrase_heads(self._text, self._style.language) if len(bounds) > 1 else frozenset((0,))
        return tuple(self._line(start, end, start not in heads) for start, end in bounds)

    def _line(self, start: int, end: int, cuts_word: bool) -> Line:
        runs = tuple(self._runs(start, end))
        text_style = self._text_style
        tallest = max((run.size for run in runs), default=text_style.size)
        leading = text_style.leading if tallest == text_style.size else min(text_style.leading, 1.25)
        return Line(runs, sum(run.width for run in runs), tallest * leading, cuts_word)

    def _runs(self, start: int, end: int) -> Iterator[Run]:
        offset = 0
        for span, (size, bold, colour) in self._styled:
            low, high = max(start, offset), min(end, offset + len(span.text))
            if low < high:
                piece = self._text[low:high]
                yield Run(piece, size, bold, colour, self._style.advance(piece, size, bold))
            offset += len(span.text)


@lru_cache(maxsize=2048)
def set_text(markup: str, text_style: TextStyle, style: Style) -> SetText:
    """`markup` set in a style; of `style` only the typeface, language and scale matter."""
    return SetText(markup, text_style, style)


class Text(Widget):
    """Markup (see kiosk.screens.toolkit.text) set at `size` logical units, at least 20.

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
        self._set: dict[tuple[float, float, float, str], SetText] = {}

    def _set_in(self, style: Style) -> SetText:
        # Kept here too: a page is measured in many ways, and to find one among all texts takes longer.
        key = (style.shrink, style.text_scale, style.scale, style.language)
        found = self._set.get(key)
        if found is None:
            text_style = TextStyle(
                style.type_size(self.size),
                self.bold,
                self.colour,
                self.accent,
                style.type_size(self.size * self.strong),
                self.strong_colour,
                self.leading,
            )
            found = self._set[key] = set_text(self.markup, text_style, style.setting)
        return found

    def broken(self, style: Style, width: float) -> tuple[Line, ...]:
        """The lines at `width`."""
        return self._set_in(style).lines(width)

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return self._set_in(style).measure(width + _SLACK)

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


def one_line_style(text: Text, style: Style, width: float) -> Style:
    """`style`, with larger text only so far as `text` stands on one line `width` wide."""
    for scale in (style.text_scale, *(scale for scale in _SCALES if scale < style.text_scale)):
        found = replace(style, text_scale=scale)
        if text.measure(found, style.width)[0] <= width + _SLACK:
            return found
    return replace(style, text_scale=1.0)


def title(markup: str, *, align: str = "left") -> Text:
    """The instruction at the top of a page."""
    return Text(markup, size=theme.TITLE, bold=True, align=align, leading=1.4)


def secondary(markup: str, *, ground: str = theme.WHITE, align: str = "left") -> Text:
    """Secondary text."""
    return Text(markup, size=theme.SECONDARY, colour=theme.INK_2, ground=ground, align=align)
