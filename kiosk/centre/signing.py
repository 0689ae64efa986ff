"""The messages that card and centre sign, and verification of the centre's signature."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.centre.errors import RecordNotGenuine
from kiosk.centre.messages import SignedRecord
from kiosk.centre.record_keys import RecordKey
from kiosk.rules.record import CertificateRecord, RecordIncomplete
from kiosk.rules.services import Scope, Service
from kiosk.rules.specimens import Specimens
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
    """Verifies records with the centre's public keys. The mode says which are taken: `Specimens`.

    While the centre changes its key there are two: a record is good if any that is current signed it.
    """

    def __init__(
        self,
        keys: Ed25519PublicKey | Sequence[RecordKey],
        specimens: Specimens,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """A key alone is one without an end."""
        self._keys = (RecordKey(keys),) if isinstance(keys, Ed25519PublicKey) else tuple(keys)
        self._specimens = specimens
        self._now = now

    def signer(self, signed: SignedRecord) -> Ed25519PublicKey:
        """The current key that signed a record. Raises RecordNotGenuine when none did."""
        now = self._now()
        for each in self._keys:
            if not each.is_current(now):
                continue
            try:
                each.key.verify(signed.signature, signed.payload)
            except InvalidSignature:
                continue
            return each.key
        raise RecordNotGenuine("the record's signature is not the centre's")

    def verify(self, signed: SignedRecord) -> CertificateRecord:
        """Verify and parse a record. Error messages contain nothing of its content.

        Raises RecordNotGenuine for an invalid signature or a record that the mode refuses, and
        RecordIncomplete for bytes that the centre signed but that are not a complete record.
        """
        self.signer(signed)
        record = _parsed(signed.payload)
        if record is None:
            raise RecordIncomplete("the signed bytes are no whole certificate record")
        if self._specimens.refuse(specimen=record.specimen):
            kind = "a specimen" if record.specimen else "a real"
            raise RecordNotGenuine(f"{kind} record, which this mode refuses")
        return record


def _parsed(payload: bytes) -> CertificateRecord | None:
    """Return None instead of pydantic's error, which quotes personal data."""
    try:
        return CertificateRecord.from_bytes(payload)
    except ValueError:
        return None
