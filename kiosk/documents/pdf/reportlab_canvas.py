"""Creates reportlab canvases for A4 pages with reproducible bytes."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.pdf.archive_document import ArchiveDocument, Page


def new_canvas(stream: BytesIO, fonts: Fonts, title: str, dated: date | None = None) -> Canvas:
    """Return a canvas that produces the same bytes for the same drawing, as PDF/A-2b.

    `title` is plain ASCII and must not name a person. `dated` is the day of issue; without it the file has
    no date.
    """
    canvas = Canvas(stream, pagesize=A4, invariant=1, initialFontName=fonts.mincho.fontName)
    canvas._doc = ArchiveDocument(title, A4, dated)
    return canvas


def close_page(canvas: Canvas) -> Page:
    """End the page and return it; what is added to its entries before the canvas is saved is written."""
    canvas.showPage()
    document: ArchiveDocument = canvas._doc
    return document.closed[-1]
