"""A certificate as the bytes that are printed, bound to its record.

The document carries the SHA-256 of its bytes and of its record; `verification.check_pages` compares both
immediately before printing. Every page also carries its binding in a page-piece dictionary (ISO 32000-1,
14.5), with the digest of its own content stream, so that a printed file can be examined later.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass, field, fields
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.layout.page import (
    PagePosition,
    draw_attestation,
    draw_footer,
    draw_header,
    draw_overprint,
)
from kiosk.documents.pdf.archive_document import pdf_date
from kiosk.documents.pdf.background import STANDARD, GroundPattern, draw_background
from kiosk.documents.pdf.canvas import PageCanvas
from kiosk.documents.pdf.reportlab_canvas import close_page, new_canvas
from kiosk.documents.proof.back_page import Proof, draw_back
from kiosk.documents.proof.page_marks import draw_page_marks
from kiosk.documents.templates import TEMPLATES
from kiosk.rules.record import CertificateRecord

_PIECE = "CertificateKiosk"
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U


@dataclass(frozen=True, slots=True)
class PageBinding:
    """The record that a page belongs to."""

    visit: str
    request: str
    subject: str
    document_number: str
    page: int
    pages: int
    digest: str
    """SHA-256 of the record's signed bytes, hexadecimal."""


_ESCAPED = {ord(each): f"\\{each}" for each in "\\()"}
"""What a literal string of a PDF escapes (ISO 32000-1, 7.3.4.2)."""
_BOUND = tuple(each.name for each in fields(PageBinding))


@dataclass(frozen=True, slots=True)
class Document:
    """One certificate, ready to print. It is personal data, so `repr` shows nothing of it.

    `pages` are the fronts, one a sheet; a `two_sided` document has a back after each of them. `pdf_sha256`
    is the digest of `pdf` as it was drawn, `record_sha256` that of the signed bytes of the record it was
    drawn from; both are hexadecimal.
    """

    pdf: bytes = field(repr=False)
    pages: tuple[PageBinding, ...] = field(repr=False)
    pdf_sha256: str = field(repr=False)
    record_sha256: str = field(repr=False)
    two_sided: bool = field(default=False, repr=False)


def render(
    record: CertificateRecord, fonts: Fonts, proof: Proof | None = None, ground: GroundPattern = STANDARD
) -> Document:
    """Draw a record on A4 pages; with a proof, each front is followed by its back.

    `ground` is the pattern that suits the printer.

    The same record gives the same bytes; a proof is sealed anew each time.
    Raises NotPrintable, MissingGlyph (the font lacks a character), DoesNotFit (a text is too long for
    its cell), TooLong (the proof does not fit on a back), RecordMismatch (content of another kind, or
    excluded by its own options) and RecordIncomplete (content without an item that its options request).
    """
    digest = record_digest(record)
    template = TEMPLATES[record.kind]
    pages = template.lay_out(record, fonts)
    wording = template.wording(record)
    stream = io.BytesIO()
    pdf = new_canvas(stream, fonts, record.kind.value, record.issued_on)
    bindings = []
    for number, page in enumerate(pages, start=1):
        position = PagePosition(number, len(pages), _code(digest, number))
        draw_background(pdf, fonts, ground)
        canvas = PageCanvas(pdf)
        draw_header(canvas, fonts, record, wording, position)
        template.draw_page(canvas, fonts, page)
        if number == len(pages):
            draw_attestation(canvas, fonts, record, wording)
        if record.specimen:
            draw_overprint(canvas, fonts)
        draw_footer(canvas, fonts, record, position)
        if proof:
            draw_page_marks(canvas, position.code)
        canvas.finish()
        bindings.append(_bind(pdf, record, digest, position, "front"))
        if proof:
            draw_background(pdf, fonts, ground)
            draw_back(canvas, fonts, proof.symbols(number, len(pages)), position, specimen=record.specimen)
            canvas.finish()
            _bind(pdf, record, digest, position, "back")
    pdf.save()
    drawn = stream.getvalue()
    return Document(
        drawn,
        tuple(bindings),
        hashlib.sha256(drawn).hexdigest(),
        digest,
        two_sided=proof is not None,
    )


def page_code(record: CertificateRecord, page: int) -> str:
    """Return the printed code (照合番号) that ties a page to its record: eight characters, XXXX-XXXX."""
    return _code(record_digest(record), page)


def _code(digest: str, page: int) -> str:
    number = int.from_bytes(hashlib.sha256(f"{digest}:{page}".encode()).digest()[:5], "big")
    code = "".join(_ALPHABET[number >> shift & 31] for shift in range(35, -5, -5))
    return f"{code[:4]}-{code[4:]}"


def record_digest(record: CertificateRecord) -> str:
    """Return the SHA-256 of the record's signed bytes, hexadecimal."""
    return hashlib.sha256(record.to_bytes()).hexdigest()


def page_binding(record: CertificateRecord, page: int, pages: int) -> PageBinding:
    """Return the binding of page `page` (from 1) of `pages` to a record."""
    return _binding(record, record_digest(record), page, pages)


def _binding(record: CertificateRecord, digest: str, page: int, pages: int) -> PageBinding:
    return PageBinding(
        record.visit, record.request, record.subject, record.document_number, page, pages, digest
    )


def _bind(
    pdf: Canvas,
    record: CertificateRecord,
    digest: str,
    position: PagePosition,
    side: Literal["front", "back"],
) -> PageBinding:
    """Close the page and write its binding into it."""
    page = close_page(pdf)
    binding = _binding(record, digest, position.page, position.pages)
    written = {name: getattr(binding, name) for name in _BOUND}
    written |= {"side": side, "content": hashlib.sha256(page.content).hexdigest()}
    changed = f"/LastModified{pdf_date(record.issued_on)}"
    private = json.dumps(written, separators=(",", ":")).translate(_ESCAPED)
    page.entries = f"{changed}/PieceInfo<</{_PIECE}<<{changed}/Private({private})>>>>"
    return binding
