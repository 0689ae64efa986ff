"""The signature schemes selected by P1 of COMPUTE DIGITAL SIGNATURE."""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature

_SHA256_INFO = bytes.fromhex("3031300D060960864801650304020105000420")
_PSS = padding.PSS(padding.MGF1(hashes.SHA256()), salt_length=32)


class UnknownScheme(ValueError):
    """The card has no such scheme."""


class UnfitInput(ValueError):
    """The input has a length that this scheme cannot sign."""


CardKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def signature_length(key: CardKey) -> int:
    """The bytes of a signature with this key."""
    size = key.key_size // 8
    return size if isinstance(key, rsa.RSAPrivateKey) else 2 * size


def sign(key: CardKey, scheme: int, data: bytes) -> bytes:
    """Sign with the scheme of P1: 00-03 PKCS #1 v1.5, 04 and 05 PSS. Raises UnknownScheme or UnfitInput.

    A key on P-384 has scheme 00 only: ECDSA of a SHA-384 digest, as r and s of 48 bytes each.
    """
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return _on_curve(key, scheme, data)
    match scheme:
        case 0x00 if 1 <= len(data) <= 245:
            return _type_1(key, data)
        case 0x01 if data:
            return _type_1(key, hashlib.sha256(data).digest())
        case 0x02 if len(data) == 32:
            return _type_1(key, _SHA256_INFO + data)
        case 0x03 if data:
            return _type_1(key, _SHA256_INFO + hashlib.sha256(data).digest())
        case 0x04 if len(data) == 32:
            return key.sign(data, _PSS, Prehashed(hashes.SHA256()))
        case 0x05 if data:
            return key.sign(data, _PSS, hashes.SHA256())
        case 0x00 | 0x01 | 0x02 | 0x03 | 0x04 | 0x05:
            raise UnfitInput(f"{len(data)} bytes for scheme {scheme:02X}")
        case _:
            raise UnknownScheme(f"{scheme:02X}")


def _on_curve(key: ec.EllipticCurvePrivateKey, scheme: int, data: bytes) -> bytes:
    if scheme:
        raise UnknownScheme(f"{scheme:02X}")
    if len(data) != hashes.SHA384.digest_size:
        raise UnfitInput(f"{len(data)} bytes are no SHA-384 digest")
    signed = decode_dss_signature(key.sign(data, ec.ECDSA(Prehashed(hashes.SHA384()))))
    return b"".join(part.to_bytes(signature_length(key) // 2, "big") for part in signed)


def _type_1(key: rsa.RSAPrivateKey, payload: bytes) -> bytes:
    """PKCS #1 v1.5 type 1 padding around any payload, then the private operation (by CRT)."""
    size = key.key_size // 8
    block = int.from_bytes(b"\x00\x01" + b"\xff" * (size - 3 - len(payload)) + b"\x00" + payload, "big")
    numbers = key.private_numbers()
    by_p = pow(block, numbers.dmp1, numbers.p)
    by_q = pow(block, numbers.dmq1, numbers.q)
    return (by_q + numbers.q * (numbers.iqmp * (by_p - by_q) % numbers.p)).to_bytes(size, "big")
