"""What a printer sends, told apart by its fixed bits (ESC/POS, "Identification of the transmission status").

A printer does not number its answers, and sends some things unasked: automatic status back (GS a), XON and
XOFF. Bits 0, 1, 4 and 7 of the first byte say what each is:

    0xx1xx10  one byte, the answer to DLE EOT n
    0xx1xx00  automatic status back, followed by three bytes 0xx0xxxx
    0xx1xx11  the header of a block that ends with NUL, such as the answer to GS ( H; or XOFF
    0xx1xx01  XON
    0xx0xxxx  one byte, the answer to GS r n
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a transmission is."""

    REAL_TIME = "DLE EOT n"
    QUEUED = "GS r n"
    UNASKED = "automatic status back"
    BLOCK = "block"
    FLOW_CONTROL = "XON or XOFF"
    STRAY = "nothing that a printer sends"


@dataclass(frozen=True, slots=True)
class Transmission:
    """`data` is the whole of it, with the header and NUL of a block."""

    kind: Kind
    data: bytes


LONGEST_BLOCK = 80
"""Bytes of the longest answer to a GS ( command that is known, header and NUL included."""

_KIND_BITS, _REAL_TIME, _UNASKED, _BLOCK = 0x93, 0x12, 0x10, 0x13
_ONE_BYTE_BITS = 0x90
_UNASKED_LENGTH = 4
_FLOW_CONTROL = (0x11, 0x13)


class Splitter:
    """Feed it bytes as they arrive; it returns each transmission once it is complete."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Transmission]:
        """Return the transmissions that `data` completes, in order."""
        self._buffer += data
        found: list[Transmission] = []
        while self._buffer and (next_one := self._first()) is not None:
            found.append(next_one)
            del self._buffer[: len(next_one.data)]
        return found

    def forget(self) -> None:
        """Drop what has begun and not ended: the line fell silent in the middle of it."""
        self._buffer.clear()

    def _first(self) -> Transmission | None:
        """What the buffer begins with; None while more bytes are needed to tell."""
        buffer = self._buffer
        first = buffer[0]
        if first in _FLOW_CONTROL:
            return self._taken(Kind.FLOW_CONTROL)
        bits = first & _KIND_BITS
        if bits == _REAL_TIME:
            return self._taken(Kind.REAL_TIME)
        if bits == _UNASKED:
            rest = buffer[1:_UNASKED_LENGTH]
            if any(byte & _ONE_BYTE_BITS for byte in rest):
                return self._taken(Kind.STRAY)
            return self._taken(Kind.UNASKED, _UNASKED_LENGTH) if len(rest) == _UNASKED_LENGTH - 1 else None
        if bits == _BLOCK:
            end = buffer.find(0, 1, LONGEST_BLOCK)
            if end > 0:
                return self._taken(Kind.BLOCK, end + 1)
            return self._taken(Kind.STRAY) if len(buffer) >= LONGEST_BLOCK else None
        return self._taken(Kind.STRAY if first & _ONE_BYTE_BITS else Kind.QUEUED)

    def _taken(self, kind: Kind, length: int = 1) -> Transmission:
        return Transmission(kind, bytes(self._buffer[:length]))
