"""The background of a certificate (地紋): a simple copy-evident pattern, the same on every page.

A cell of 24 × 24 pixels at 600 dpi (1.016 mm) contains nine fine dots or one coarse dot with the same
amount of ink. The area looks even; a copier loses the fine dots, while the coarse ones, which spell
複写, remain. It is the program's own pattern and imitates no real security feature.
"""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.pdf.image_mask import mask_resource

CELL = 24
"""Pixels of a cell's side: three whole bytes of a row."""
COLUMNS, ROWS = 196, 282
INSET = 14.4
"""Margin in points at the left and lower edge: 5.08 mm, which printers cannot reach; whole pixels."""
_POINTS = CELL * 72 / 600
_NAME = "ground"
"""Resource name of the image: part of the printed bytes, so that a new name would change every PDF."""


def _cell(dots: set[tuple[int, int]], size: int) -> tuple[bytes, ...]:
    rows = [0] * CELL
    for left, top in dots:
        for y in range(top, top + size):
            for x in range(left, left + size):
                rows[y] |= 1 << (CELL - 1 - x)
    return tuple(row.to_bytes(3, "big") for row in rows)


FINE = _cell({(x, y) for x in (3, 11, 19) for y in (3, 11, 19)}, 2)
COARSE = _cell({(9, 9)}, 6)


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
def background_pixels(font: Path) -> bytes:
    """Return the pattern, one bit per pixel, 1 = ink, COLUMNS × ROWS cells, top row first."""
    words = _words(font)
    pixels = bytearray()
    for row in range(ROWS):
        cells = [COARSE if words.getpixel((column, row)) else FINE for column in range(COLUMNS)]
        for y in range(CELL):
            pixels += b"".join(cell[y] for cell in cells)
    return bytes(pixels)


@cache
def _packed(font: Path) -> bytes:
    return zlib.compress(background_pixels(font), 9)


def draw_background(canvas: Canvas, fonts: Fonts) -> None:
    """Draw the pattern on this page; the image is stored once per document.

    It is printed in solid cyan, so that no printer halftones it into other dots.
    """
    resource = mask_resource(canvas, _NAME, (COLUMNS * CELL, ROWS * CELL), _packed(fonts.gothic_bold.path))
    size = f"{COLUMNS * _POINTS:.3f} 0 0 {ROWS * _POINTS:.3f} {INSET} {INSET} cm"
    canvas._code.append(f"q 1 0 0 0 k {size} /{resource} Do Q")
