"""The background of a certificate (地紋): a simple copy-evident pattern, the same on every page.

A cell of 24 × 24 pixels at 600 dpi (1.016 mm) contains nine fine dots or one coarse dot that looks as
dark. The area looks even; a copier loses the fine dots, while the coarse ones, which spell
複写, remain. It is the program's own pattern and imitates no real security feature.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.pdf.image_mask import draw_in_cyan, mask_resource

CELL = 24
"""Pixels of a cell's side: three whole bytes of a row."""
COLUMNS, ROWS = 196, 282
INSET = 14.4
"""Margin in points at the left and lower edge: 5.08 mm, which printers cannot reach; whole pixels."""
_POINTS = CELL * 72 / 600
_NAME = "ground"
"""Resource name of the image: part of the printed bytes, so that a new name would change every PDF."""


Cell = tuple[bytes, ...]
"""The rows of a cell, top row first."""


def _cell(dots: set[tuple[int, int]], width: int, height: int) -> Cell:
    rows = [0] * CELL
    for left, top in dots:
        for y in range(top, top + height):
            for x in range(left, left + width):
                rows[y] |= 1 << (CELL - 1 - x)
    return tuple(row.to_bytes(3, "big") for row in rows)


FINE = _cell({(x, y) for x in (3, 11, 19) for y in (3, 11, 19)}, 2, 2)
SMALLEST_DOT, LARGEST_DOT = 4, 16
"""Pixels of a coarse dot's sides."""


@dataclass(frozen=True, slots=True)
class GroundPattern:
    """The coarse dot, width and height in pixels of 600 dpi.

    (6, 6) has as much ink as nine fine dots of 2 × 2. On paper dots gain, and many small ones more than
    a large one: `kiosk ground-pattern` finds the dot that looks as dark as the fine ones on one printer.
    """

    coarse: tuple[int, int] = (6, 6)

    def __post_init__(self) -> None:
        if not all(SMALLEST_DOT <= side <= LARGEST_DOT for side in self.coarse):
            raise ValueError(f"a coarse dot has sides of {SMALLEST_DOT} to {LARGEST_DOT} pixels")

    def cell(self) -> Cell:
        """Return a cell with the coarse dot in its middle."""
        width, height = self.coarse
        return _cell({((CELL - width) // 2, (CELL - height) // 2)}, width, height)


STANDARD = GroundPattern()


def _words(font: Path) -> Image.Image:
    """Return an image with one pixel per cell, set where 複写 is written."""
    field = Image.new("1", (COLUMNS, ROWS))
    draw = ImageDraw.Draw(field)
    face = ImageFont.truetype(str(font), 24)
    for row, top in enumerate(range(8, ROWS - 24, 38)):
        for left in range(8 - 36 * (row % 2), COLUMNS, 72):
            draw.text((left, top), "複写", font=face, fill=1)
    return field


@cache
def background_pixels(font: Path, pattern: GroundPattern = STANDARD) -> bytes:
    """Return the pattern, one bit per pixel, 1 = ink, COLUMNS × ROWS cells, top row first."""
    words, coarse = _words(font), pattern.cell()
    return cell_rows(
        [
            [coarse if words.getpixel((column, row)) else FINE for column in range(COLUMNS)]
            for row in range(ROWS)
        ]
    )


def cell_rows(cells: Iterable[Sequence[Cell]]) -> bytes:
    """Return the pixels of rows of cells, top row first."""
    pixels = bytearray()
    for row in cells:
        for y in range(CELL):
            pixels += b"".join(cell[y] for cell in row)
    return bytes(pixels)


@cache
def _packed(font: Path, pattern: GroundPattern) -> bytes:
    return zlib.compress(background_pixels(font, pattern), 9)


def draw_background(canvas: Canvas, fonts: Fonts, pattern: GroundPattern = STANDARD) -> None:
    """Draw the pattern on this page; the image is stored once per document.

    It is printed in solid cyan, so that no printer halftones it into other dots.
    """
    resource = mask_resource(
        canvas, _NAME, (COLUMNS * CELL, ROWS * CELL), _packed(fonts.gothic_bold.path, pattern)
    )
    draw_in_cyan(canvas, resource, (INSET, INSET), (COLUMNS * _POINTS, ROWS * _POINTS))
