"""The ccTalk bus as its master sees it: one request, one reply, at most three tries.

A slave answers a damaged request with silence, so silence and a damaged reply are treated alike.
A request that moves coins is never repeated here: its driver must read the counters first.
"""

from __future__ import annotations

import contextlib
from typing import Protocol

from kiosk.hardware.cash.cctalk import HOST, Frame, FrameError, Header, decode, encode, frame_length
from kiosk.hardware.cash.types import CashFault, CashSilent

REPLY_TIMEOUT = 0.2
"""Seconds for the first byte of a reply; most come within 10 ms."""
TRIES = 3


class Port(Protocol):
    """A serial line at 9600 8N1."""

    def write(self, data: bytes) -> None:
        """Send bytes."""

    def read(self, count: int, timeout: float) -> bytes:
        """Return up to `count` bytes; fewer when the line is silent for `timeout` seconds."""

    def discard(self) -> None:
        """Throw away what was received and not read."""


class Nak(CashFault):
    """The device refused the command."""


class Bus:
    """Master of one ccTalk line. Not thread-safe: one worker owns it."""

    def __init__(self, port: Port, *, echo: bool = False) -> None:
        """`echo`: a one-wire adapter on which the host reads back its own bytes first."""
        self._port = port
        self._echo = echo

    def ask(self, address: int, header: Header, data: bytes = b"", *, tries: int = TRIES) -> bytes:
        """Send a command and return the data of the reply.

        Raises Nak when the device refuses and CashSilent when no valid reply came in `tries`.
        """
        request = Frame(address, HOST, header, data)
        for _ in range(tries):
            with contextlib.suppress(FrameError):
                reply = self._exchange(request)
                if reply.header == Header.NAK:
                    raise Nak(f"ccTalk device {address} refused command {header.name}")
                if reply.header == Header.REPLY:
                    return reply.data
        raise CashSilent(f"ccTalk device {address} does not answer {header.name}")

    def _exchange(self, request: Frame) -> Frame:
        raw = encode(request)
        self._port.discard()
        self._port.write(raw)
        if self._echo and self._port.read(len(raw), REPLY_TIMEOUT) != raw:
            raise FrameError("the line did not echo the request")
        head = self._port.read(2, REPLY_TIMEOUT)
        if len(head) < 2:
            raise FrameError("silence")
        reply = decode(head + self._port.read(frame_length(head) - 2, REPLY_TIMEOUT))
        if (reply.destination, reply.source) != (HOST, request.destination):
            raise FrameError("a reply from another device")
        return reply


class SerialPort:
    """A real serial device or a pty, through pyserial."""

    def __init__(self, name: str) -> None:
        """Open the port called `name`; raises CashSilent when it cannot be opened."""
        import serial

        try:
            self._serial = serial.Serial(name, 9600, timeout=REPLY_TIMEOUT, write_timeout=1.0)
        except (serial.SerialException, OSError) as error:
            raise CashSilent("the serial port of the cash unit cannot be opened") from error

    def write(self, data: bytes) -> None:
        import serial

        try:
            self._serial.write(data)
        except (serial.SerialException, OSError) as error:
            raise CashSilent("the serial port of the cash unit is gone") from error

    def read(self, count: int, timeout: float) -> bytes:
        import serial

        self._serial.timeout = timeout
        try:
            return bytes(self._serial.read(count))
        except (serial.SerialException, OSError) as error:
            raise CashSilent("the serial port of the cash unit is gone") from error

    def discard(self) -> None:
        self._serial.reset_input_buffer()

    def close(self) -> None:
        """Release the device."""
        self._serial.close()
