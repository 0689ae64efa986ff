"""Card tasks: see whether a card lies there, read it, prove who holds it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreError
from kiosk.centre.signing import authentication_message
from kiosk.fsm.brief import Brief
from kiosk.fsm.events import (
    Authenticated,
    CardGone,
    CardRead,
    CardRefused,
    CardSet,
    Event,
    PinRefused,
    Refused,
)
from kiosk.fsm.notices import Notice
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.types import CardReader, PinBlocked, PinRejected
from kiosk.hardware.status import DeviceError, Media
from kiosk.rules.services import Scope
from kiosk.tasks.notices import card_notice, centre_notice


@dataclass(frozen=True, slots=True)
class CardTasks:
    """Tasks on the card reader. `now` gives aware times."""

    reader: CardReader
    centre: CentreClient
    now: Callable[[], datetime]

    def watch(self, brief: Brief) -> tuple[Event, ...]:
        """Say whether a card lies on the reader."""
        try:
            present = self.reader.media() is Media.PRESENT
        except DeviceError as error:
            # CardGone would send the shopper on; an unknown card stays where it was seen last.
            return (CardRefused(card_notice(error)),)
        return (CardSet() if present else CardGone(),)

    def read(self, brief: Brief) -> Event:
        """Is it a card we can use, and how many tries has its PIN left? Spends nothing."""
        try:
            with self.reader.connect() as connection:
                card = JpkiCard(connection)
                card.select()
                tries = card.tries_left()
                certificate = card.authentication_certificate()
        except DeviceError as error:
            return CardRefused(card_notice(error))
        if notice := _certificate_notice(certificate, self.now()):
            return CardRefused(notice)
        return CardRead(tries, _subject(certificate))

    def authenticate(self, brief: Brief) -> Event:
        """Let the card check the PIN and sign the centre's challenge; then ask what it may have."""
        if brief.pin is None or brief.scope is None:
            raise ValueError("authentication without a PIN or a municipality")
        municipality = (
            brief.municipality.code if brief.municipality and brief.scope is Scope.REGISTER else None
        )
        try:
            challenge = self.centre.challenge(brief.visit)
            with self.reader.connect() as connection:
                card = JpkiCard(connection)
                card.select()
                certificate = card.authentication_certificate()
                if _subject(certificate) != brief.card_subject:
                    return CardRefused(Notice.CARD_CHANGED)
                card.verify_pin(brief.pin)
                brief.pin.wipe()
                message = authentication_message(
                    brief.visit, challenge.id, challenge.nonce, brief.scope, municipality_code=municipality
                )
                signature = card.sign(hashlib.sha256(message).digest())
            proof = self.centre.authenticate(
                challenge, brief.visit, certificate, signature, brief.scope, municipality
            )
        except PinRejected as error:
            return PinRefused(error.tries_left)
        except PinBlocked:
            return PinRefused(0)
        except DeviceError as error:
            return CardRefused(card_notice(error))
        except CentreError as error:
            return Refused(centre_notice(error))
        finally:
            brief.pin.wipe()
        if proof.subject != brief.card_subject:
            return Refused(Notice.CENTRE_ANSWER_INVALID)
        return Authenticated(proof.subject, proof.id, proof.municipality, proof.offers)


def _subject(certificate: bytes) -> str:
    return hashlib.sha256(certificate).hexdigest()


def _certificate_notice(der: bytes, now: datetime) -> Notice | None:
    """The dates can be read without the PIN, so an expired certificate costs nobody a try."""
    try:
        certificate = x509.load_der_x509_certificate(der)
    except ValueError:
        return Notice.CARD_UNREADABLE
    if now > certificate.not_valid_after_utc:
        return Notice.CERTIFICATE_EXPIRED
    if now < certificate.not_valid_before_utc:
        return Notice.CERTIFICATE_UNKNOWN
    return None
