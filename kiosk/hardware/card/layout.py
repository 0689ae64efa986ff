"""File identifiers and formats for each card generation: a new generation adds a table here."""

from __future__ import annotations

from dataclasses import dataclass, replace

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

    `digest_info` precedes the `digest_length` bytes of the digest, which `hash_name` (of hashlib) makes of a
    message; the card returns `signature_length` bytes. An RSA card applies PKCS #1 v1.5 padding to both, an
    ECDSA card takes the digest alone and returns r and s, each of half the length. The token of a
    `smartphone` gives its certificate only after the PIN; until then its token information tells it apart.
    """

    application: bytes
    token_information: int
    certificates_present: int
    authentication: KeyFiles
    signature: KeyFiles
    token_label: str
    superseded_label: str
    digest_info: bytes
    hash_name: str
    digest_length: int
    signature_length: int
    smartphone: bool = False


RSA_2048 = Layout(
    application=bytes.fromhex("D392F000260100000001"),
    token_information=0x0006,
    certificates_present=0x0008,
    authentication=KeyFiles(certificate=0x000A, reference=0x0018, key=0x0017, full_tries=PIN_TRIES),
    signature=KeyFiles(certificate=0x0001, reference=0x001B, key=0x001A, full_tries=PASSWORD_TRIES),
    token_label="JPKIAPICCTOKEN2",  # noqa: S106 - a label that every card carries
    superseded_label="JPKIAPICCTOKEN",
    digest_info=bytes.fromhex("3031300D060960864801650304020105000420"),
    hash_name="sha256",
    digest_length=32,
    signature_length=256,
)
"""Cards issued since 2016 (RSA-2048, SHA-256)."""
ANDROID = replace(RSA_2048, token_label="JPKIAPGPSETOKEN", smartphone=True)  # noqa: S106
IPHONE = replace(RSA_2048, token_label="JPKIAPIOSTOKEN", smartphone=True)  # noqa: S106
NEXT_GENERATION = replace(
    RSA_2048,
    authentication=KeyFiles(certificate=0x000A, reference=0x0011, key=0x0017, full_tries=PIN_TRIES),
    token_label="JPKIAPICCTOKEN3",  # noqa: S106
    digest_info=b"",
    hash_name="sha384",
    digest_length=48,
    signature_length=96,
)
"""次期個人番号カード, a proposal. ECDSA on P-384 with SHA-384 and one PIN of four digits for all applications
are what the task force decided in March 2024; label and identifiers are ours, as none are public."""
LAYOUTS = (RSA_2048, ANDROID, IPHONE, NEXT_GENERATION)
"""Told apart by their token labels; application and file of the label are the same for all."""
