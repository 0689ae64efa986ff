"""The certificate record, which the issuing centre signs and the terminal prints.

The record is authoritative, not the PDF: the centre signs the exact bytes of its JSON, the terminal
verifies signature and binding, draws the certificate from it and discards it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from kiosk.rules.certificates import CertificateKind, OptionValues
from kiosk.rules.contents import NO_ENTRY, Content, Frozen, NoEntry
from kiosk.rules.document_number import DocumentNumber
from kiosk.rules.municipality_kinds import MunicipalityKind


class CertificateRecord(Frozen):
    """One copy of a certificate: everything that is printed on it, and what binds it to a visit.

    `visit`, `request` and `document_number` are random. `subject` is the SHA-256 (hexadecimal)
    of the card's user-authentication certificate. `fee` is in yen. `specimen` records are
    overprinted 見本 SAMPLE and refused in production. With a `deputy`, the post of the mayor's 職務代理者,
    `mayor` is that person's name. `as_of` is when the record was read from the register; since version 2.
    """

    version: Literal[1, 2] = 1
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
    as_of: AwareDatetime | None = None

    @model_validator(mode="after")
    def _says_when_it_was_read(self) -> Self:
        if (self.version == 1) != (self.as_of is None):
            raise ValueError("as_of belongs to version 2, and version 2 has it")
        return self

    def to_bytes(self) -> bytes:
        """Return the bytes that are signed: compact JSON in UTF-8.

        A record of version 1 has the bytes that it always had: sheets of years ago are checked by them.
        """
        return self.model_dump_json(exclude={"as_of"} if self.as_of is None else None).encode()

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


def check_as_of(
    record: CertificateRecord, *, asked: datetime, answered: datetime, longest: timedelta
) -> None:
    """Compare when a record was read from the register with when it was asked for and answered (aware).

    What is dated today may still come from a copy of last week. `longest` before the question is too old, and
    as much after the answer is a wrong clock. Raises RecordMismatch, and RecordIncomplete for a record that
    does not say.
    """
    if record.as_of is None:
        raise RecordIncomplete("record does not say when it was read from the register")
    if not asked - longest <= record.as_of <= answered + longest:
        raise RecordMismatch("record was read from the register at another time")


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
