"""Proving who holds the card: the card checks the PIN and signs the centre's challenge."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kiosk.centre.client import CentreClient
from kiosk.centre.messages import Challenge
from kiosk.centre.signing import authentication_message
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.protocol import CardReader
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.services import Scope, Service


class OtherCard(Exception):
    """The card on the reader is not the one that this visit began with; nothing was sent to it."""


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


def subject_of(certificate: bytes) -> str:
    """The SHA-256 of a certificate, hexadecimal."""
    return hashlib.sha256(certificate).hexdigest()


def same_card(card: JpkiCard, subject: str) -> bytes:
    """Return the user-authentication certificate; raises OtherCard unless it is that of `subject`."""
    certificate = card.authentication_certificate()
    if subject_of(certificate) != subject:
        raise OtherCard
    return certificate


def prove(
    reader: CardReader, centre: CentreClient, visit: str, subject: str, *, pin: Pin, purpose: Purpose
) -> Proof:
    """Present the PIN once and sign; the PIN is wiped as soon as the card has it.

    Raises OtherCard, PinRejected, PinBlocked, other errors of the card, and CentreError.
    """
    challenge = centre.challenge(visit)
    with reader.connect() as connection:
        card = JpkiCard(connection)
        card.select()
        certificate = same_card(card, subject)
        card.verify_pin(pin)
        pin.wipe()
        message = authentication_message(
            visit,
            challenge.id,
            challenge.nonce,
            purpose.service,
            purpose.scope,
            municipality_code=purpose.municipality,
        )
        return Proof(challenge, certificate, card.sign(hashlib.sha256(message).digest()))
