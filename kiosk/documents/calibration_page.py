"""A test page for one printer: fine dots beside coarse ones of many sizes, to see which look equally dark."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from reportlab.lib.units import mm

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.pdf.background import CELL, FINE, GroundPattern, cell_rows
from kiosk.documents.pdf.canvas import PAGE_HEIGHT, PAGE_WIDTH, SOFT, PageCanvas
from kiosk.documents.pdf.image_mask import draw_in_cyan, mask_resource
from kiosk.documents.pdf.reportlab_canvas import close_page, new_canvas
from kiosk.documents.proof.page_marks import draw_page_marks

CODE = "CA1B-RAT1"
"""The code in the corners of the page, by which a scan is known as this page's."""
SIZES = tuple((side + wider, side) for side in range(5, 15) for wider in (0, 1))
"""Coarse dots, the smallest first: each has a little more ink than the one before."""
_COLUMNS, _ACROSS, _DOWN = 4, 16, 12
"""Patches in a row, and cells of half a patch: 16.3 × 12.2 mm."""
_MM = CELL / 600 * 25.4
HALF, HEIGHT = _ACROSS * _MM, _DOWN * _MM
_LEFT, _TOP, _PITCH_X, _PITCH_Y = 20.0, 50.0, 44.0, 42.0
Place = tuple[float, float]
PAPER: Place = (_LEFT, 268.0)
"""A place of the size of half a patch that stays blank."""


def patches() -> Iterator[tuple[GroundPattern, Place, Place]]:
    """Yield the coarse dots with the upper left corners of their fine and their coarse half, millimetres."""
    for number, size in enumerate(SIZES):
        row, column = divmod(number, _COLUMNS)
        left, top = _LEFT + column * _PITCH_X, _TOP + row * _PITCH_Y
        yield GroundPattern(size), (left, top), (left + HALF, top)


def calibration_page(fonts: Fonts) -> bytes:
    """Return the page, as PDF without personal data. Raises MissingGlyph."""
    stream = io.BytesIO()
    pdf = new_canvas(stream, fonts, "ground pattern")
    canvas = PageCanvas(pdf)
    draw_page_marks(canvas, CODE)
    canvas.text(PAGE_WIDTH / 2, 24, "地紋の調整", fonts.gothic, 16, align="centre")
    note = (
        "拡大・縮小せずに印刷し、300dpi以上のカラーで読み取って kiosk ground-pattern read に渡してください。"
    )
    canvas.text(PAGE_WIDTH / 2, 33, note, fonts.gothic, 9, align="centre", colour=SOFT)
    english = (
        "Print unscaled, scan in colour at 300 dpi or more, and give the scan to kiosk ground-pattern read."
    )
    canvas.text(PAGE_WIDTH / 2, 39, english, fonts.gothic, 9, align="centre", colour=SOFT)
    for pattern, (left, top), _ in patches():
        cells = [[FINE] * _ACROSS + [pattern.cell()] * _ACROSS] * _DOWN
        width, height = pattern.coarse
        size = (2 * _ACROSS * CELL, _DOWN * CELL)
        resource = mask_resource(pdf, f"patch{width}x{height}", size, zlib.compress(cell_rows(cells), 9))
        bottom = PAGE_HEIGHT - top - HEIGHT
        draw_in_cyan(pdf, resource, (left * mm, bottom * mm), (2 * HALF * mm, HEIGHT * mm))
        canvas.text(left, top - 2, f"{width} × {height}", fonts.gothic, 8, colour=SOFT)
    canvas.text(PAGE_WIDTH / 2, 285, "証明書ではありません", fonts.gothic, 9, align="centre")
    canvas.finish()
    close_page(pdf)
    pdf.save()
    return stream.getvalue()
