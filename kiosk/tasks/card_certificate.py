"""A card's certificate (X.509): until when it is valid, whatever the bytes are that the card gave for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from kiosk.fsm.reasons import Reason
from kiosk.rules.hours.japan_time import JST

_NO_END = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""RFC 5280, 4.1.2.5: the date of a certificate without a well-defined end."""
# The parser has no base class for its errors: InvalidVersion is no ValueError, for one.
_PARSE_ERRORS = (ValueError, TypeError, ArithmeticError, x509.InvalidVersion, UnsupportedAlgorithm)


class CertificateUnreadable(Exception):
    """The bytes are no certificate that this program can read. The message quotes none of them."""


@dataclass(frozen=True, slots=True)
class Validity:
    """The first and the last moment of a certificate, both aware and in Japan's time."""

    begins: datetime
    ends: datetime

    def reason(self, now: datetime) -> Reason | None:
        """Why the certificate cannot be used at `now` (aware); None when it can."""
        if now > self.ends:
            return Reason.CERTIFICATE_EXPIRED
        return Reason.CERTIFICATE_UNKNOWN if now < self.begins else None


def validity_of(der: bytes) -> Validity:
    """Return when a certificate is valid: the dates can be read without the PIN, so nobody loses a try.

    Raises CertificateUnreadable for whatever is wrong with the bytes.
    """
    try:
        certificate = x509.load_der_x509_certificate(der)
        return Validity(
            _in_japan(certificate.not_valid_before_utc), _in_japan(certificate.not_valid_after_utc)
        )
    except _PARSE_ERRORS as error:
        what = type(error).__name__
    raise CertificateUnreadable(what)


def _in_japan(moment: datetime) -> datetime:
    # The last hours of the year 9999 are none of Japan's, and mean that there is no end.
    return moment.replace(tzinfo=JST) if moment >= _NO_END.replace(hour=0) else moment.astimezone(JST)
