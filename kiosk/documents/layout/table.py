"""Tables of labelled cells with hairlines, whose rows grow with their content."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import FittedText, fit
from kiosk.documents.pdf.canvas import SOFT, PageCanvas

LABEL_WIDTH = 31.0
"""Millimetres."""
PADDING = 2.8
"""Space to the left of a value, in millimetres."""
LABEL_GREY = 0.965
LABEL_SIZE = 9.0
"""Points."""
_READING_SIZE = 8.0
_ROW_PADDING = 2.8


@dataclass(frozen=True, slots=True)
class Cell:
    """A label and its value, together `width` millimetres wide; `reading` (ふりがな) is above the value."""

    label: str
    value: FittedText
    width: float
    reading: FittedText | None = None
    label_width: float = LABEL_WIDTH

    @property
    def height(self) -> float:
        """Height of the content in millimetres."""
        needed: float = self.value.height() / mm + _ROW_PADDING
        if self.reading is not None:
            needed += self.reading.height() / mm + 3.2
        return needed


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side, at least `min_height` millimetres high."""

    cells: tuple[Cell, ...]
    min_height: float

    @property
    def height(self) -> float:
        """Millimetres."""
        return max(self.min_height, *(cell.height for cell in self.cells))


def fit_value(
    fonts: Fonts,
    text: str,
    width: float,
    *,
    size: float = 11.5,
    min_size: float = 8.5,
    max_lines: int = 6,
    label_width: float = LABEL_WIDTH,
) -> FittedText:
    """Fit a value into a cell of `width` millimetres including its label; sizes are in points."""
    return fit(
        text,
        fonts.mincho,
        (width - label_width - 2 * PADDING) * mm,
        size,
        min_size=min_size,
        max_lines=max_lines,
    )


def draw_rows(canvas: PageCanvas, fonts: Fonts, left: float, top: float, rows: tuple[Row, ...]) -> float:
    """Draw rows from `top` downwards and return where they end; millimetres."""
    for row in rows:
        height, x = row.height, left
        for cell in row.cells:
            draw_label(canvas, fonts, x, top, cell.label_width, height=height, text=cell.label)
            canvas.box(x + cell.label_width, top, cell.width - cell.label_width, height)
            _draw_value(canvas, fonts, cell, x + cell.label_width + PADDING, top, height=height)
            x += cell.width
        top += height
    return top


def draw_label(
    canvas: PageCanvas, fonts: Fonts, x: float, top: float, width: float, *, height: float, text: str
) -> None:
    """Draw a grey cell with a centred label, smaller where it has to be; lengths are in millimetres."""
    canvas.fill(x, top, width, height, LABEL_GREY)
    canvas.box(x, top, width, height)
    label = fit(text, fonts.gothic, (width - 1.0) * mm, LABEL_SIZE, min_size=6.5, max_lines=2)
    canvas.cell(x + width / 2, top, height, label, fonts.gothic, align="centre")


def _draw_value(canvas: PageCanvas, fonts: Fonts, cell: Cell, x: float, top: float, *, height: float) -> None:
    if cell.reading is None:
        canvas.cell(x, top, height, cell.value, fonts.mincho)
        return
    value, reading = cell.value.height() / mm, cell.reading.height() / mm
    gap = 1.3
    start = top + (height - value - reading - gap) / 2
    for number, line in enumerate(cell.reading.lines):
        baseline = start + (0.88 + number * 1.35) * cell.reading.size / mm
        canvas.text(x, baseline, line, fonts.mincho, cell.reading.size, colour=SOFT)
    canvas.cell(x, start + reading + gap, value, cell.value, fonts.mincho)


def fit_reading(
    fonts: Fonts,
    text: str,
    width: float,
    *,
    size: float = _READING_SIZE,
    label_width: float = LABEL_WIDTH,
) -> FittedText | None:
    """Fit the reading of a name into a cell; None if there is no reading. `size` is in points."""
    if not text:
        return None
    return fit(
        text,
        fonts.mincho,
        (width - label_width - 2 * PADDING) * mm,
        size,
        min_size=6.5,
        max_lines=4,
    )
