"""What the simulated centre publishes for those who check certificates, and the key of one who does."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from kiosk.documents.proof.payload import key_id_of
from kiosk.verifier.published_keys import PublishedKey, PublishedKeys
from kiosk_simulator.pki.files import key_pem, write_once

_VALID = timedelta(days=3653)


def verifier_key(directory: Path) -> X25519PrivateKey:
    """Return the key that opens the symbols on the backs, made at first use: in service an office's own."""
    path = directory / "verifier-key.pem"
    if not path.exists():
        write_once(path, key_pem(X25519PrivateKey.generate()))
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, X25519PrivateKey):
        raise TypeError(f"{path.name} holds no X25519 key")
    return key


def published_keys(record_key: Ed25519PublicKey, made_at: datetime) -> PublishedKeys:
    """Return the public file of a centre with one key, valid ten years before and after `made_at`."""
    from_, until = (made_at - _VALID).date(), (made_at + _VALID).date()
    return PublishedKeys({key_id_of(record_key): PublishedKey(record_key, from_, until, specimens=True)})
