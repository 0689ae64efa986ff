"""The four small symbols in the corners of a front.

All four hold the page's printed code (照合番号). They tie the front of a sheet to the symbols on its back,
and give a scan, however turned, its place and scale; which corner is which follows from how they stand.
"""

from __future__ import annotations

from kiosk.documents.pdf.canvas import PAGE_WIDTH, PageCanvas
from kiosk.documents.proof.qr import qr

MODULES = 21
"""A QR symbol of version 1, which holds ten letters and figures at error correction H."""
MODULE = 10 / 600 * 25.4
SIDE = MODULES * MODULE
"""Millimetres: 8.89."""
QUIET = 2 * MODULE
"""Millimetres around a mark; half of what ISO/IEC 18004 asks for, as nothing dark is near."""
CODE_LENGTH = 8
_EDGE = 5.1
_TOP, _BOTTOM = 8.0, 280.0
_LEFT, _RIGHT = _EDGE, PAGE_WIDTH - _EDGE - SIDE
CORNERS = ((_LEFT, _TOP), (_RIGHT, _TOP), (_LEFT, _BOTTOM), (_RIGHT, _BOTTOM))
"""Upper left corner of each mark in millimetres: upper left, upper right, lower left, lower right."""


def mark_content(code: str) -> str:
    """Return what the marks of the page with this printed code (XXXX-XXXX) hold."""
    return code.replace("-", "")


def code_of_mark(content: str) -> str | None:
    """Return the printed code of a mark's content, None for any other symbol."""
    if len(content) != CODE_LENGTH or not content.isascii() or not content.isalnum():
        return None
    return f"{content[:4]}-{content[4:]}"


def draw_page_marks(canvas: PageCanvas, code: str) -> None:
    """Draw the marks of the page with this code: one symbol, four times."""
    mark = qr(mark_content(code), "H")
    for x, y in CORNERS:
        canvas.mask(x, y, SIDE, QUIET, mark)
