"""The private key of the receiving office, for which the symbols are sealed."""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key


class OpeningKeyError(ValueError):
    """The key cannot be used; the message says why."""


def load_opening_key(path: Path) -> X25519PrivateKey:
    """Read an X25519 key (PEM, PKCS #8, without a passphrase). Raises OpeningKeyError."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise OpeningKeyError(f"{path.name} cannot be read: {error.strerror}") from None
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise OpeningKeyError(f"{path.name} holds no private key without a passphrase (PEM)") from None
    if not isinstance(key, X25519PrivateKey):
        raise OpeningKeyError(f"{path.name} is not an X25519 key")
    return key
