"""What terminal and issuing centre say to each other: JSON over HTTPS, both sides use these models.

Bytes are base64. A message with a missing, unknown or mistyped field is refused whole. Models
that carry a person's data show nothing of it in `repr`, nor in a validation error.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from kiosk.centre.errors import RefusalReason
from kiosk.rules.certificates import Availability, CertificateKind, OptionSpec, OptionValues
from kiosk.rules.certificates import Offer as OfferRow
from kiosk.rules.services import Municipality as MunicipalityRow
from kiosk.rules.services import Scope

HEALTH_PATH = "/v1/health"
MUNICIPALITIES_PATH = "/v1/municipalities"
CHALLENGES_PATH = "/v1/challenges"
AUTHENTICATIONS_PATH = "/v1/authentications"
APPLICATIONS_PATH = "/v1/applications"
REPORTS_PATH = "/v1/reports"

REFUSED_STATUS = 403
"""HTTP status of a Refusal."""

REUSED_STATUS = 409
"""HTTP status when a request id comes back with another content."""

_ID = Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")
MAX_COPIES = 99


class Message(BaseModel):
    """Base of all messages: frozen, strict, nothing unknown allowed."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        ser_json_bytes="base64",
        val_json_bytes="base64",
        hide_input_in_errors=True,
    )


class Health(Message):
    """The centre is in service."""

    in_service: bool


class MunicipalityMessage(Message):
    """One participating municipality."""

    code: str = Field(pattern=r"^[0-9]{5}$")
    prefecture: str
    name: str
    name_latin: str
    telephone: str

    def row(self) -> MunicipalityRow:
        """As the rules know it."""
        return MunicipalityRow(self.code, self.prefecture, self.name, self.name_latin, self.telephone)

    @classmethod
    def of(cls, row: MunicipalityRow) -> MunicipalityMessage:
        """The message for `row`."""
        return cls(
            code=row.code,
            prefecture=row.prefecture,
            name=row.name,
            name_latin=row.name_latin,
            telephone=row.telephone,
        )


class Municipalities(Message):
    """All participating municipalities."""

    municipalities: tuple[MunicipalityMessage, ...]


class ChallengeRequest(Message):
    """Asks for something to sign. `visit` is the terminal's random id of this visit."""

    visit: str = _ID


class Challenge(Message):
    """Random, for one use, valid for a short time only."""

    id: str = _ID
    nonce: bytes = Field(min_length=16, max_length=64)


class AuthenticationRequest(Message):
    """The card's certificate (DER) and its signature over `signing.authentication_message`."""

    challenge: str = _ID
    visit: str = _ID
    certificate: bytes = Field(min_length=1, max_length=8192, repr=False)
    signature: bytes = Field(min_length=1, max_length=1024, repr=False)
    scope: Scope
    municipality_code: str | None = Field(pattern=r"^[0-9]{5}$")


class OptionRowMessage(Message):
    """One row of options; `names` are the words of values that only this person has."""

    key: str = Field(pattern=r"^[a-z_]+$")
    values: tuple[str, ...] = Field(min_length=1)
    default: str
    names: tuple[tuple[str, str], ...] = Field(default=(), repr=False)
    only_if: tuple[str, str] | None = None

    def row(self) -> OptionSpec:
        """As the rules know it."""
        return OptionSpec(self.key, self.values, self.default, self.names, self.only_if)

    @classmethod
    def of(cls, row: OptionSpec) -> OptionRowMessage:
        """The message for `row`."""
        return cls(key=row.key, values=row.values, default=row.default, names=row.names, only_if=row.only_if)


class OfferMessage(Message):
    """One kind of certificate; `fee` is yen for each copy."""

    kind: CertificateKind
    fee: int = Field(ge=0)
    availability: Availability
    rows: tuple[OptionRowMessage, ...] | None = None

    def row(self) -> OfferRow:
        """As the rules know it."""
        rows = None if self.rows is None else tuple(each.row() for each in self.rows)
        return OfferRow(self.kind, self.fee, self.availability, rows)

    @classmethod
    def of(cls, row: OfferRow) -> OfferMessage:
        """The message for `row`."""
        rows = None if row.rows is None else tuple(OptionRowMessage.of(each) for each in row.rows)
        return cls(kind=row.kind, fee=row.fee, availability=row.availability, rows=rows)


class AuthenticationAnswer(Message):
    """Who this is to the centre. `subject` is the SHA-256 of the certificate, hexadecimal."""

    id: str = _ID
    subject: str = Field(pattern=r"^[0-9a-f]{64}$")
    municipality: MunicipalityMessage
    offers: tuple[OfferMessage, ...] = Field(min_length=1)


class ApplicationRequest(Message):
    """An application for copies of one certificate. The same `request` always means the same content."""

    authentication: str = _ID
    visit: str = _ID
    request: str = _ID
    kind: CertificateKind
    options: OptionValues
    copies: int = Field(ge=1, le=MAX_COPIES)
    fee: int = Field(ge=0)


class SignedRecord(Message):
    """A certificate record as bytes, and the centre's Ed25519 signature over exactly these bytes."""

    payload: bytes = Field(repr=False)
    signature: bytes = Field(min_length=64, max_length=64, repr=False)


class ApplicationAnswer(Message):
    """One record for each copy, in order."""

    records: tuple[SignedRecord, ...] = Field(min_length=1, max_length=MAX_COPIES)


class ReportRequest(Message):
    """What became of the documents of one request, by document number."""

    request: str = _ID
    printed: tuple[str, ...]
    void: tuple[str, ...]


class Accepted(Message):
    """The centre has it."""

    accepted: bool


class Refusal(Message):
    """Body of an answer with REFUSED_STATUS."""

    reason: RefusalReason
