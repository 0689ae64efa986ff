"""What is signed between card, terminal and centre, and how the terminal checks the centre's side."""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.centre.errors import RecordNotGenuine
from kiosk.centre.messages import SignedRecord
from kiosk.rules.record import CertificateRecord
from kiosk.rules.services import Scope

_DOMAIN = b"certificate-kiosk authentication v1"


def authentication_message(
    visit: str, challenge_id: str, nonce: bytes, scope: Scope, *, municipality_code: str | None
) -> bytes:
    """The bytes that the card signs (as their SHA-256) and the centre checks.

    The key on the card signs whatever it is given, for any service: the leading words make this
    signature useless elsewhere, and the lengths make every other split into fields another message.
    """
    fields = (
        visit.encode(),
        challenge_id.encode(),
        nonce,
        scope.value.encode(),
        (municipality_code or "").encode(),
    )
    return _DOMAIN + b"".join(len(field).to_bytes(2, "big") + field for field in fields)


def subject_of(certificate: bytes) -> str:
    """The SHA-256 of a certificate's DER, hexadecimal: who is served, without saying who it is."""
    return hashlib.sha256(certificate).hexdigest()


class RecordVerifier:
    """Checks records with the centre's public key. Production does not accept specimens."""

    def __init__(self, public_key: Ed25519PublicKey, accept_specimens: bool) -> None:
        self._public_key = public_key
        self._accept_specimens = accept_specimens

    def verify(self, signed: SignedRecord) -> CertificateRecord:
        """Return the record; raises RecordNotGenuine, whose message holds nothing of the content."""
        try:
            self._public_key.verify(signed.signature, signed.payload)
        except InvalidSignature:
            raise RecordNotGenuine("the record's signature is not the centre's") from None
        record = _parsed(signed.payload)
        if record is None:
            raise RecordNotGenuine("the signed bytes are no certificate record")
        if record.specimen and not self._accept_specimens:
            raise RecordNotGenuine("a specimen record outside a simulation")
        return record


def _parsed(payload: bytes) -> CertificateRecord | None:
    """None instead of pydantic's error: that one quotes the person's data."""
    try:
        return CertificateRecord.from_bytes(payload)
    except ValueError:
        return None
