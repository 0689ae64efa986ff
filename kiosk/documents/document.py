"""A certificate as the bytes that are printed, bound page by page to its record.

Every page carries its binding in a page-piece dictionary (ISO 32000-1, 14.5) together with the
digest of its own content stream. `check_pages` reads both back from the bytes immediately before
they are printed, so a page that was exchanged, left out or moved is found whoever did it.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import asdict, dataclass, field, fields

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from kiosk.documents.content_checks import NotPrintable
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.layout.page import (
    PagePosition,
    draw_attestation,
    draw_footer,
    draw_header,
    draw_overprint,
)
from kiosk.documents.pdf.background import draw_background
from kiosk.documents.pdf.canvas import PageCanvas
from kiosk.documents.pdf.reportlab_canvas import close_page, new_canvas
from kiosk.documents.pdf_reader import PdfUnreadable, read_pages
from kiosk.documents.templates import TEMPLATES
from kiosk.rules.record import CertificateRecord, RecordMismatch

__all__ = (
    "Document",
    "NotPrintable",
    "PageBinding",
    "check_pages",
    "page_code",
    "read_bindings",
    "record_digest",
    "render",
)

_PIECE = "CertificateKiosk"
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U


@dataclass(frozen=True, slots=True)
class PageBinding:
    """To which record a page belongs. `digest` and `content` are SHA-256, hexadecimal."""

    visit: str
    request: str
    subject: str
    document_number: str
    page: int
    pages: int
    digest: str
    """Of the signed bytes of the record."""
    content: str
    """Of the page's own content stream."""


@dataclass(frozen=True, slots=True)
class Document:
    """One certificate, ready to be printed. Its bytes are personal data and have no repr."""

    pdf: bytes = field(repr=False)
    pages: tuple[PageBinding, ...] = field(repr=False)


def render(record: CertificateRecord, fonts: Fonts) -> Document:
    """Draw a record on A4; the same record gives the same bytes.

    Raises NotPrintable, MissingGlyph (a character the font cannot show), DoesNotFit (a text no
    cell can hold), RecordMismatch (content of another kind, or that its own options exclude) and
    RecordIncomplete (content without an item that its options ask for).
    """
    template = TEMPLATES[record.kind]
    pages = template.lay_out(record, fonts)
    wording = template.wording(record)
    stream = io.BytesIO()
    pdf = new_canvas(stream, fonts, record.kind.value)
    bindings = []
    for number, page in enumerate(pages, start=1):
        position = PagePosition(number, len(pages), page_code(record, number))
        draw_background(pdf, fonts)
        canvas = PageCanvas(pdf)
        draw_header(canvas, fonts, record, wording, position)
        template.draw_page(canvas, fonts, page)
        if number == len(pages):
            draw_attestation(canvas, fonts, record, wording)
        if record.specimen:
            draw_overprint(canvas, fonts)
        draw_footer(canvas, fonts, record, position)
        canvas.finish()
        bindings.append(_bind(pdf, record, position))
    pdf.save()
    return Document(stream.getvalue(), tuple(bindings))


def page_code(record: CertificateRecord, page: int) -> str:
    """Return the printed code (照合番号) that ties a page to its record: eight characters, XXXX-XXXX."""
    number = int.from_bytes(hashlib.sha256(f"{record_digest(record)}:{page}".encode()).digest()[:5], "big")
    code = "".join(_ALPHABET[number >> shift & 31] for shift in range(35, -5, -5))
    return f"{code[:4]}-{code[4:]}"


def record_digest(record: CertificateRecord) -> str:
    """Return the SHA-256 of the record's signed bytes, hexadecimal."""
    return hashlib.sha256(record.to_bytes()).hexdigest()


def _binding(record: CertificateRecord, page: int, pages: int, content: str) -> PageBinding:
    return PageBinding(
        record.visit,
        record.request,
        record.subject,
        record.document_number,
        page,
        pages,
        record_digest(record),
        content,
    )


def _bind(pdf: Canvas, record: CertificateRecord, position: PagePosition) -> PageBinding:
    """Close the page and write its binding into it."""
    page, content = close_page(pdf)
    binding = _binding(record, position.page, position.pages, hashlib.sha256(content).hexdigest())
    changed = pdfdoc.PDFString(f"D:{record.issued_on:%Y%m%d}000000+09'00'")
    private = pdfdoc.PDFString(json.dumps(asdict(binding), separators=(",", ":")))
    data = pdfdoc.PDFDictionary({"LastModified": changed, "Private": private})
    page.LastModified = changed
    page.PieceInfo = pdfdoc.PDFDictionary({_PIECE: data})
    return binding


def read_bindings(pdf: bytes) -> tuple[PageBinding, ...]:
    """Read the bindings back from a PDF, in printing order.

    Raises RecordMismatch when a page has none or its content is not the one that was bound,
    PdfUnreadable when the bytes are not a PDF of the plain form printed here.
    """
    bindings = []
    for number, page in enumerate(read_pages(pdf), start=1):
        try:
            values = json.loads(page.entries["/PieceInfo"][f"/{_PIECE}"]["/Private"])
            binding = PageBinding(**values)
        except (KeyError, TypeError, ValueError):
            raise RecordMismatch(f"page {number} has no binding") from None
        if binding.content != hashlib.sha256(page.content).hexdigest():
            raise RecordMismatch(f"page {number} has another content than was bound")
        bindings.append(binding)
    return tuple(bindings)


def check_pages(document: Document, record: CertificateRecord) -> None:
    """Compare the very bytes that will be printed with the record, page by page.

    Raises RecordMismatch, naming page and fields but no values, when any page is not this
    record's, or pages are missing, repeated or out of order.
    """
    try:
        found = read_bindings(document.pdf)
    except PdfUnreadable as error:
        raise RecordMismatch(f"the sheets cannot be read: {error}") from error
    if not found or len(found) != len(document.pages):
        raise RecordMismatch(f"{len(found)} pages instead of {len(document.pages)}")
    for number, (binding, drawn) in enumerate(zip(found, document.pages, strict=True), start=1):
        expected = _binding(record, number, len(found), drawn.content)
        differing = [
            item.name
            for item in fields(PageBinding)
            if len({getattr(page, item.name) for page in (binding, drawn, expected)}) > 1
        ]
        if differing:
            raise RecordMismatch(f"page {number} differs from the record in {', '.join(differing)}")
