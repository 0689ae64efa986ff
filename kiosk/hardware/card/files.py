"""Selecting and reading elementary files of the currently selected card application."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.hardware.card import apdu
from kiosk.hardware.card.apdu import SW, Channel, Response
from kiosk.hardware.card.protocol import CardFault

LEAST_PIECE = 64
"""Bytes of a READ BINARY on the slowest path that is known; most cards and readers give 256."""
SPARE_COMMANDS = 8


class NoCertificateThere(CardFault):
    """The file has something else in it, or only filler."""


class Files:
    """Access to files by EF identifier. Every method raises CardFault, CardRemoved or ReaderFault."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def select(
        self, identifier: int, what: str, if_missing: Callable[[str], Exception] | None = None
    ) -> None:
        """Select a file, a PIN or a key; `if_missing` builds the exception for one that does not exist."""
        response = self._channel.send(apdu.select_file(identifier))
        if response.sw == SW.FILE_NOT_FOUND and if_missing is not None:
            raise if_missing(f"{what} is missing")
        expect_ok(response, f"SELECT of {what}")

    def read(self, offset: int, length: int) -> bytes:
        """Read between one and `length` bytes (1 to 256) of the current file."""
        response = self._channel.send(apdu.read_binary(offset, length))
        expect_ok(response, "READ BINARY")
        if not response.data:
            raise CardFault(response.sw, "READ BINARY returned no data")
        return response.data

    def certificate(self) -> bytes:
        """Read the certificate in the current file: exactly its DER, without trailing padding.

        The card may answer in pieces, but not in so small ones that more commands are needed than for pieces
        of LEAST_PIECE bytes.
        """
        begun = self._channel.exchanges
        content = bytearray(self.read(0, apdu.READ_LIMIT))
        length = _der_length(bytes(content[:6]))
        budget = SPARE_COMMANDS + 2 * -(-length // LEAST_PIECE)  # each piece may take a GET RESPONSE
        while len(content) < length:
            if self._channel.exchanges - begun >= budget:
                raise CardFault(SW.OK, "the card answers in too small pieces")
            content += self.read(len(content), min(length - len(content), apdu.READ_LIMIT))
        return bytes(content[:length])

    def begins_with(self, content: bytes) -> bool:
        """Whether the current file begins as `content` does, as far as one READ BINARY goes (256 bytes)."""
        expected = content[: apdu.READ_LIMIT]
        begun = self._channel.exchanges
        found = bytearray()
        while len(found) < len(expected):
            if self._channel.exchanges - begun >= SPARE_COMMANDS:
                raise CardFault(SW.OK, "the card answers in too small pieces")
            found += self.read(len(found), len(expected) - len(found))
        return bool(expected) and found[: len(expected)] == expected


def expect_ok(response: Response, what: str) -> None:
    """Raise CardFault unless the status word is 9000; `what` names the command."""
    if not response.ok:
        raise CardFault(response.sw, what)


def _der_length(head: bytes) -> int:
    """Return the total length in bytes of the DER SEQUENCE that starts with `head`.

    Raises NoCertificateThere unless it is a SEQUENCE, CardFault unless that lies within reach of READ BINARY.
    """
    if len(head) < 2 or head[0] != 0x30:
        raise NoCertificateThere(SW.OK, "the certificate is not DER")
    octets = head[1] & 0x7F if head[1] & 0x80 else 0
    if head[1] == 0x80 or octets > 2 or len(head) < 2 + octets:
        raise CardFault(SW.OK, "the certificate's length is not DER")
    body = int.from_bytes(head[2 : 2 + octets], "big") if octets else head[1]
    if 2 + octets + body > apdu.MAX_OFFSET:
        raise CardFault(SW.OK, "the certificate is longer than a file can be")
    return 2 + octets + body
