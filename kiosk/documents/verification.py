"""The last check before a certificate is printed: are these the bytes drawn from this record?

Decision: the check compares digests and does not parse the PDF. `render` records the SHA-256 of the
bytes it drew and of the record it drew them from. Comparing both finds every change to the bytes, a page
that was exchanged, left out, repeated or moved, and the document of another record.

Reading the PDF back would prove one thing more: that the file which `render` returned does contain the
pages it drew, in order and with their content. That is a property of reportlab and of this program, not
of a single print job, and a parser of our own would be the weakest part of such a proof. The tests
therefore prove it with qpdf and poppler, for every kind of certificate.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields

from kiosk.documents.document import Document, PageBinding, page_binding, record_digest
from kiosk.rules.record import CertificateRecord, RecordMismatch


def check_pages(document: Document, record: CertificateRecord) -> None:
    """Compare the bytes about to be printed, and every page's binding, with the record.

    Raises RecordMismatch, naming pages and fields but no values, when the document was not drawn from
    this record or its bytes have changed since.
    """
    if document.record_sha256 != record_digest(record):
        raise RecordMismatch(f"the document was drawn from another record: {_differing(document, record)}")
    if hashlib.sha256(document.pdf).hexdigest() != document.pdf_sha256:
        raise RecordMismatch("the PDF is not the one that was drawn")
    if not document.pages:
        raise RecordMismatch("the document has no pages")
    if differing := _differing(document, record):
        raise RecordMismatch(differing)


def _differing(document: Document, record: CertificateRecord) -> str:
    """Name the first page whose binding is not this record's, and the fields; empty when all are."""
    for number, page in enumerate(document.pages, start=1):
        expected = page_binding(record, number, len(document.pages))
        names = [
            item.name
            for item in fields(PageBinding)
            if getattr(page, item.name) != getattr(expected, item.name)
        ]
        if names:
            return f"page {number} differs from the record in {', '.join(names)}"
    return ""
