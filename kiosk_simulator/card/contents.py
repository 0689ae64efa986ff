"""What is written into a software card when it is issued, and the resulting files."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk_simulator.card.schemes import CardKey

SIGNATURE_CERTIFICATE = 0x0001
"""EF identifier of the one file that needs a password."""

AUTHENTICATION_CERTIFICATE = 0x000A
"""EF identifier of the certificate that a smartphone shows only after its PIN."""
SMARTPHONE_LABELS = frozenset({"JPKIAPGPSETOKEN", "JPKIAPIOSTOKEN"})

_FILLER = b"\xff" * 32


@dataclass(frozen=True)
class CardContents:
    """What is written into a card when it is issued. A certificate of None is left out.

    `token_label` and `serial_number` (16 digits) are those of EF 0006; `has_jpki` False makes another kind of
    card, `has_pin` False one for face authentication, without PIN and password, `merged_pin` one with a PIN
    for all applications (0011) in place of 0018; `damaged` makes a chip that fails its self-test; `reset_key`
    (16 bytes) is shared with the issuer for resetting the signature password, None on a card without it. Keys
    and secrets are not shown in `repr`.
    """

    token_label: str = "JPKIAPICCTOKEN2"  # noqa: S105
    serial_number: str = "0000000020500003"
    has_jpki: bool = True
    has_pin: bool = True
    merged_pin: bool = False
    damaged: bool = False
    authentication_certificate: bytes | None = field(default=None, repr=False)
    authentication_key: CardKey | None = field(default=None, repr=False)
    authentication_ca: bytes = field(default=b"", repr=False)
    signature_certificate: bytes | None = field(default=None, repr=False)
    signature_key: CardKey | None = field(default=None, repr=False)
    signature_ca: bytes = field(default=b"", repr=False)
    pin: str = field(default="1234", repr=False)
    password: str = field(default="ABC123", repr=False)
    reset_key: bytes | None = field(default=None, repr=False)


def files_of(contents: CardContents) -> dict[int, bytes]:
    """Transparent EFs by identifier. Certificates are followed by filler bytes, as in real EFs."""
    signature, authentication = contents.signature_certificate, contents.authentication_certificate
    files = {
        0x0006: _token_information(contents.token_label, contents.serial_number),
        0x0008: bytes((0x8F if signature else 0x00, 0x8F if authentication else 0x00, 0x00)),
    }
    for identifier, certificate in (
        (SIGNATURE_CERTIFICATE, signature),
        (0x0002, contents.signature_ca),
        (AUTHENTICATION_CERTIFICATE, authentication),
        (0x000B, contents.authentication_ca),
    ):
        if certificate:
            files[identifier] = certificate + _FILLER
    return files


def _token_information(label: str, serial: str) -> bytes:
    """EF 0006: a CK_TOKEN_INFO in 160 bytes with the values of a test card."""
    head = label.encode().ljust(32) + b"1".rjust(32, b"0") + b"E16R01NJ".ljust(16) + serial.encode()
    counts = b"".join(value.to_bytes(4, "big") for value in (0x040D, 1, 0, 1, 0, 16, 6))
    return head + counts + b"\xff" * 16 + b"03" + b"01" + b"9" * 16
