"""Certificates: authentication, offers, applications, signed records and reports."""

from __future__ import annotations

from pydantic import Field, model_validator

from kiosk.centre.messages.base import (
    CardProof,
    Identifier,
    Message,
    MunicipalityCode,
    Subject,
    VisitAnswer,
)
from kiosk.centre.messages.municipality import MunicipalityMessage
from kiosk.centre.messages.texts import Label, Moment
from kiosk.rules.certificates import Availability, CertificateKind, OptionSpec, OptionValues
from kiosk.rules.certificates import Offer as OfferRow
from kiosk.rules.document_number import DocumentNumber
from kiosk.rules.hours.japan_time import in_japan
from kiosk.rules.services import Scope

AUTHENTICATIONS_PATH = "/v1/authentications"
APPLICATIONS_PATH = "/v1/applications"
REPORTS_PATH = "/v1/reports"

MAX_COPIES = 99
HIGHEST_FEE = 99_999
"""Yen for one copy: more is an error of the centre, and no screen has room for it."""


class AuthenticationRequest(CardProof):
    """Authenticates for Service.CERTIFICATES; the code is required for Scope.REGISTER."""

    scope: Scope
    municipality_code: MunicipalityCode | None


class OptionRowMessage(Message):
    """One row of options; `names` are labels for values that only this person has."""

    key: str = Field(pattern=r"^[a-z_]+$")
    values: tuple[str, ...] = Field(min_length=1)
    default: str
    names: tuple[tuple[str, Label], ...] = Field(default=(), repr=False)
    only_if: tuple[str, ...] | None = Field(default=None, min_length=2)
    many: bool = False

    @model_validator(mode="after")
    def _default_may_be_chosen(self) -> OptionRowMessage:
        if not self.row().allows(self.default):
            raise ValueError("the default is none of the values")
        return self

    def row(self) -> OptionSpec:
        """Convert to the type in `rules`."""
        return OptionSpec(self.key, self.values, self.default, self.names, self.only_if, self.many)

    @classmethod
    def of(cls, row: OptionSpec) -> OptionRowMessage:
        """Convert from the type in `rules`."""
        return cls(
            key=row.key,
            values=row.values,
            default=row.default,
            names=row.names,
            only_if=row.only_if,
            many=row.many,
        )


class OfferMessage(Message):
    """One kind of certificate; `fee` is in yen per copy, `again_at` is when it becomes available again."""

    kind: CertificateKind
    fee: int = Field(ge=0, le=HIGHEST_FEE)
    availability: Availability
    rows: tuple[OptionRowMessage, ...] | None = None
    again_at: Moment | None = None

    def row(self) -> OfferRow:
        """Convert to the type in `rules`."""
        rows = None if self.rows is None else tuple(each.row() for each in self.rows)
        again_at = None if self.again_at is None else in_japan(self.again_at)
        return OfferRow(self.kind, self.fee, self.availability, rows, again_at)

    @classmethod
    def of(cls, row: OfferRow) -> OfferMessage:
        """Convert from the type in `rules`."""
        rows = None if row.rows is None else tuple(OptionRowMessage.of(each) for each in row.rows)
        return cls(
            kind=row.kind, fee=row.fee, availability=row.availability, rows=rows, again_at=row.again_at
        )


class AuthenticationAnswer(VisitAnswer):
    """Id of the authentication, and the certificates on offer."""

    id: Identifier
    subject: Subject
    municipality: MunicipalityMessage
    offers: tuple[OfferMessage, ...] = Field(min_length=1)


class ApplicationRequest(Message):
    """An application for copies of one certificate. A `request` id always has the same content."""

    authentication: Identifier
    visit: Identifier
    request: Identifier
    kind: CertificateKind
    options: OptionValues
    copies: int = Field(ge=1, le=MAX_COPIES)
    fee: int = Field(ge=0)


class SignedRecord(Message):
    """The bytes of a certificate record, and the centre's Ed25519 signature over exactly these bytes."""

    payload: bytes = Field(repr=False)
    signature: bytes = Field(min_length=64, max_length=64, repr=False)


class ApplicationAnswer(Message):
    """One record per copy, in order."""

    records: tuple[SignedRecord, ...] = Field(min_length=1, max_length=MAX_COPIES)


class ReportRequest(Message):
    """The outcome of a request, by document number, once its visit is over: the last word on it.

    Whatever the centre has issued for it and is not named here is void, and what it has not issued yet it
    never does: the terminal may not have heard an answer that was on its way.
    """

    request: Identifier
    printed: tuple[DocumentNumber, ...]
    uncertain: tuple[DocumentNumber, ...] = ()
    """Given to the printer, and it could not be found out whether they are out."""
