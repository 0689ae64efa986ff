"""A card's certificate (X.509): until when it is valid, and what its key signed.

Whatever the bytes are that the card gave for it, nothing here fails in another way than it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from kiosk.fsm.reasons import Reason
from kiosk.hardware.card.layout import NEXT_GENERATION, RSA_2048, Layout
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


def layout_of(der: bytes) -> Layout:
    """The card generation of a certificate, by its key; the present one for anything unknown."""
    return NEXT_GENERATION if isinstance(_key_of(der), ec.EllipticCurvePublicKey) else RSA_2048


def signed_by(der: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the key of this certificate signed `message`: as the card of its generation does (`Layout`)."""
    key = _key_of(der)
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            half = len(signature) // 2
            r, s = (int.from_bytes(part, "big") for part in (signature[:half], signature[half:]))
            key.verify(encode_dss_signature(r, s), message, ec.ECDSA(hashes.SHA384()))
        else:
            return False
    except InvalidSignature:
        return False
    return True


def _key_of(der: bytes) -> object:
    """The public key, None where there is none that can be read."""
    try:
        return x509.load_der_x509_certificate(der).public_key()
    except _PARSE_ERRORS:
        return None


def _in_japan(moment: datetime) -> datetime:
    # The last hours of the year 9999 are none of Japan's, and mean that there is no end.
    return moment.replace(tzinfo=JST) if moment >= _NO_END.replace(hour=0) else moment.astimezone(JST)
