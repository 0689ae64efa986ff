"""利用登録申請: the status of a card's registration, names of heads, and the signed application."""

from __future__ import annotations

from pydantic import Field

from kiosk.centre.messages.base import (
    CardProof,
    Identifier,
    Message,
    MunicipalityCode,
    Subject,
    VisitAnswer,
)
from kiosk.centre.messages.municipality import MunicipalityMessage
from kiosk.centre.messages.texts import Day, IssuedNumber, Label
from kiosk.rules.usage_registration import (
    LONGEST_KANA,
    LONGEST_LOT,
    LONGEST_TELEPHONE,
    Registration,
    RegistrationForm,
    RegistrationState,
    Town,
)

REGISTRATIONS_PATH = "/v1/registrations"
HEADS_PATH = "/v1/registrations/heads"
USAGE_APPLICATIONS_PATH = "/v1/registrations/applications"

MAX_HEADS = 3
"""Maximum number of names in one answer."""

_LONGEST_NAME = 80


class RegistrationRequest(CardProof):
    """Authenticates for Service.USAGE_REGISTRATION and Scope.REGISTER at the register's municipality."""

    municipality_code: MunicipalityCode


class RegistrationMessage(Message):
    """A municipality's registration status for this card; towns are pairs of name and reading."""

    state: RegistrationState
    number: IssuedNumber
    usable_from: Day | None
    towns: tuple[tuple[Label, Label], ...]
    tells_heads: bool

    def row(self) -> Registration:
        """Convert to the type in `rules`."""
        towns = tuple(Town(name, kana) for name, kana in self.towns)
        return Registration(self.state, self.number, self.usable_from, towns, self.tells_heads)

    @classmethod
    def of(cls, row: Registration) -> RegistrationMessage:
        """Convert from the type in `rules`."""
        return cls(
            state=row.state,
            number=row.number,
            usable_from=row.usable_from,
            towns=tuple((town.name, town.kana) for town in row.towns),
            tells_heads=row.tells_heads,
        )


class RegistrationAnswer(VisitAnswer):
    """Id of the authentication, and the status of the registration."""

    id: Identifier
    subject: Subject
    municipality: MunicipalityMessage
    registration: RegistrationMessage


class HeadsRequest(Message):
    """Requests the heads of registers with exactly this domicile and reading."""

    authentication: Identifier
    visit: Identifier
    town: str = Field(min_length=1, max_length=_LONGEST_NAME, repr=False)
    lot: str = Field(min_length=1, max_length=LONGEST_LOT, repr=False)
    head_kana: str = Field(min_length=1, max_length=LONGEST_KANA, repr=False)


class HeadsAnswer(VisitAnswer):
    """Matching names; empty if there is none or the municipality discloses none."""

    heads: tuple[Label, ...] = Field(max_length=MAX_HEADS, repr=False)


class FormMessage(Message):
    """The completed application form, as confirmed by the customer."""

    town: str = Field(min_length=1, max_length=_LONGEST_NAME, repr=False)
    lot: str = Field(min_length=1, max_length=LONGEST_LOT, repr=False)
    head_kana: str = Field(min_length=1, max_length=LONGEST_KANA, repr=False)
    head: str = Field(max_length=_LONGEST_NAME, repr=False)
    telephone: str = Field(min_length=1, max_length=LONGEST_TELEPHONE, repr=False)

    def row(self) -> RegistrationForm:
        """Convert to the type in `rules`."""
        return RegistrationForm(self.town, self.lot, self.head_kana, self.head, self.telephone)

    @classmethod
    def of(cls, row: RegistrationForm) -> FormMessage:
        """Convert from the type in `rules`. Raises ValueError (pydantic's) if a field is not filled in."""
        return cls(
            town=row.town, lot=row.lot, head_kana=row.head_kana, head=row.head, telephone=row.telephone
        )


class UsageApplicationRequest(Message):
    """The application with the signature certificate (DER) and its signature.

    The signature is over `signing.application_message`. A `request` id always has the same content.
    """

    authentication: Identifier
    visit: Identifier
    request: Identifier
    form: FormMessage = Field(repr=False)
    certificate: bytes = Field(min_length=1, max_length=8192, repr=False)
    signature: bytes = Field(min_length=1, max_length=1024, repr=False)


class UsageApplicationAnswer(VisitAnswer):
    """The application's number, and the first day on which a registration can be used once approved.

    The municipality has the application then; see IssuedNumber for an empty number.
    """

    number: IssuedNumber
    usable_from: Day
