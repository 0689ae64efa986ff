"""The master's side of the ccTalk bus: one request, one reply, at most three tries.

A slave ignores a corrupted request, so a missing reply and a corrupted one are treated alike.
A request that moves coins is never repeated here: its driver must read the counters first.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from kiosk.hardware.cash.cctalk import HOST, Frame, FrameError, Header, decode, encode, frame_length
from kiosk.hardware.cash.protocol import CashFault, CashSilent

if TYPE_CHECKING:
    from serial import Serial

REPLY_TIMEOUT = 0.2
"""Seconds to wait for the first byte of a reply; most arrive within 10 ms."""
TRIES = 3


class Port(Protocol):
    """A serial line at 9600 8N1."""

    def write(self, data: bytes) -> None:
        """Send bytes."""

    def read(self, count: int, timeout: float) -> bytes:
        """Return up to `count` bytes; fewer when the line is silent for `timeout` seconds."""

    def discard(self) -> None:
        """Discard received bytes that have not been read."""


class Nak(CashFault):
    """The device refused the command."""


class Bus:
    """Master of one ccTalk line. Not thread-safe: one worker owns it."""

    def __init__(self, port: Port, *, echo: bool = False) -> None:
        """`echo`: the adapter uses one wire, so the host first reads back its own bytes."""
        self._port = port
        self._echo = echo

    def ask(
        self,
        address: int,
        header: Header,
        data: bytes = b"",
        *,
        tries: int = TRIES,
        length: int | None = None,
    ) -> bytes:
        """Send a command and return the data of the reply.

        A reply whose data is not `length` bytes long belongs to another request and is discarded.
        Raises Nak if the device refuses, and CashSilent if no valid reply arrives in `tries` attempts.
        """
        request = Frame(address, HOST, header, data)
        for _ in range(tries):
            with contextlib.suppress(FrameError):
                reply = self._exchange(request)
                if reply.header == Header.NAK:
                    raise Nak(f"ccTalk device {address} refused command {header.name}")
                if reply.header == Header.REPLY and length in (None, len(reply.data)):
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
    """A real serial device or a pty, through pyserial.

    It is opened at the first request and reopened after a failure, so that an adapter works again once
    it is plugged back in. Every method raises CashSilent if the port does not exist.
    """

    def __init__(self, name: str) -> None:
        """`name` is the device file or COM port, which is not opened yet."""
        self._name = name
        self._serial: Serial | None = None

    def write(self, data: bytes) -> None:
        with self._guarded() as port:
            port.write(data)

    def read(self, count: int, timeout: float) -> bytes:
        with self._guarded() as port:
            port.timeout = timeout
            return bytes(port.read(count))

    def discard(self) -> None:
        with self._guarded() as port:
            port.reset_input_buffer()

    def close(self) -> None:
        """Release the device; the next request opens it again."""
        if self._serial is not None:
            self._serial.close()
            self._serial = None

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[Serial]:
        import serial

        try:
            if self._serial is None:
                self._serial = serial.Serial(self._name, 9600, timeout=REPLY_TIMEOUT, write_timeout=1.0)
            yield self._serial
        except _gone_errors() as error:
            self.close()
            raise CashSilent("the serial port of the cash unit is gone") from error


def _gone_errors() -> tuple[type[Exception], ...]:
    """What a missing port raises: pyserial's own errors are OSErrors, but flushing raises termios.error."""
    try:
        import termios
    except ImportError:  # no such module on Windows
        return (OSError,)
    return (OSError, termios.error)
