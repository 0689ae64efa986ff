"""The four small symbols in the corners of a front.

Each holds the page's printed code (照合番号) and its corner. They tie the front of a sheet to the symbols on
its back, and give a scan, however turned, its place and scale.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.documents.pdf.canvas import PAGE_WIDTH, PageCanvas
from kiosk.documents.proof.qr import qr

MODULES = 21
"""A QR symbol of version 1, which holds ten letters and figures at error correction H."""
MODULE = 10 / 600 * 25.4
SIDE = MODULES * MODULE
"""Millimetres: 8.89."""
_EDGE = 5.1
_TOP, _BOTTOM = 8.0, 280.0
_LEFT, _RIGHT = _EDGE, PAGE_WIDTH - _EDGE - SIDE
CORNERS = ((_LEFT, _TOP), (_RIGHT, _TOP), (_LEFT, _BOTTOM), (_RIGHT, _BOTTOM))
"""Upper left corner of each mark in millimetres; its index is the corner's number."""


@dataclass(frozen=True, slots=True)
class PageMark:
    """What a mark says: the page's code as printed, and the corner it is drawn in."""

    code: str
    corner: int

    @classmethod
    def parse(cls, content: str) -> PageMark | None:
        """Return the mark of a symbol's content, None for any other symbol."""
        code, corner = content[:-1], content[-1:]
        if len(code) != 8 or not content.isascii() or not content.isalnum() or corner not in "0123":
            return None
        return cls(f"{code[:4]}-{code[4:]}", int(corner))

    def content(self) -> str:
        """Return the content of the symbol."""
        return f"{self.code.replace('-', '')}{self.corner}"


def draw_page_marks(canvas: PageCanvas, code: str) -> None:
    """Draw the marks of the page with this code."""
    for corner, (x, y) in enumerate(CORNERS):
        canvas.mask(x, y, SIDE, 4 * MODULE / 2, qr(PageMark(code, corner).content(), "H"))
