"""The JPKI application (公的個人認証AP) of a card: user-authentication certificate, PIN and signature.

There is no public specification of its APDUs; layout and status words follow what several
independent open programs found on real cards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.hardware.card import apdu
from kiosk.hardware.card.apdu import SW, Channel, Response
from kiosk.hardware.card.types import (
    CardConnection,
    CardFault,
    JukiCard,
    NoAuthenticationCertificate,
    NotAMyNumberCard,
    PinBlocked,
    PinRejected,
)
from kiosk.rules.pin import PIN_TRIES, Pin


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are on one generation of card. Identifiers are EF identifiers.

    `digest_info` precedes the `digest_length` bytes of the digest; the card pads the whole
    by PKCS #1 v1.5 and answers `signature_length` bytes.
    """

    application: bytes
    token_information: int
    certificates_present: int
    certificate: int
    pin: int
    key: int
    token_label: str
    superseded_label: str
    digest_info: bytes
    digest_length: int
    signature_length: int


RSA_2048 = Layout(
    application=bytes.fromhex("D392F000260100000001"),
    token_information=0x0006,
    certificates_present=0x0008,
    certificate=0x000A,
    pin=0x0018,
    key=0x0017,
    token_label="JPKIAPICCTOKEN2",  # noqa: S106 - a name printed in every card
    superseded_label="JPKIAPICCTOKEN",
    digest_info=bytes.fromhex("3031300D060960864801650304020105000420"),
    digest_length=32,
    signature_length=256,
)
"""Cards issued since 2016 (RSA-2048, SHA-256). The next generation becomes a second table."""

_LABEL_LENGTH = 32
_PRESENT = 0x8F


class JpkiCard:
    """One visit's conversation with the JPKI application over one connection. Retries no PIN."""

    def __init__(self, connection: CardConnection, layout: Layout = RSA_2048) -> None:
        self._channel = Channel(connection)
        self._layout = layout

    def select(self) -> None:
        """Select the application and make sure that this card can authenticate its holder.

        Raises NotAMyNumberCard, JukiCard, NoAuthenticationCertificate, CardFault, CardRemoved
        or ReaderFault. Must come before every other method.
        """
        select = apdu.select_application(self._layout.application)
        response = self._channel.send(select)
        if response.sw == SW.SELF_DIAGNOSIS_FAILED:
            # Some cards answer so to the first command after power-up, and never again.
            response = self._channel.send(select)
        if response.sw == SW.FILE_NOT_FOUND:
            raise NotAMyNumberCard("no JPKI application")
        _expect_ok(response, "SELECT of the application")
        label = self._token_label()
        if label == self._layout.superseded_label:
            raise JukiCard("token label of a Basic Resident Register card")
        if label != self._layout.token_label:
            raise NotAMyNumberCard("token label of another kind of token")
        self._require_certificate()

    def tries_left(self) -> int:
        """Ask the card how many wrong PINs it would still stand: 0 (blocked) to 15. Spends none."""
        self._select_file(self._layout.pin, "the PIN")
        response = self._channel.send(apdu.verify_query())
        tries = apdu.tries_of(response.sw)
        if tries is not None:
            return tries
        if response.sw in (SW.REFERENCE_DATA_BLOCKED, SW.AUTHENTICATION_METHOD_BLOCKED):
            return 0
        if response.sw in (SW.OK, SW.UNLIMITED_TRIES):
            # 9000: some cards say "already verified", which only a full counter can be.
            return PIN_TRIES
        raise CardFault(response.sw, "VERIFY without data")

    def authentication_certificate(self) -> bytes:
        """Read the user-authentication certificate: exactly its DER, without the filler behind it."""
        self._select_file(self._layout.certificate, "the certificate", NoAuthenticationCertificate)
        content = bytearray(self._read(0, apdu.READ_LIMIT))
        length = _der_length(bytes(content[:6]))
        while len(content) < length:
            content += self._read(len(content), min(length - len(content), apdu.READ_LIMIT))
        return bytes(content[:length])

    def verify_pin(self, pin: Pin) -> None:
        """Present the PIN once. The caller wipes `pin`; the command buffer is wiped here.

        Raises PinRejected(tries_left) or PinBlocked. After CardRemoved or ReaderFault the try may
        or may not be spent: ask `tries_left` again.
        """
        if pin.is_wiped:
            # Zeros would cost the holder one try.
            raise ValueError("this PIN is wiped already")
        self._select_file(self._layout.pin, "the PIN")
        command = apdu.verify(pin.ascii)
        try:
            sw = self._channel.send(command).sw
        finally:
            for index in range(len(command)):
                command[index] = 0
        if sw == SW.OK:
            return
        if sw in (SW.REFERENCE_DATA_BLOCKED, SW.AUTHENTICATION_METHOD_BLOCKED) or apdu.tries_of(sw) == 0:
            raise PinBlocked("the card's PIN is blocked")
        tries = apdu.tries_of(sw)
        if tries is None:
            raise CardFault(sw, "VERIFY")
        raise PinRejected(tries)

    def sign(self, digest: bytes) -> bytes:
        """Sign a SHA-256 digest (32 bytes) with the user-authentication key: PKCS #1 v1.5, 256 bytes.

        Raises CardFault(6982) when the PIN was not verified in this connection.
        """
        if len(digest) != self._layout.digest_length:
            raise ValueError(f"a digest of {len(digest)} bytes")
        self._select_file(self._layout.key, "the key")
        payload = self._layout.digest_info + digest
        response = self._channel.send(apdu.compute_signature(payload, self._layout.signature_length))
        _expect_ok(response, "COMPUTE DIGITAL SIGNATURE")
        if len(response.data) != self._layout.signature_length:
            raise CardFault(response.sw, f"a signature of {len(response.data)} bytes")
        return response.data

    def _token_label(self) -> str:
        self._select_file(self._layout.token_information, "the token information", NotAMyNumberCard)
        raw = self._read(0, _LABEL_LENGTH)[:_LABEL_LENGTH]
        return raw.decode("ascii", errors="replace").rstrip(" \0")

    def _require_certificate(self) -> None:
        """EF 0008: one byte for the signature certificate, one for the user-authentication certificate."""
        self._select_file(
            self._layout.certificates_present, "the list of certificates", NoAuthenticationCertificate
        )
        present = self._read(0, 3)
        if len(present) < 2 or present[1] != _PRESENT:
            raise NoAuthenticationCertificate("the card lists no user-authentication certificate")

    def _select_file(
        self, identifier: int, what: str, if_missing: Callable[[str], Exception] | None = None
    ) -> None:
        response = self._channel.send(apdu.select_file(identifier))
        if response.sw == SW.FILE_NOT_FOUND and if_missing is not None:
            raise if_missing(f"{what} is missing")
        _expect_ok(response, f"SELECT of {what}")

    def _read(self, offset: int, length: int) -> bytes:
        response = self._channel.send(apdu.read_binary(offset, length))
        _expect_ok(response, "READ BINARY")
        if not response.data:
            raise CardFault(response.sw, "READ BINARY gave nothing")
        return response.data


def _expect_ok(response: Response, what: str) -> None:
    if not response.ok:
        raise CardFault(response.sw, what)


def _der_length(head: bytes) -> int:
    """Return the length in bytes of the whole DER SEQUENCE that begins with `head`.

    Raises CardFault unless it is a certificate-like SEQUENCE that READ BINARY can reach.
    """
    if len(head) < 2 or head[0] != 0x30:
        raise CardFault(SW.OK, "the certificate is not DER")
    octets = head[1] & 0x7F if head[1] & 0x80 else 0
    if head[1] == 0x80 or octets > 2 or len(head) < 2 + octets:
        raise CardFault(SW.OK, "the certificate's length is not DER")
    body = int.from_bytes(head[2 : 2 + octets], "big") if octets else head[1]
    if 2 + octets + body > apdu.MAX_OFFSET:
        raise CardFault(SW.OK, "the certificate is longer than a file can be")
    return 2 + octets + body
