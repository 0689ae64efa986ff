"""Proving who holds the card: the card checks the PIN and signs the centre's challenge."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.centre.client import CentreClient
from kiosk.centre.messages import Challenge
from kiosk.centre.signing import authentication_message
from kiosk.fsm.visit import CardFacts
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.protocol import CardConnection, CardReader, JukiCard, NotAMyNumberCard
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.services import Scope, Service
from kiosk.tasks.card.card_certificate import layout_of, signed_by


class OtherCard(Exception):
    """The card on the reader is not the one that this visit began with; nothing secret was sent to it."""


class NotItsKey(Exception):
    """The card signed with another key than that of the certificate it showed: it is a copy, or broken."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What the proof is for: it is worth nothing for anything else."""

    service: Service
    scope: Scope
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What the centre checks."""

    challenge: Challenge
    certificate: bytes
    signature: bytes


def same_card(connection: CardConnection, known: CardFacts) -> JpkiCard:
    """Return the card, if it is the one that the visit began with; raises OtherCard.

    A card is known by its certificate, a smartphone by its token information.
    """
    card = JpkiCard(connection, layout_of(known.certificate))
    if known.smartphone:
        try:
            same = card.resume_smartphone(known.token)
        except (NotAMyNumberCard, JukiCard):
            same = False
    else:
        same = card.resume(known.certificate)
    if not same:
        raise OtherCard
    return card


def prove(
    reader: CardReader, centre: CentreClient, visit: str, known: CardFacts, *, pin: Pin, purpose: Purpose
) -> Proof:
    """Present the PIN once and sign; the PIN is wiped as soon as the card has it.

    `known` is the card that the visit began with. It shows only the beginning of its certificate again
    before the PIN is sent; the signature proves the rest. A smartphone shows its certificate after the PIN.
    Raises OtherCard, NotItsKey, PinRejected, PinBlocked, other errors of the card, and CentreError.
    """
    challenge = centre.challenge(visit)
    with reader.connect() as connection:
        card = same_card(connection, known)
        card.verify_pin(pin)
        pin.wipe()
        certificate = known.certificate or card.authentication_certificate()
        message = authentication_message(
            visit,
            challenge.id,
            challenge.nonce,
            purpose.service,
            purpose.scope,
            municipality_code=purpose.municipality,
        )
        signature = card.sign(card.digest(message))
    if not signed_by(certificate, signature, message):
        raise NotItsKey
    return Proof(challenge, certificate, signature)
