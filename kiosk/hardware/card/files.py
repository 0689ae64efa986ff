"""Selecting and reading the files of the application that is selected on a card."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.hardware.card import apdu
from kiosk.hardware.card.apdu import SW, Channel, Response
from kiosk.hardware.card.protocol import CardFault


class Files:
    """Files by their EF identifier. Every method raises CardFault, CardRemoved or ReaderFault."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def select(
        self, identifier: int, what: str, if_missing: Callable[[str], Exception] | None = None
    ) -> None:
        """Make a file, a PIN or a key the current one; `if_missing` makes the error when it is not there."""
        response = self._channel.send(apdu.select_file(identifier))
        if response.sw == SW.FILE_NOT_FOUND and if_missing is not None:
            raise if_missing(f"{what} is missing")
        expect_ok(response, f"SELECT of {what}")

    def read(self, offset: int, length: int) -> bytes:
        """Read at most `length` bytes (1 to 256) of the current file, at least one."""
        response = self._channel.send(apdu.read_binary(offset, length))
        expect_ok(response, "READ BINARY")
        if not response.data:
            raise CardFault(response.sw, "READ BINARY gave nothing")
        return response.data

    def certificate(self) -> bytes:
        """Read the current file as a certificate: exactly its DER, without the filler behind it."""
        content = bytearray(self.read(0, apdu.READ_LIMIT))
        length = _der_length(bytes(content[:6]))
        while len(content) < length:
            content += self.read(len(content), min(length - len(content), apdu.READ_LIMIT))
        return bytes(content[:length])


def expect_ok(response: Response, what: str) -> None:
    """Raise CardFault unless the card answered 9000; `what` names the command."""
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
