"""The staff PIN, kept only as a salted scrypt hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from kiosk.rules.credentials.staff_pin import StaffPin

_N, _R, _P = 2**14, 8, 1
"""scrypt's cost (RFC 7914): 16 MiB, and some 0.15 s on a terminal's processor."""


def hashed(pin: StaffPin) -> str:
    """Return `salt:hash` (hexadecimal) for kiosk.toml."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}:{_derived(pin, salt).hex()}"


def is_right(pin: StaffPin, stored: str) -> bool:
    """True when `pin` is the one that `stored` was made from. A damaged `stored` fits nothing."""
    salt, _, expected = stored.partition(":")
    try:
        return hmac.compare_digest(_derived(pin, bytes.fromhex(salt)), bytes.fromhex(expected))
    except ValueError:
        return False


def _derived(pin: StaffPin, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.digits, salt=salt, n=_N, r=_R, p=_P, dklen=32)
