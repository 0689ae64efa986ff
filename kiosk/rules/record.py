"""The certificate record, which the issuing centre signs and the terminal prints.

The record is authoritative, not the PDF: the centre signs the exact bytes of its JSON, the terminal
verifies signature and binding, draws the certificate from it and discards it.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from kiosk.rules.certificates import CertificateKind, OptionValues
from kiosk.rules.contents import NO_ENTRY, Content, Frozen, NoEntry
from kiosk.rules.document_number import DocumentNumber
from kiosk.rules.municipality_kinds import MunicipalityKind


class CertificateRecord(Frozen):
    """One copy of a certificate: everything that is printed on it, and what binds it to a visit.

    `visit`, `request` and `document_number` are random. `subject` is the SHA-256 (hexadecimal)
    of the card's user-authentication certificate. `fee` is in yen. `specimen` records are
    overprinted 見本 SAMPLE and refused in production. With a `deputy`, the post of the mayor's 職務代理者,
    `mayor` is that person's name.
    """

    version: Literal[1] = 1
    visit: str
    request: str
    subject: str
    document_number: DocumentNumber
    copy_number: int = Field(ge=1)
    copies: int = Field(ge=1)
    kind: CertificateKind
    options: OptionValues
    municipality_code: str
    municipality_name: str
    municipality_kind: MunicipalityKind
    prefecture: str
    mayor: str
    deputy: str | NoEntry = NO_ENTRY
    issued_on: date
    fee: int = Field(ge=0)
    specimen: bool
    content: Content

    def to_bytes(self) -> bytes:
        """Return the bytes that are signed: compact JSON in UTF-8."""
        return self.model_dump_json().encode()

    @classmethod
    def from_bytes(cls, payload: bytes) -> CertificateRecord:
        """Parse signed bytes. Raises ValueError (pydantic's) if they are not a valid record."""
        return cls.model_validate_json(payload)


class RecordIncomplete(ValueError):
    """A genuine record that lacks an item required for printing, or contradicts itself.

    Names the item, never a value. It is not a forgery: only this certificate cannot be issued here.
    """


class RecordMismatch(ValueError):
    """A record does not belong to this visit. Names fields, never values."""


def check_issued_on(record: CertificateRecord, *, asked: date, answered: date) -> None:
    """Compare the date of a record with the days (Japan) on which it was asked for and answered.

    Another day is a stale copy of the register, a wrong clock, or a record of an earlier application. Raises
    RecordMismatch.
    """
    if record.issued_on not in (asked, answered):
        raise RecordMismatch("record is dated another day")


def clerk_check(
    record: CertificateRecord,
    *,
    visit: str,
    request: str,
    subject: str,
    kind: CertificateKind,
    options: OptionValues,
    fee: int,
    copies: int,
    municipality_code: str,
) -> None:
    """Compare a record with the visit, as a clerk compares certificate and applicant.

    Raises RecordMismatch, naming the fields that differ.
    """
    expected = {
        "visit": visit,
        "request": request,
        "subject": subject,
        "kind": kind,
        "options": options,
        "fee": fee,
        "copies": copies,
        "municipality_code": municipality_code,
    }
    differing = [name for name, value in expected.items() if getattr(record, name) != value]
    if differing:
        raise RecordMismatch(f"record differs from the visit in {', '.join(differing)}")
