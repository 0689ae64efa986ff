"""Widgets: a tree that is measured, placed and painted in logical units, with the origin at the top left.

Nothing here imports Kivy, so tests can place a tree and inspect every box. A widget reports the size
it needs at a width (`measure`), gets a box (`place`) and draws itself (`paint`) on a Canvas.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.screens.toolkit.theme import Style


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in logical units."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """x of the right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """y of the bottom edge."""
        return self.y + self.h

    @property
    def middle(self) -> tuple[float, float]:
        """The centre."""
        return self.x + self.w / 2, self.y + self.h / 2

    def inset(self, horizontal: float, vertical: float | None = None) -> Box:
        """The box reduced on all sides, by `horizontal` left and right and `vertical` top and bottom."""
        down = horizontal if vertical is None else vertical
        return Box(
            self.x + horizontal, self.y + down, max(0, self.w - 2 * horizontal), max(0, self.h - 2 * down)
        )

    def contains(self, x: float, y: float, slack: float = 0) -> bool:
        """Whether a point is inside, or at most `slack` outside."""
        return self.x - slack <= x <= self.right + slack and self.y - slack <= y <= self.bottom + slack


EMPTY = Box(0, 0, 0, 0)


class Canvas(Protocol):
    """What widgets paint on."""

    def box(
        self, box: Box, fill: str, *, stroke: str | None = None, border: float = 0, radius: float = 0
    ) -> None:
        """A filled rectangle with rounded corners and a border inside its edge."""

    def text(self, text: str, x: float, baseline: float, *, size: float, bold: bool, colour: str) -> None:
        """One run of text, from its left end on the baseline."""

    def stroke(self, points: Sequence[tuple[float, float]], width: float, colour: str) -> None:
        """A line through `points` with round ends and joints."""

    def arc(self, centre: tuple[float, float], radius: float, width: float, turn: float, colour: str) -> None:
        """An arc: `turn` (0–1) of a full circle, clockwise from the top."""


class Widget:
    """The base of everything on a screen. `grow` is its share of the free space in a row or column."""

    grow: float = 0
    names: tuple[str, ...] = ()
    """Action names, of which the first is sent to the screen; empty if not touchable."""
    enabled: bool = True
    is_aside: bool = False
    """True for a key that is none of the page's choices: a first page without it hides nothing."""
    is_spare: bool = False
    """True for what is left out rather than shown alone on one more page."""
    pressed: bool = False
    box: Box = EMPTY

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        """The width and height needed when at most `width` is available."""
        raise NotImplementedError

    def place(self, style: Style, box: Box) -> None:
        """Take `box`; containers also place their children."""
        self.box = box

    def paint(self, style: Style, canvas: Canvas) -> None:
        """Draw this widget and its children."""

    def children(self) -> Sequence[Widget]:
        """The widgets inside this one."""
        return ()

    def walk(self) -> Iterator[Widget]:
        """This widget and all its descendants, parents first."""
        yield self
        for widget in self.children():
            yield from widget.walk()


class Space(Widget):
    """Empty space of a fixed size, or a share of the free space."""

    def __init__(self, size: float = 0, *, grow: float = 0) -> None:
        self.size, self.grow = size, grow

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        size = style.space(self.size)
        return min(size, width), size


class _Container(Widget):
    def __init__(self, children: Sequence[Widget | None]) -> None:
        self._children = tuple(widget for widget in children if widget is not None)
        self._measured: dict[tuple[float, float, bool, float], tuple[float, float]] = {}

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        # Containers measure their children repeatedly; without this the work doubles at every level.
        key = (style.shrink, style.text_scale, style.has_pictures, width)
        found = self._measured.get(key)
        if found is None:
            found = self._measured[key] = self._measure_children(style, width)
        return found

    def _measure_children(self, style: Style, width: float) -> tuple[float, float]:
        raise NotImplementedError

    def children(self) -> Sequence[Widget]:
        return self._children

    def paint(self, style: Style, canvas: Canvas) -> None:
        for widget in self._children:
            widget.paint(style, canvas)


class Column(_Container):
    """Children from top to bottom. `align` is their horizontal, `justify` their vertical alignment."""

    def __init__(
        self,
        *children: Widget | None,
        gap: float = 0,
        align: str = "stretch",
        justify: str = "start",
        grow: float = 0,
    ) -> None:
        super().__init__(children)
        self.gap, self.align, self.justify, self.grow = gap, align, justify, grow

    def _measure_children(self, style: Style, width: float) -> tuple[float, float]:
        sizes = [widget.measure(style, width) for widget in self._children]
        gaps = style.space(self.gap) * max(0, len(sizes) - 1)
        return max((w for w, _ in sizes), default=0), sum(h for _, h in sizes) + gaps

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        sizes = [widget.measure(style, box.w) for widget in self._children]
        gap = style.space(self.gap)
        free = box.h - sum(h for _, h in sizes) - gap * max(0, len(sizes) - 1)
        shares = sum(widget.grow for widget in self._children)
        y = box.y
        if not shares and free > 0:
            y += {"start": 0.0, "center": free / 2, "end": free}[self.justify]
        for widget, (wanted_w, wanted_h) in zip(self._children, sizes, strict=True):
            h = wanted_h + (max(0, free) * widget.grow / shares if shares else 0)
            w = box.w if self.align == "stretch" else min(wanted_w, box.w)
            x = box.x + {"center": (box.w - w) / 2, "end": box.w - w}.get(self.align, 0.0)
            widget.place(style, Box(x, y, w, h))
            y += h + gap


class Row(_Container):
    """Children from left to right. Those with `grow` share the remaining width."""

    def __init__(
        self, *children: Widget | None, gap: float = 0, align: str = "center", grow: float = 0
    ) -> None:
        super().__init__(children)
        self.gap, self.align, self.grow = gap, align, grow
        self._shared: dict[tuple[float, float, bool, float], list[float]] = {}

    def _widths(self, style: Style, width: float) -> list[float]:
        key = (style.shrink, style.text_scale, style.has_pictures, width)
        found = self._shared.get(key)
        if found is None:
            found = self._shared[key] = self._share(style, width)
        return found

    def _share(self, style: Style, width: float) -> list[float]:
        gaps = style.space(self.gap) * max(0, len(self._children) - 1)
        fixed = [0.0 if widget.grow else widget.measure(style, width)[0] for widget in self._children]
        free = width - gaps - sum(fixed)
        if free < 0:  # the widest gives way and is broken into more lines: nothing leaves the row
            widest = max(range(len(fixed)), key=fixed.__getitem__)
            fixed[widest] = max(0.0, fixed[widest] + free)
            free = 0.0
        shares = sum(widget.grow for widget in self._children)
        return [
            free * widget.grow / shares if widget.grow else own
            for widget, own in zip(self._children, fixed, strict=True)
        ]

    def _measure_children(self, style: Style, width: float) -> tuple[float, float]:
        widths = self._widths(style, width)
        height = max(
            (widget.measure(style, w)[1] for widget, w in zip(self._children, widths, strict=True)), default=0
        )
        return sum(widths) + style.space(self.gap) * max(0, len(widths) - 1), height

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        x = box.x
        for widget, w in zip(self._children, self._widths(style, box.w), strict=True):
            h = box.h if self.align == "stretch" else min(box.h, widget.measure(style, w)[1])
            y = box.y + {"center": (box.h - h) / 2, "end": box.h - h}.get(self.align, 0.0)
            widget.place(style, Box(x, y, w, h))
            x += w + style.space(self.gap)


class Arranged(Widget):
    """Shows one of several arrangements of the same parts: the one that `arranged` gives for a width."""

    def __init__(self, usual: Widget) -> None:
        self.shown = usual

    def arranged(self, style: Style, width: float) -> Widget:
        """The arrangement for this style and width (logical units)."""
        raise NotImplementedError

    def children(self) -> Sequence[Widget]:
        return (self.shown,)

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return self.arranged(style, width).measure(style, width)

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        self.shown = self.arranged(style, box.w)
        self.shown.place(style, box)

    def paint(self, style: Style, canvas: Canvas) -> None:
        self.shown.paint(style, canvas)


def grid(children: Sequence[Widget], columns: int, gap: float) -> Column:
    """Rows of `columns` equal cells; the last row is padded with empty cells."""
    rows: list[Widget] = []
    for start in range(0, len(children), columns):
        cells: list[Widget] = list(children[start : start + columns])
        cells += [Space() for _ in range(columns - len(cells))]
        for cell in cells:
            cell.grow = 1
        rows.append(Row(*cells, gap=gap, align="stretch"))
    return Column(*rows, gap=gap)
