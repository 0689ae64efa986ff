"""What is signed between card, terminal and centre, and how the terminal checks the centre's side."""

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
    """The bytes that the card's user-authentication key signs (as their SHA-256) and the centre checks.

    The key on the card signs whatever it is given, for any service: the leading words make this
    signature useless elsewhere, and the lengths make every other split into fields another message.
    Service.PASSWORD_RESET goes with Scope.RESIDENCE and no municipality, Service.USAGE_REGISTRATION
    with Scope.REGISTER and the municipality of the register.
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
    """The bytes that the card's signature key signs (as their SHA-256): a usage registration.

    `authentication` is the centre's random id, so that a signature serves one application only. Other
    leading words than in `authentication_message`: neither can be taken for the other.
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
    """The SHA-256 of a certificate's DER, hexadecimal: who is served, without saying who it is."""
    return hashlib.sha256(certificate).hexdigest()


class RecordVerifier:
    """Checks records with the centre's public key. Production does not accept specimens."""

    def __init__(self, public_key: Ed25519PublicKey, accept_specimens: bool) -> None:
        self._public_key = public_key
        self._accept_specimens = accept_specimens

    def verify(self, signed: SignedRecord) -> CertificateRecord:
        """Return the record; no message holds anything of the content.

        Raises RecordNotGenuine for another signature or a specimen out of place, and RecordIncomplete
        for bytes that the centre did sign but that are no whole record.
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
    """None instead of pydantic's error: that one quotes the person's data."""
    try:
        return CertificateRecord.from_bytes(payload)
    except ValueError:
        return None
