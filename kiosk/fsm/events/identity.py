"""What card and centre say of the person: read, proved, refused, prepared."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.fsm.events.base import Event
from kiosk.fsm.notices import Notice
from kiosk.rules.certificates import Offer
from kiosk.rules.services import Municipality


@dataclass(frozen=True, slots=True)
class CardSet(Event):
    """Media became present on the reader."""


@dataclass(frozen=True, slots=True)
class CardGone(Event):
    """Media is no longer present."""


@dataclass(frozen=True, slots=True)
class CardRead(Event):
    """A JPKI application answered.

    `tries_left` 0–3 is what the card itself says; `subject` is the SHA-256 (hexadecimal) of
    its user-authentication certificate, so that a swapped card is noticed before the PIN is sent.
    `password_tries` 0–5 is the same of the signature password, None when it was not asked.
    """

    tries_left: int
    subject: str
    password_tries: int | None = None


@dataclass(frozen=True, slots=True)
class CardRefused(Event):
    """The card cannot be used; nothing was spent on it."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class PinRefused(Event):
    """The card refused the PIN and has `tries_left` (0 means locked)."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class Authenticated(Event):
    """Card and centre agree who this is.

    `subject` is the SHA-256 of the user-authentication certificate, hexadecimal: it binds
    every record to this visit. `authentication` is the centre's random id for this proof.
    """

    subject: str
    authentication: str
    municipality: Municipality
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Refused(Event):
    """The visit cannot go on for the reason in `notice`; no money was taken."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class Prepared(Event):
    """Records are here, genuine and bound to this visit; printer and change are proven able.

    `sheets` is the number of sheets that will be printed for the whole order.
    """

    sheets: int
