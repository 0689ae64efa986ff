"""Sealing a payload for the verifier: HPKE (RFC 9180), base mode, X25519, HKDF-SHA256, AES-128-GCM.

What is printed can be photographed by whoever sees the back, and a record holds more than its sheet shows
to a passer-by: only the holder of the verifier's private key can open it. Each page is sealed by itself,
bound to its place in the document, so that no page can be passed off as another.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

OVERHEAD = 48
"""Bytes that sealing adds: the encapsulated key and the tag."""
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
_PURPOSE = b"certificate-kiosk sheet v1"


class NotOpened(ValueError):
    """Sealed for another key, for another page, or changed: which of them cannot be told."""


def seal(payload: bytes, recipient: X25519PublicKey, page: int, pages: int) -> bytes:
    """Seal a payload as page `page` (from 1) of `pages`. Two calls never return the same bytes."""
    return _SUITE.encrypt(payload, recipient, info=_purpose(page, pages))


def open_sealed(sealed: bytes, key: X25519PrivateKey, page: int, pages: int) -> bytes:
    """Return the payload. Raises NotOpened."""
    try:
        return _SUITE.decrypt(sealed, key, info=_purpose(page, pages))
    except (InvalidTag, ValueError):
        raise NotOpened("the sealed bytes do not open as this page") from None


def _purpose(page: int, pages: int) -> bytes:
    return _PURPOSE + bytes((page, pages))
