"""Draws one page on reportlab's canvas, in millimetres from the upper left corner and in three layers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.documents.fonts.cid_font import CIDFont, clusters
from kiosk.documents.fonts.text_fitting import FittedText
from kiosk.documents.pdf.image_mask import draw_mask

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
"""A4, millimetres."""
HAIRLINE = 0.5
"""Points."""

Align = Literal["left", "centre", "right"]
Colour = float | tuple[float, float, float]
INK, SOFT = 0.0, 0.3


@dataclass(frozen=True, slots=True)
class Mask:
    """A square one-bit image of `modules` × `modules`, see `draw_mask`; equal names are equal images."""

    name: str
    modules: int
    packed: bytes


class PageCanvas:
    """Collects what a page shows and draws it layer by layer: fills, then the overprint, then lines and text.

    The order of the calls does not matter across layers.
    """

    def __init__(self, pdf: Canvas) -> None:
        self._pdf = pdf
        self._layers: dict[str, list[Callable[[], None]]] = {"fills": [], "overprint": [], "ink": []}

    def fill(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """Fill a rectangle; (`x`, `y`) is its upper left corner in millimetres."""

        def draw() -> None:
            self._colour(grey)
            self._pdf.rect(x * mm, (PAGE_HEIGHT - y - height) * mm, width * mm, height * mm, stroke=0, fill=1)

        self._layers["fills"].append(draw)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        line: float = HAIRLINE,
        colour: Colour = INK,
    ) -> None:
        """Draw the outline of a rectangle; `line` is its width in points."""

        def draw() -> None:
            self._colour(colour)
            self._pdf.setLineWidth(line)
            self._pdf.rect(x * mm, (PAGE_HEIGHT - y - height) * mm, width * mm, height * mm)

        self._layers["ink"].append(draw)

    def line(self, x1: float, y1: float, x2: float, y2: float, *, width: float = HAIRLINE) -> None:
        """Draw a line of `width` points."""

        def draw() -> None:
            self._colour(INK)
            self._pdf.setLineWidth(width)
            self._pdf.line(x1 * mm, (PAGE_HEIGHT - y1) * mm, x2 * mm, (PAGE_HEIGHT - y2) * mm)

        self._layers["ink"].append(draw)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        font: CIDFont,
        size: float,
        *,
        align: Align = "left",
        colour: Colour = INK,
        spacing: float = 0.0,
    ) -> None:
        """Write one line of text: `y` is the baseline; `size` and letter `spacing` are in points."""

        def draw() -> None:
            width = font.width(text, size) + spacing * (sum(1 for _ in clusters(text)) - 1)
            left = x * mm - {"left": 0.0, "centre": width / 2, "right": width}[align]
            self._colour(colour)
            self._pdf.setFont(font.fontName, size)
            self._pdf.drawString(left, (PAGE_HEIGHT - y) * mm, text, charSpace=spacing)

        self._layers["ink"].append(draw)

    def cell(
        self,
        x: float,
        top: float,
        height: float,
        fitted: FittedText,
        font: CIDFont,
        *,
        align: Align = "left",
        leading: float = 1.35,
    ) -> None:
        """Write fitted lines, vertically centred in a cell of `height` millimetres."""
        block = fitted.height(leading) / mm
        # The centre of a kanji's em square is 0.38 of the size above the baseline.
        first = top + height / 2 - block / 2 + fitted.size / mm * 0.88
        for number, line in enumerate(fitted.lines):
            self.text(x, first + number * fitted.size * leading / mm, line, font, fitted.size, align=align)

    def overprint(self, text: str, font: CIDFont, length: float, angle: float, grey: float) -> None:
        """Write `text` across the centre of the page, `length` millimetres long, at `angle` degrees."""

        def draw() -> None:
            size = length * mm / font.width(text, 1)
            self._pdf.saveState()
            self._pdf.translate(PAGE_WIDTH / 2 * mm, PAGE_HEIGHT / 2 * mm)
            self._pdf.rotate(angle)
            self._colour(grey)
            self._pdf.setFont(font.fontName, size)
            self._pdf.drawString(-length / 2 * mm, -0.35 * size, text)
            self._pdf.restoreState()

        self._layers["overprint"].append(draw)

    def mask(self, x: float, y: float, side: float, quiet: float, mask: Mask) -> None:
        """Draw a square mask of `side` millimetres in black on a white ground, `quiet` millimetres wider."""

        def draw() -> None:
            self._colour(1.0)
            bottom, around = PAGE_HEIGHT - y - side, (side + 2 * quiet) * mm
            self._pdf.rect((x - quiet) * mm, (bottom - quiet) * mm, around, around, stroke=0, fill=1)
            self._colour(INK)
            box = (x * mm, bottom * mm, side * mm, side * mm)
            draw_mask(self._pdf, mask.name, (mask.modules, mask.modules), mask.packed, box)

        self._layers["ink"].append(draw)

    def finish(self) -> None:
        """Draw the layers on the page, fills first."""
        for layer in self._layers.values():
            for draw in layer:
                draw()
            layer.clear()

    def _colour(self, colour: Colour) -> None:
        red, green, blue = colour if isinstance(colour, tuple) else (colour, colour, colour)
        if red == green == blue:
            self._pdf.setFillGray(red)
            self._pdf.setStrokeGray(red)
        else:
            self._pdf.setFillColorRGB(red, green, blue)
            self._pdf.setStrokeColorRGB(red, green, blue)
