"""The templates: one module for each kind of certificate.

A module checks that a record's content matches its kind and options, lays it out over pages, and draws
the content of each page. `kiosk.documents.layout` draws what surrounds the content.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.layout.page import Wording
from kiosk.documents.pdf.canvas import PageCanvas
from kiosk.documents.templates import (
    family_register,
    resident_record,
    resident_record_statement,
    seal_registration,
    supplementary_register,
    taxation,
)
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.record import CertificateRecord


class Template(Protocol):
    """The functions that every module in this package provides."""

    def check_content(self, record: CertificateRecord) -> None:
        """Check the content against kind and options.

        Raises RecordMismatch if it is of another kind or shows more than the options allow, and
        RecordIncomplete if a requested item is missing.
        """

    def wording(self, record: CertificateRecord) -> Wording:
        """Return title, subtitle and sentence. Raises RecordMismatch for content of another kind."""

    def lay_out(self, record: CertificateRecord, fonts: Fonts) -> tuple[Any, ...]:
        """Distribute the content over one or more pages.

        Raises RecordMismatch and RecordIncomplete (see check_content), NotPrintable, MissingGlyph, and
        DoesNotFit for a text too long for its cell.
        """

    def draw_page(self, canvas: PageCanvas, fonts: Fonts, page: Any) -> None:
        """Draw the content of one page of `lay_out`."""


TEMPLATES: Mapping[CertificateKind, Template] = {
    CertificateKind.RESIDENT_RECORD: resident_record,
    CertificateKind.SEAL_REGISTRATION: seal_registration,
    CertificateKind.TAXATION: taxation,
    CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER: supplementary_register,
    CertificateKind.FAMILY_REGISTER_ALL: family_register,
    CertificateKind.FAMILY_REGISTER_INDIVIDUAL: family_register,
    CertificateKind.RESIDENT_RECORD_STATEMENT: resident_record_statement,
    CertificateKind.TAXATION_PAST: taxation,
}
