"""Splits an ESC/POS byte stream into commands; data blocks are skipped by their length, never searched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

DLE, ESC, FS, GS, LF = 0x10, 0x1B, 0x1C, 0x1D, 0x0A

# Bytes that follow the two (or three) of the command itself, where the number is fixed.
_FIXED: dict[bytes, int] = {
    b"\x10\x04": 1,  # DLE EOT n
    b"\x10\x05": 1,  # DLE ENQ n
    b"\x10\x14": 3,  # DLE DC4 fn m t
    b"\x1b@": 0,
    b"\x1b2": 0,
    b"\x1b=": 1,
    b"\x1b?": 1,
    b"\x1b$": 2,
    b"\x1b\\": 2,
    b"\x1bp": 3,
    b"\x1bc": 2,
    b"\x1c.": 0,
    b"\x1c&": 0,
    b"\x1cS": 2,
    b"\x1dr": 1,
    b"\x1dL": 2,
    b"\x1dW": 2,
    b"\x1d$": 2,
    b"\x1d\\": 2,
    b"\x1dP": 2,
}


@dataclass(frozen=True, slots=True)
class Command:
    """`name` is the command's first bytes (or the single byte of a text character), `data` the rest."""

    name: bytes
    data: bytes = b""


class Parser:
    """Feed it bytes as they arrive; it yields each command once it is complete."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[Command]:
        """Yield the commands that `data` completes."""
        self._buffer += data
        while self._buffer:
            length = self._length()
            if length is None or len(self._buffer) < length[0] + length[1]:
                return
            head, rest = length
            command = Command(bytes(self._buffer[:head]), bytes(self._buffer[head : head + rest]))
            del self._buffer[: head + rest]
            yield command

    def _length(self) -> tuple[int, int] | None:
        """(bytes of the name, bytes of the data) of the command at the front; None while unknown."""
        buffer = self._buffer
        if buffer[0] not in (DLE, ESC, FS, GS):
            return 1, 0
        if len(buffer) < 2:
            return None
        name = bytes(buffer[:2])
        if name == b"\x1dv":  # GS v 0 m xL xH yL yH data
            return self._counted(
                3, 8, lambda b: int.from_bytes(b[4:6], "little") * int.from_bytes(b[6:8], "little")
            )
        if name == b"\x1b*":  # ESC * m nL nH data
            return self._counted(2, 5, lambda b: int.from_bytes(b[3:5], "little") * (3 if b[2] >= 32 else 1))
        if name in (b"\x1d(", b"\x1d8"):  # GS ( X pL pH …, GS 8 L p1 p2 p3 p4 …
            size = 2 if name == b"\x1d(" else 4
            return self._counted(3, 3 + size, lambda b: int.from_bytes(b[3 : 3 + size], "little"))
        if name == b"\x1dV":  # GS V m, GS V m n
            return self._counted(2, 3, lambda b: 0 if b[2] in (0, 1, 48, 49) else 1)
        if name == b"\x1bD":  # ESC D n1 … NUL
            end = buffer.find(0, 2)
            return None if end < 0 else (2, end - 1)
        return 2, _FIXED.get(name, 1)

    def _counted(self, name: int, head: int, count: Callable[[bytearray], int]) -> tuple[int, int] | None:
        if len(self._buffer) < head:
            return None
        return name, head - name + count(self._buffer)
