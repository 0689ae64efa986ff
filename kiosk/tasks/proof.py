"""Proving who holds the card: the card checks the PIN and signs the centre's challenge."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from kiosk.centre.client import CentreClient
from kiosk.centre.messages import Challenge
from kiosk.centre.signing import authentication_message
from kiosk.fsm.reasons import Reason
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


def end_of(certificate: bytes) -> datetime | None:
    """The last moment of a certificate (aware); None when it is none."""
    try:
        return x509.load_der_x509_certificate(certificate).not_valid_after_utc
    except ValueError:
        return None


def certificate_reason(der: bytes, now: datetime) -> Reason | None:
    """Why a certificate cannot be used at `now` (aware): the dates can be read without the PIN, so an
    expired certificate costs nobody a try."""
    try:
        certificate = x509.load_der_x509_certificate(der)
    except ValueError:
        return Reason.CARD_UNREADABLE
    if now > certificate.not_valid_after_utc:
        return Reason.CERTIFICATE_EXPIRED
    if now < certificate.not_valid_before_utc:
        return Reason.CERTIFICATE_UNKNOWN
    return None
