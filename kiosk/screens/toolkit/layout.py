"""Parts: a small tree that measures, places and paints itself in logical units, origin top left.

The tree is free of Kivy: tests place it and look at every box. A part is asked for its
natural size at a width, gets a box, and paints with a Brush.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.screens.toolkit.theme import Look


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
        """Smaller on all sides."""
        down = horizontal if vertical is None else vertical
        return Box(
            self.x + horizontal, self.y + down, max(0, self.w - 2 * horizontal), max(0, self.h - 2 * down)
        )

    def holds(self, x: float, y: float, slack: float = 0) -> bool:
        """Whether a point is inside, or at most `slack` outside."""
        return self.x - slack <= x <= self.right + slack and self.y - slack <= y <= self.bottom + slack


EMPTY = Box(0, 0, 0, 0)


class Brush(Protocol):
    """What parts paint with."""

    def box(
        self, box: Box, fill: str, *, stroke: str | None = None, border: float = 0, radius: float = 0
    ) -> None:
        """A filled rectangle with round corners and a border inside its edge."""

    def text(self, text: str, x: float, baseline: float, *, size: float, bold: bool, colour: str) -> None:
        """One run of text, its left end on the baseline."""

    def stroke(self, points: Sequence[tuple[float, float]], width: float, colour: str) -> None:
        """A line through `points` with round ends and joints."""

    def arc(self, centre: tuple[float, float], radius: float, width: float, turn: float, colour: str) -> None:
        """Part of a circle, `turn` (0–1) of it, clockwise from the top."""


class Part:
    """Base of everything on a screen. `grow` is its share of free space in a row or column."""

    grow: float = 0
    names: tuple[str, ...] = ()
    """Action names, the first is the one posted; empty when it cannot be touched."""
    enabled: bool = True
    pressed: bool = False
    box: Box = EMPTY

    def natural(self, look: Look, width: float) -> tuple[float, float]:
        """The smallest width and height needed when at most `width` is there."""
        raise NotImplementedError

    def place(self, look: Look, box: Box) -> None:
        """Take `box`; containers place their parts."""
        self.box = box

    def paint(self, look: Look, brush: Brush) -> None:
        """Draw this part and its parts."""

    def parts(self) -> Sequence[Part]:
        """The parts inside this one."""
        return ()

    def walk(self) -> Iterator[Part]:
        """This part and everything in it, parents first."""
        yield self
        for part in self.parts():
            yield from part.walk()


class Space(Part):
    """Empty space of a fixed size, or a share of what is free."""

    def __init__(self, size: float = 0, *, grow: float = 0) -> None:
        self.size, self.grow = size, grow

    def natural(self, look: Look, width: float) -> tuple[float, float]:
        size = look.space(self.size)
        return min(size, width), size


class _Container(Part):
    def __init__(self, parts: Sequence[Part | None]) -> None:
        self._parts = tuple(part for part in parts if part is not None)
        self._known: dict[tuple[float, float], tuple[float, float]] = {}

    def natural(self, look: Look, width: float) -> tuple[float, float]:
        # Containers ask each other again and again; without this the work doubles at every depth.
        key = (look.shrink, width)
        if key not in self._known:
            self._known[key] = self._measured(look, width)
        return self._known[key]

    def _measured(self, look: Look, width: float) -> tuple[float, float]:
        raise NotImplementedError

    def parts(self) -> Sequence[Part]:
        return self._parts

    def paint(self, look: Look, brush: Brush) -> None:
        for part in self._parts:
            part.paint(look, brush)


class Column(_Container):
    """Parts below one another. `align` places them across, `justify` all of them along."""

    def __init__(
        self,
        *parts: Part | None,
        gap: float = 0,
        align: str = "stretch",
        justify: str = "start",
        grow: float = 0,
    ) -> None:
        super().__init__(parts)
        self.gap, self.align, self.justify, self.grow = gap, align, justify, grow

    def _measured(self, look: Look, width: float) -> tuple[float, float]:
        sizes = [part.natural(look, width) for part in self._parts]
        gaps = look.space(self.gap) * max(0, len(sizes) - 1)
        return max((w for w, _ in sizes), default=0), sum(h for _, h in sizes) + gaps

    def place(self, look: Look, box: Box) -> None:
        super().place(look, box)
        sizes = [part.natural(look, box.w) for part in self._parts]
        gap = look.space(self.gap)
        free = box.h - sum(h for _, h in sizes) - gap * max(0, len(sizes) - 1)
        shares = sum(part.grow for part in self._parts)
        y = box.y
        if not shares and free > 0:
            y += {"start": 0.0, "center": free / 2, "end": free}[self.justify]
        for part, (natural_w, natural_h) in zip(self._parts, sizes, strict=True):
            h = natural_h + (max(0, free) * part.grow / shares if shares else 0)
            w = box.w if self.align == "stretch" else min(natural_w, box.w)
            x = box.x + {"center": (box.w - w) / 2, "end": box.w - w}.get(self.align, 0.0)
            part.place(look, Box(x, y, w, h))
            y += h + gap


class Row(_Container):
    """Parts beside one another. Parts with `grow` share the width that is left, or all of it."""

    def __init__(self, *parts: Part | None, gap: float = 0, align: str = "center", grow: float = 0) -> None:
        super().__init__(parts)
        self.gap, self.align, self.grow = gap, align, grow

    def _widths(self, look: Look, width: float) -> list[float]:
        gaps = look.space(self.gap) * max(0, len(self._parts) - 1)
        fixed = [0.0 if part.grow else part.natural(look, width)[0] for part in self._parts]
        free = max(0.0, width - gaps - sum(fixed))
        shares = sum(part.grow for part in self._parts)
        return [
            free * part.grow / shares if part.grow else own
            for part, own in zip(self._parts, fixed, strict=True)
        ]

    def _measured(self, look: Look, width: float) -> tuple[float, float]:
        widths = self._widths(look, width)
        height = max(
            (part.natural(look, w)[1] for part, w in zip(self._parts, widths, strict=True)), default=0
        )
        return sum(widths) + look.space(self.gap) * max(0, len(widths) - 1), height

    def place(self, look: Look, box: Box) -> None:
        super().place(look, box)
        x = box.x
        for part, w in zip(self._parts, self._widths(look, box.w), strict=True):
            h = box.h if self.align == "stretch" else min(box.h, part.natural(look, w)[1])
            y = box.y + {"center": (box.h - h) / 2, "end": box.h - h}.get(self.align, 0.0)
            part.place(look, Box(x, y, w, h))
            x += w + look.space(self.gap)


def grid(parts: Sequence[Part], columns: int, gap: float) -> Column:
    """Rows of `columns` equal cells; the last row is filled with empty space."""
    rows: list[Part] = []
    for start in range(0, len(parts), columns):
        cells: list[Part] = list(parts[start : start + columns])
        cells += [Space() for _ in range(columns - len(cells))]
        for cell in cells:
            cell.grow = 1
        rows.append(Row(*cells, gap=gap, align="stretch"))
    return Column(*rows, gap=gap)
