"""Command and response APDUs (ISO/IEC 7816-4), short form only: the JPKI application needs no other."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import IntEnum

from kiosk.hardware.card.protocol import CardConnection, CardFault, ReaderFault

TRAFFIC = 5
"""Log level of APDU bytes, below DEBUG: switched on by hand for a reader that misbehaves."""

logging.addLevelName(TRAFFIC, "TRAFFIC")
_log = logging.getLogger(__name__)

READ_LIMIT = 256
"""Bytes one short READ BINARY can return."""

MAX_OFFSET = 0x7FFF
"""READ BINARY offsets have 15 bits."""

_HEADER = 4
_MAX_DATA = 255
_MAX_CHAINED = 64
_SECRET_INSTRUCTIONS = frozenset({0x20, 0x24, 0x2C})  # VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER


class SW(IntEnum):
    """Status words with a meaning for the driver. 63Cx, 61xx and 6Cxx carry a count."""

    OK = 0x9000
    UNLIMITED_TRIES = 0x6300
    SECURITY_STATUS_NOT_SATISFIED = 0x6982
    AUTHENTICATION_METHOD_BLOCKED = 0x6983
    REFERENCE_DATA_BLOCKED = 0x6984  # what a My Number Card says of a locked PIN
    FILE_NOT_FOUND = 0x6A82
    WRONG_OFFSET = 0x6B00
    SELF_DIAGNOSIS_FAILED = 0x6F00


@dataclass(frozen=True, slots=True)
class Response:
    """Data and status word of one answer. The data is kept out of `repr`: it may be a certificate."""

    data: bytes
    sw: int

    @property
    def ok(self) -> bool:
        """True for 9000."""
        return self.sw == SW.OK

    def __repr__(self) -> str:
        return f"Response({len(self.data)} bytes, {self.sw:04X})"


def tries_of(sw: int) -> int | None:
    """Return the tries left that a 63Cx status word carries (0 to 15), None for any other word."""
    return sw & 0x0F if sw & 0xFFF0 == 0x63C0 else None


def command(cla: int, ins: int, p1: int, p2: int, data: bytes = b"", *, le: int | None = None) -> bytes:
    """Build a short command. `le` is the number of bytes wanted, 1 to 256; None asks for no data.

    Raises ValueError when a field does not fit the short form.
    """
    if len(data) > _MAX_DATA or (le is not None and not 1 <= le <= READ_LIMIT):
        raise ValueError(f"{len(data)} bytes out, {le} bytes in do not fit a short APDU")
    lc = bytes((len(data),)) if data else b""
    return bytes((cla, ins, p1, p2)) + lc + data + (b"" if le is None else bytes((le & 0xFF,)))


def select_application(aid: bytes) -> bytes:
    """SELECT by DF name, no FCI wanted."""
    return command(0x00, 0xA4, 0x04, 0x0C, aid)


def select_file(identifier: int) -> bytes:
    """SELECT an EF, a PIN or a key under the current application by its two-byte identifier."""
    return command(0x00, 0xA4, 0x02, 0x0C, identifier.to_bytes(2, "big"))


def read_binary(offset: int, length: int) -> bytes:
    """READ BINARY of the current EF: `offset` 0 to 32767, `length` 1 to 256 bytes."""
    if not 0 <= offset <= MAX_OFFSET:
        raise ValueError(f"offset {offset} does not fit READ BINARY")
    return command(0x00, 0xB0, offset >> 8, offset & 0xFF, le=length)


def verify_query() -> bytes:
    """VERIFY without data: asks for the tries left and spends none."""
    return command(0x00, 0x20, 0x00, 0x80)


def verify(digits: bytearray) -> bytearray:
    """VERIFY with a PIN or password, in a buffer that the caller overwrites after use."""
    return with_secret(bytes((0x00, 0x20, 0x00, 0x80)), digits)


def with_secret(header: bytes, secret: bytearray) -> bytearray:
    """Put Lc and the secret (1 to 255 bytes) behind a 4-byte header; the caller `wipe`s the buffer.

    Filled in place: joining or slicing would leave copies that nobody can wipe.
    """
    if len(header) != _HEADER or not 1 <= len(secret) <= _MAX_DATA:
        raise ValueError("a header of 4 bytes and 1 to 255 bytes of data make a command")
    apdu = bytearray(_HEADER + 1 + len(secret))
    apdu[0:_HEADER] = header
    apdu[_HEADER] = len(secret)
    for index, code in enumerate(secret):
        apdu[_HEADER + 1 + index] = code
    return apdu


def wipe(buffer: bytearray) -> None:
    """Overwrite a command that carried a secret, in place."""
    for index in range(len(buffer)):
        buffer[index] = 0


def compute_signature(payload: bytes, length: int) -> bytes:
    """COMPUTE DIGITAL SIGNATURE over `payload` as it is (P1=00); an answer of `length` bytes is expected."""
    return command(0x80, 0x2A, 0x00, 0x80, payload, le=length)


def has_le(apdu: bytes | bytearray) -> bool:
    """True when a short command asks for data (ISO cases 2 and 4)."""
    return len(apdu) == 5 or (len(apdu) > 5 and len(apdu) == apdu[4] + 6)


def masked(apdu: bytes | bytearray) -> str:
    """Hexadecimal text for the log; of a command that carries a PIN or password the header alone.

    Not even its length is told: it is the password's.
    """
    if len(apdu) > _HEADER and apdu[1] in _SECRET_INSTRUCTIONS:
        return f"{bytes(apdu[:_HEADER]).hex().upper()} **"
    return bytes(apdu).hex().upper()


class Channel:
    """Sends commands over a connection and settles 61xx and 6Cxx, which some readers let through."""

    def __init__(self, connection: CardConnection) -> None:
        self._connection = connection

    def send(self, apdu: bytes | bytearray) -> Response:
        """Send one command and return the whole answer, whatever its status word.

        Raises CardRemoved or ReaderFault from the connection, and CardFault when 61xx never ends.
        """
        response = self._exchange(apdu)
        if response.sw >> 8 == 0x6C and has_le(apdu):
            response = self._exchange(bytes(apdu[:-1]) + bytes((response.sw & 0xFF,)))
        parts = [response.data]
        while response.sw >> 8 == 0x61:
            if len(parts) > _MAX_CHAINED:
                raise CardFault(response.sw, "GET RESPONSE never ends")
            response = self._exchange(bytes((0x00, 0xC0, 0x00, 0x00, response.sw & 0xFF)))
            parts.append(response.data)
        return Response(b"".join(parts), response.sw)

    def _exchange(self, apdu: bytes | bytearray) -> Response:
        traced = _log.isEnabledFor(TRAFFIC)
        if traced:
            _log.log(TRAFFIC, "card > %s", masked(apdu))
        answer = self._connection.transmit(apdu)
        if len(answer) < 2:
            raise ReaderFault(f"an answer of {len(answer)} bytes")
        if traced:
            # What a card answers may be the certificate with its holder's name and address.
            _log.log(TRAFFIC, "card < %d bytes, %s", len(answer) - 2, answer[-2:].hex().upper())
        return Response(answer[:-2], int.from_bytes(answer[-2:], "big"))
