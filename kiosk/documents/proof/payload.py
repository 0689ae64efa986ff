"""The record and its signature as few bytes: what is sealed and printed on the back.

The exact bytes that the centre signed are compressed with raw deflate (RFC 1951) and a preset dictionary:
most of a record is field names and fixed terms, and half the bytes is half the ink. A dictionary belongs to
the format for ever, as sheets are kept for years; a better one gets the next number beside the old ones.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.resources import assets

DICTIONARY = 1
"""Number of the dictionary that new payloads use."""
KEY_ID_BYTES = 4
SIGNATURE_BYTES = 64
LONGEST_RECORD = 64 * 1024
"""Bytes of a record, beyond which a payload is malformed: the longest on paper have about 10,000."""
_HEAD = 1 + KEY_ID_BYTES + SIGNATURE_BYTES


class PayloadError(ValueError):
    """The bytes are no payload. The message has nothing of their content."""


@dataclass(frozen=True, slots=True)
class Payload:
    """Signed bytes of one record. `key_id` says which of the centre's keys signed them, see `key_id_of`."""

    record: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    key_id: bytes

    def to_bytes(self) -> bytes:
        """Return the payload: dictionary's number, key id, signature, and the compressed record.

        Raises ValueError for a record of more than LONGEST_RECORD bytes.
        """
        if len(self.record) > LONGEST_RECORD:
            raise ValueError("a record this long does not fit on a sheet")
        packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS, zdict=_dictionary(DICTIONARY))
        packed = packer.compress(self.record) + packer.flush()
        return bytes((DICTIONARY,)) + self.key_id + self.signature + packed

    @classmethod
    def from_bytes(cls, data: bytes) -> Payload:
        """Parse a payload. Raises PayloadError."""
        if len(data) < _HEAD:
            raise PayloadError("a payload cut short")
        try:
            dictionary = _dictionary(data[0])
        except FileNotFoundError:
            raise PayloadError(f"dictionary {data[0]} is not known here") from None
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS, zdict=dictionary)
        try:
            record = unpacker.decompress(data[_HEAD:], LONGEST_RECORD + 1)
        except zlib.error:
            raise PayloadError("a record that cannot be decompressed") from None
        if not unpacker.eof or unpacker.unused_data or len(record) > LONGEST_RECORD:
            raise PayloadError("a record of the wrong length")
        return cls(record, data[1 + KEY_ID_BYTES : _HEAD], data[1 : 1 + KEY_ID_BYTES])


def key_id_of(key: Ed25519PublicKey) -> bytes:
    """Return the first four bytes of the SHA-256 of a public key's 32 bytes."""
    return hashlib.sha256(key.public_bytes_raw()).digest()[:KEY_ID_BYTES]


@cache
def _dictionary(number: int) -> bytes:
    return (assets() / "proof" / f"dictionary-{number}.txt").read_bytes()
