"""Events of the other services: card check, password reset, usage registration, information."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from kiosk.fsm.events.base import Event
from kiosk.rules.card_check import CardState
from kiosk.rules.credentials.password import Password
from kiosk.rules.services import Municipality
from kiosk.rules.usage_registration import Registration, RegistrationForm

# --- fingers -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TopicChosen(Event):
    """A row of the information list; `topic` is one of the configured keys."""

    topic: str


@dataclass(frozen=True, slots=True)
class SignatureWanted(Event):
    """Card check: the end of the signature certificate is wanted too, which costs its password."""


@dataclass(frozen=True, slots=True)
class PasswordEntered(Event):
    """A password was typed and confirmed: the new one, its repetition, or the card's own.

    The machine owns it from here and wipes it.
    """

    password: Password = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ApplicationWanted(Event):
    """申請する: fill in a usage registration."""


@dataclass(frozen=True, slots=True)
class FormFilled(Event):
    """One screen of the application is filled in; `form` is the whole of it so far."""

    form: RegistrationForm = field(repr=False)


@dataclass(frozen=True, slots=True)
class ApplicationConfirmed(Event):
    """The filled-in application is right as shown."""


# --- results -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CardChecked(Event):
    """What the card says of itself without a PIN.

    `subject` is the SHA-256 (hexadecimal) of its user-authentication certificate, empty without one;
    `checked_at` (aware) is the moment from which its ends are judged.
    """

    state: CardState
    subject: str
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class SignatureRead(Event):
    """The signature certificate was read after its password; `ends` is its last moment, aware.

    `tries_left` is what the card says of its password now.
    """

    ends: datetime
    tries_left: int


@dataclass(frozen=True, slots=True)
class PasswordRefused(Event):
    """The card refused its signature password and has `tries_left` (0 means locked)."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class ReservationFound(Event):
    """Card and centre agree who this is, and a good reservation is there for this card.

    `subject` and `authentication` as in Authenticated; `good_until` is aware.
    """

    subject: str
    authentication: str
    good_until: datetime


@dataclass(frozen=True, slots=True)
class PasswordReset(Event):
    """The card has the new password. `number` names the reset on the confirmation slip."""

    number: str


@dataclass(frozen=True, slots=True)
class RegistrationFound(Event):
    """Card and centre agree who this is; `registration` is what `municipality` knows of this card."""

    subject: str
    authentication: str
    municipality: Municipality
    registration: Registration


@dataclass(frozen=True, slots=True)
class HeadsFound(Event):
    """Names of heads that fit what was typed; empty when none does or the centre tells none."""

    heads: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ApplicationSent(Event):
    """The centre has the signed application."""

    number: str
    usable_from: date
