"""Creates reportlab canvases for A4 pages with reproducible bytes."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from kiosk.documents.fonts.font_set import Fonts


def new_canvas(stream: BytesIO, fonts: Fonts, title: str) -> Canvas:
    """Return a canvas that produces the same bytes for the same drawing. `title` must not name a person."""
    canvas = Canvas(stream, pagesize=A4, invariant=1, initialFontName=fonts.mincho.fontName)
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("certificate-kiosk")
    return canvas


def close_page(canvas: Canvas) -> tuple[Any, bytes]:
    """End the page. Return its page object and its content stream, which is stored with Flate only."""
    canvas.showPage()
    page = canvas._doc.Pages.pages[-1]
    content: bytes = page.stream.encode("ascii")
    packed = pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")})
    page.Contents = pdfdoc.PDFStream(packed, zlib.compress(content, 2))
    return page, content
