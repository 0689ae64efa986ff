"""File identifiers and formats for each card generation: a new generation adds a table here."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.rules.credentials.password import PASSWORD_TRIES
from kiosk.rules.credentials.pin import PIN_TRIES


@dataclass(frozen=True, slots=True)
class KeyFiles:
    """One key pair: EF identifiers of its certificate, its PIN or password, and its private key.

    `full_tries` is the retry counter of `reference` when no try has failed.
    """

    certificate: int
    reference: int
    key: int
    full_tries: int


@dataclass(frozen=True, slots=True)
class Layout:
    """One card generation. Identifiers are EF identifiers.

    `digest_info` precedes the `digest_length` bytes of the digest; the card applies PKCS #1 v1.5
    padding to both and returns `signature_length` bytes.
    """

    application: bytes
    token_information: int
    certificates_present: int
    authentication: KeyFiles
    signature: KeyFiles
    token_label: str
    superseded_label: str
    digest_info: bytes
    digest_length: int
    signature_length: int


RSA_2048 = Layout(
    application=bytes.fromhex("D392F000260100000001"),
    token_information=0x0006,
    certificates_present=0x0008,
    authentication=KeyFiles(certificate=0x000A, reference=0x0018, key=0x0017, full_tries=PIN_TRIES),
    signature=KeyFiles(certificate=0x0001, reference=0x001B, key=0x001A, full_tries=PASSWORD_TRIES),
    token_label="JPKIAPICCTOKEN2",  # noqa: S106 - a label that every card carries
    superseded_label="JPKIAPICCTOKEN",
    digest_info=bytes.fromhex("3031300D060960864801650304020105000420"),
    digest_length=32,
    signature_length=256,
)
"""Cards issued since 2016 (RSA-2048, SHA-256)."""
