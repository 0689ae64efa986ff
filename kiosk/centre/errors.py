"""How the issuing centre can fail or refuse. No message quotes data sent to or by the centre."""

from __future__ import annotations

from enum import StrEnum


class CentreError(Exception):
    """Base class of all errors between terminal and centre."""


class CentreUnreachable(CentreError):
    """No connection, no trusted TLS, the centre is out of service, or a gateway answers in its place.

    `retry_after`: seconds after which a server that is out of service wants to be asked again, None where it
    said nothing.
    """

    def __init__(self, *words: object, retry_after: int | None = None) -> None:
        super().__init__(*words)
        self.retry_after = retry_after


class TerminalNotAccepted(CentreUnreachable):
    """The centre refuses the terminal's own certificate: revoked, ended, or not one that it knows."""


class ProgramTooOld(CentreUnreachable):
    """The centre serves only a newer program than this: a known fault was mended in it."""


class CentreSlow(CentreError):
    """No complete response within the time-out; it is unknown whether the centre acted."""


class CentreAnswerInvalid(CentreError):
    """A response that is truncated, too long, malformed, or inconsistent with the request."""


class AnswerOfAnother(CentreAnswerInvalid):
    """An answer for another card or municipality than was asked about: somebody else may have ours."""


class RequestReused(CentreAnswerInvalid):
    """This request id was used before with other content: nothing was issued for this request."""


class RefusalReason(StrEnum):
    """Why the centre refuses. All private reasons of a municipality are `refused_by_municipality`.

    `certificate_…` concerns the user-authentication certificate, `signature_invalid` a signature made
    with it; `signature_expired`, `…_revoked` and `…_unknown` concern the signature certificate. With
    `status_unavailable` it cannot be learnt now whether one of them is revoked.
    """

    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_REVOKED = "certificate_revoked"
    CERTIFICATE_UNKNOWN = "certificate_unknown"
    SIGNATURE_INVALID = "signature_invalid"
    SMARTPHONE_NOT_TAKEN = "smartphone_not_taken"
    NO_SIGNATURE_CERTIFICATE = "no_signature_certificate"
    SIGNATURE_EXPIRED = "signature_expired"
    SIGNATURE_REVOKED = "signature_revoked"
    SIGNATURE_UNKNOWN = "signature_unknown"
    STATUS_UNAVAILABLE = "status_unavailable"
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
    """The centre refused the request for the given reason."""

    def __init__(self, reason: RefusalReason) -> None:
        super().__init__(f"the centre refuses: {reason}")
        self.reason = reason


class RecordNotGenuine(CentreError):
    """A certificate record without a valid signature of the centre, or one not allowed in this mode."""
