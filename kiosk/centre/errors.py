"""How the issuing centre can fail or refuse. No message holds what the centre sent or was sent."""

from __future__ import annotations

from enum import StrEnum


class CentreError(Exception):
    """Base of everything that goes wrong between terminal and centre."""


class CentreUnreachable(CentreError):
    """No connection, no trust, or the centre says that it is out of service."""


class CentreSlow(CentreError):
    """No whole answer within the time-out; whether the centre acted is unknown."""


class CentreAnswerInvalid(CentreError):
    """An answer that is torn, too long, of the wrong type or shape, or contradicts the question."""


class RequestReused(CentreAnswerInvalid):
    """The centre knows this request id with another content: nothing was issued for this one."""


class RefusalReason(StrEnum):
    """Why the centre refuses. Private reasons of a municipality are all `refused_by_municipality`.

    `certificate_…` is the user-authentication certificate, and `signature_invalid` what it signed;
    `signature_expired`, `…_revoked` and `…_unknown` are the signature certificate, or what it signed.
    """

    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_REVOKED = "certificate_revoked"
    CERTIFICATE_UNKNOWN = "certificate_unknown"
    SIGNATURE_INVALID = "signature_invalid"
    NO_SIGNATURE_CERTIFICATE = "no_signature_certificate"
    SIGNATURE_EXPIRED = "signature_expired"
    SIGNATURE_REVOKED = "signature_revoked"
    SIGNATURE_UNKNOWN = "signature_unknown"
    NO_RESERVATION = "no_reservation"
    RESERVATION_TOO_OLD = "reservation_too_old"
    RESERVED_FOR_ANOTHER_CARD = "reserved_for_another_card"
    RESET_REFUSED = "reset_refused"
    REGISTRATION_NOT_NEEDED = "registration_not_needed"
    REGISTRATION_NOT_TAKEN = "registration_not_taken"
    NOT_REGISTERED_HERE = "not_registered_here"
    REFUSED_BY_MUNICIPALITY = "refused_by_municipality"
    NOTHING_AVAILABLE = "nothing_available"
    OUTSIDE_HOURS = "outside_hours"


class CentreRefused(CentreError):
    """The centre answered, and the answer is no."""

    def __init__(self, reason: RefusalReason) -> None:
        super().__init__(f"the centre refuses: {reason}")
        self.reason = reason


class RecordNotGenuine(CentreError):
    """A certificate record without the centre's valid signature, or one that may not be used here."""
