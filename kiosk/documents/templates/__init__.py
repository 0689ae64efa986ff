"""The sheets: one module for each kind of certificate, found by its kind.

A module checks that a record's content is what its kind and options say, lays it out over pages,
and draws the content of each page; what stands around the content is the same for all.
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
    seal_registration,
    supplementary_register,
    taxation,
)
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.record import CertificateRecord


class Template(Protocol):
    """What a module of this folder has."""

    def check_content(self, record: CertificateRecord) -> None:
        """Raise RecordMismatch when the content is not what kind and options say, RecordIncomplete
        when it is less."""

    def wording(self, record: CertificateRecord) -> Wording:
        """Title, subtitle and sentence; raises RecordMismatch for the content of another kind."""

    def lay_out(self, record: CertificateRecord, fonts: Fonts) -> tuple[Any, ...]:
        """Distribute the content over at least one page.

        Raises RecordMismatch and RecordIncomplete (see check_content), NotPrintable, MissingGlyph, and
        DoesNotFit for a text that no cell can hold.
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
}
