"""Authorising a reset of the signature password: the key shared by card and issuer, and its cryptogram.

How real cards authorise a reset is not public. This is our own invention from standard parts
(ISO/IEC 7816-4 and -8 commands, AES-CMAC of NIST SP 800-38B, key derivation of SP 800-108), so it
proves the terminal's part, which only relays, but nothing about real cards.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.cmac import CMAC

KEY_LENGTH = 16
"""Bytes of the master key and of each card's key: AES-128."""

CHALLENGE_LENGTH = 16
CRYPTOGRAM_LENGTH = 16

RESET_REFERENCE = 0x001B
"""EF identifier of the signature password, the only one that the cryptogram authorises to reset."""

_DERIVATION_LABEL = b"password reset key"
_AUTHORISATION_LABEL = b"password reset authorisation"
_SERIAL_LENGTH = 20


def card_key(master: bytes, serial: int) -> bytes:
    """Derive a card's key (16 bytes) from the issuer's master key and a serial number.

    `serial` is that of the card's user-authentication certificate, 1 to 20 bytes. Raises ValueError
    for an impossible serial number, or a master key that is not 16 bytes.
    """
    if serial <= 0 or serial.bit_length() > 8 * _SERIAL_LENGTH:
        raise ValueError("no certificate has this serial number")
    bits = (8 * KEY_LENGTH).to_bytes(2, "big")
    return _cmac(
        master, b"\x01" + _DERIVATION_LABEL + b"\x00" + serial.to_bytes(_SERIAL_LENGTH, "big") + bits
    )


def authorisation(key: bytes, challenge: bytes) -> bytes:
    """The cryptogram (16 bytes) that authorises a card to accept a new signature password, once.

    `challenge` is the 16 bytes that the card has just returned. Raises ValueError for other lengths.
    """
    if len(challenge) != CHALLENGE_LENGTH:
        raise ValueError(f"a challenge of {len(challenge)} bytes")
    return _cmac(key, _AUTHORISATION_LABEL + b"\x00" + challenge + RESET_REFERENCE.to_bytes(2, "big"))


def _cmac(key: bytes, message: bytes) -> bytes:
    if len(key) != KEY_LENGTH:
        raise ValueError(f"a key of {len(key)} bytes")
    cmac = CMAC(AES(key))
    cmac.update(message)
    return cmac.finalize()
