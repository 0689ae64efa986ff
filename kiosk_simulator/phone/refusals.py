"""Why no reservation was made."""

from __future__ import annotations

from enum import StrEnum

from kiosk.centre.errors import RefusalReason


class Refusal(StrEnum):
    """Each has its own text."""

    CARD_ELSEWHERE = "card_elsewhere"
    CARD_UNUSABLE = "card_unusable"
    PIN_LOCKED = "pin_locked"
    NO_AUTHENTICATION_CERTIFICATE = "no_authentication_certificate"
    NO_SIGNATURE_CERTIFICATE = "no_signature_certificate"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_REVOKED = "certificate_revoked"
    SIGNATURE_EXPIRED = "signature_expired"
    SIGNATURE_REVOKED = "signature_revoked"
    NOT_KNOWN = "not_known"
    TOO_LATE = "too_late"
    UNAVAILABLE = "unavailable"


_OF_CENTRE = {
    RefusalReason.CERTIFICATE_EXPIRED: Refusal.CERTIFICATE_EXPIRED,
    RefusalReason.CERTIFICATE_REVOKED: Refusal.CERTIFICATE_REVOKED,
    RefusalReason.CERTIFICATE_UNKNOWN: Refusal.NOT_KNOWN,
    RefusalReason.NO_SIGNATURE_CERTIFICATE: Refusal.NO_SIGNATURE_CERTIFICATE,
    RefusalReason.SIGNATURE_EXPIRED: Refusal.SIGNATURE_EXPIRED,
    RefusalReason.SIGNATURE_REVOKED: Refusal.SIGNATURE_REVOKED,
}


def refusal_of(reason: RefusalReason) -> Refusal:
    """The refusal for a reason of the centre; UNAVAILABLE for reasons that do not concern the card."""
    return _OF_CENTRE.get(reason, Refusal.UNAVAILABLE)


class PhoneRefused(Exception):
    """No reservation with this card."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"no reservation: {refusal}")
        self.refusal = refusal
