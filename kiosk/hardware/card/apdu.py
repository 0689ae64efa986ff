"""Command and response APDUs (ISO/IEC 7816-4), short form only, which is all the JPKI application needs."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import IntEnum

from kiosk.hardware.card.protocol import CardConnection, CardFault, ReaderFault

TRAFFIC = 5
"""Log level for APDU bytes, below DEBUG: enabled by hand to investigate a misbehaving reader."""

logging.addLevelName(TRAFFIC, "TRAFFIC")
_log = logging.getLogger(__name__)

READ_LIMIT = 256
"""Maximum number of bytes that one short READ BINARY can return."""

MAX_OFFSET = 0x7FFF
"""READ BINARY offsets have 15 bits."""

_HEADER = 4
_MAX_DATA = 255
_MAX_CHAINED = 64
_SECRET_INSTRUCTIONS = frozenset({0x20, 0x24, 0x2C})  # VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER


class SW(IntEnum):
    """Status words that the driver interprets. 63Cx, 61xx and 6Cxx carry a count."""

    OK = 0x9000
    UNLIMITED_TRIES = 0x6300
    SECURITY_STATUS_NOT_SATISFIED = 0x6982
    AUTHENTICATION_METHOD_BLOCKED = 0x6983
    REFERENCE_DATA_BLOCKED = 0x6984  # a My Number Card's answer for a blocked PIN
    FILE_NOT_FOUND = 0x6A82
    REFERENCE_DATA_NOT_FOUND = 0x6A88
    WRONG_OFFSET = 0x6B00
    SELF_DIAGNOSIS_FAILED = 0x6F00


@dataclass(frozen=True, slots=True)
class Response:
    """Data and status word of a response. `repr` leaves the data out: it may be a certificate."""

    data: bytes
    sw: int

    @property
    def ok(self) -> bool:
        """True for 9000."""
        return self.sw == SW.OK

    def __repr__(self) -> str:
        return f"Response({len(self.data)} bytes, {self.sw:04X})"


def tries_of(sw: int) -> int | None:
    """Return the remaining tries in a 63Cx status word (0 to 15), or None for any other status word."""
    return sw & 0x0F if sw & 0xFFF0 == 0x63C0 else None


def command(cla: int, ins: int, p1: int, p2: int, data: bytes = b"", *, le: int | None = None) -> bytes:
    """Build a short command. `le` is the number of bytes expected, 1 to 256, or None for no data.

    Raises ValueError when a field does not fit the short form.
    """
    if len(data) > _MAX_DATA or (le is not None and not 1 <= le <= READ_LIMIT):
        raise ValueError(f"{len(data)} bytes out, {le} bytes in do not fit a short APDU")
    lc = bytes((len(data),)) if data else b""
    return bytes((cla, ins, p1, p2)) + lc + data + (b"" if le is None else bytes((le & 0xFF,)))


def select_application(aid: bytes) -> bytes:
    """SELECT by DF name, without FCI in the response."""
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
    """VERIFY without data: asks for the remaining tries and does not use one up."""
    return command(0x00, 0x20, 0x00, 0x80)


def verify(digits: bytearray) -> bytearray:
    """VERIFY with a PIN or password, in a buffer that the caller must wipe after use."""
    return with_secret(bytes((0x00, 0x20, 0x00, 0x80)), digits)


def with_secret(header: bytes, secret: bytearray) -> bytearray:
    """Append Lc and the secret (1 to 255 bytes) to a 4-byte header. The caller must `wipe` the result.

    The buffer is filled in place: concatenation or slicing would leave copies that cannot be wiped.
    Raises ValueError when header or secret have another length.
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
    """Overwrite a command that carried a secret in place."""
    for index in range(len(buffer)):
        buffer[index] = 0


def compute_signature(payload: bytes, length: int) -> bytes:
    """COMPUTE DIGITAL SIGNATURE over `payload` unchanged (P1=00), expecting `length` bytes."""
    return command(0x80, 0x2A, 0x00, 0x80, payload, le=length)


def has_le(apdu: bytes | bytearray) -> bool:
    """True if a short command expects response data (ISO 7816-3 cases 2 and 4)."""
    return len(apdu) == 5 or (len(apdu) > 5 and len(apdu) == apdu[4] + 6)


def masked(apdu: bytes | bytearray) -> str:
    """Return a command as hexadecimal for the log, or only its header if it carries a PIN or password.

    The length is left out as well, because it reveals the length of the password.
    """
    if len(apdu) > _HEADER and apdu[1] in _SECRET_INSTRUCTIONS:
        return f"{bytes(apdu[:_HEADER]).hex().upper()} **"
    return bytes(apdu).hex().upper()


class Channel:
    """Sends commands over a connection and handles 61xx and 6Cxx, which some readers pass on."""

    def __init__(self, connection: CardConnection) -> None:
        self._connection = connection
        self.exchanges = 0
        """Commands sent so far, those that fetch the rest of a response included."""

    def send(self, apdu: bytes | bytearray) -> Response:
        """Send one command and return the complete response, whatever its status word.

        Raises CardRemoved or ReaderFault from the connection, and CardFault if 61xx never ends.
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
        self.exchanges += 1
        answer = self._connection.transmit(apdu)
        if len(answer) < 2:
            raise ReaderFault(f"an answer of {len(answer)} bytes")
        if traced:
            # The response may be the certificate with its holder's name and address.
            _log.log(TRAFFIC, "card < %d bytes, %s", len(answer) - 2, answer[-2:].hex().upper())
        return Response(answer[:-2], int.from_bytes(answer[-2:], "big"))
