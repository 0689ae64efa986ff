"""The messages that card and centre sign, and verification of the centre's signature."""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.centre.errors import RecordNotGenuine
from kiosk.centre.messages import SignedRecord
from kiosk.rules.record import CertificateRecord, RecordIncomplete
from kiosk.rules.services import Scope, Service
from kiosk.rules.usage_registration import RegistrationForm

_AUTHENTICATION = b"certificate-kiosk authentication v2"
_APPLICATION = b"certificate-kiosk usage registration v1"


def authentication_message(
    visit: str,
    challenge_id: str,
    nonce: bytes,
    service: Service,
    scope: Scope,
    *,
    municipality_code: str | None,
) -> bytes:
    """Return the bytes that the card's user-authentication key signs, as their SHA-256.

    The key signs anything for any service: the domain-separation prefix makes this signature useless
    elsewhere, and the length prefixes make the split into fields unambiguous. Service.PASSWORD_RESET
    requires Scope.RESIDENCE and no municipality, Service.USAGE_REGISTRATION requires Scope.REGISTER and
    the register's municipality.
    """
    return _AUTHENTICATION + _framed(
        visit.encode(),
        challenge_id.encode(),
        nonce,
        service.value.encode(),
        scope.value.encode(),
        (municipality_code or "").encode(),
    )


def application_message(
    authentication: str, visit: str, request: str, *, municipality_code: str, form: RegistrationForm
) -> bytes:
    """Return the bytes that the card's signature key signs, as their SHA-256, for a usage registration.

    `authentication` is the centre's random id, so that a signature is valid for one application only.
    The prefix differs from that of `authentication_message`, so neither can be used as the other.
    """
    return _APPLICATION + _framed(
        authentication.encode(),
        visit.encode(),
        request.encode(),
        municipality_code.encode(),
        form.town.encode(),
        form.lot.encode(),
        form.head_kana.encode(),
        form.head.encode(),
        form.telephone.encode(),
    )


def _framed(*fields: bytes) -> bytes:
    return b"".join(len(field).to_bytes(2, "big") + field for field in fields)


def subject_of(certificate: bytes) -> str:
    """Return the SHA-256 of a certificate's DER, hexadecimal: a pseudonymous id of its holder."""
    return hashlib.sha256(certificate).hexdigest()


class RecordVerifier:
    """Verifies records with the centre's public key. Specimens are not accepted in production."""

    def __init__(self, public_key: Ed25519PublicKey, accept_specimens: bool) -> None:
        self._public_key = public_key
        self._accept_specimens = accept_specimens

    @property
    def public_key(self) -> Ed25519PublicKey:
        """The key that records must be signed with."""
        return self._public_key

    def verify(self, signed: SignedRecord) -> CertificateRecord:
        """Verify and parse a record. Error messages contain nothing of its content.

        Raises RecordNotGenuine for an invalid signature or a specimen that is not accepted, and
        RecordIncomplete for bytes that the centre signed but that are not a complete record.
        """
        try:
            self._public_key.verify(signed.signature, signed.payload)
        except InvalidSignature:
            raise RecordNotGenuine("the record's signature is not the centre's") from None
        record = _parsed(signed.payload)
        if record is None:
            raise RecordIncomplete("the signed bytes are no whole certificate record")
        if record.specimen and not self._accept_specimens:
            raise RecordNotGenuine("a specimen record outside a simulation")
        return record


def _parsed(payload: bytes) -> CertificateRecord | None:
    """Return None instead of pydantic's error, which quotes personal data."""
    try:
        return CertificateRecord.from_bytes(payload)
    except ValueError:
        return None
