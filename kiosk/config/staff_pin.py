"""The staff PIN (4–8 digits), kept only as a salted scrypt hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence

SIMULATED_PIN = (2, 5, 8, 0)
"""Staff PIN of a simulated terminal that has none of its own; refused in production."""

_N, _R, _P = 2**14, 8, 1


def hashed(digits: Sequence[int]) -> str:
    """Return `salt:hash` (hexadecimal) for kiosk.toml. Raises ValueError unless 4–8 digits are given."""
    if not 4 <= len(digits) <= 8 or any(not 0 <= digit <= 9 for digit in digits):
        raise ValueError("a staff PIN has four to eight digits")
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}:{_derived(digits, salt).hex()}"


def is_right(digits: Sequence[int], stored: str) -> bool:
    """True when `digits` are those that `stored` was made from. A damaged `stored` fits nothing."""
    salt, _, expected = stored.partition(":")
    try:
        return hmac.compare_digest(_derived(digits, bytes.fromhex(salt)), bytes.fromhex(expected))
    except ValueError:
        return False


def _derived(digits: Sequence[int], salt: bytes) -> bytes:
    return hashlib.scrypt(bytes(digits), salt=salt, n=_N, r=_R, p=_P, dklen=32)
