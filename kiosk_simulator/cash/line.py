"""The serial line between bus master and simulated slaves: in process, or as a pseudo-terminal."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import threading
import tty
from collections.abc import Callable, Iterable
from typing import Protocol

from kiosk.hardware.cash.cctalk import Frame, FrameError, Header, decode, encode, frame_length
from kiosk_simulator.cash.devices import Refusal, Silence

PARTIAL_FRAME = 0.05
"""Seconds of silence after which a slave discards an incomplete frame."""


class Slave(Protocol):
    """A device on the bus."""

    address: int

    def answer(self, header: int, data: bytes) -> bytes:
        """Reply data; raises Silence or Refusal."""

    def transmit(self, reply: bytes) -> bytes:
        """What reaches the line of a reply: the reply itself, unless the device is ill."""


def reply_to(raw: bytes, slaves: Iterable[Slave]) -> bytes:
    """The bytes of the reply to the request `raw`: empty when no slave answers."""
    try:
        request = decode(raw)
    except FrameError:
        return b""  # slaves do not answer malformed requests
    for slave in slaves:
        if slave.address == request.destination:
            try:
                data = slave.answer(request.header, request.data)
            except Silence:
                return b""
            except Refusal:
                return slave.transmit(encode(Frame(request.source, slave.address, Header.NAK)))
            return slave.transmit(encode(Frame(request.source, slave.address, Header.REPLY, data)))
    return b""


class InProcessLine:
    """Implements the driver's `Port` in process; silence takes no time.

    `damage(number, request, reply)` returns the reply to exchange `number` (from 1) with bytes lost
    or corrupted, as by a bad cable.
    """

    def __init__(
        self,
        slaves: Iterable[Slave],
        echo: bool = False,
        damage: Callable[[int, bytes, bytes], bytes] | None = None,
    ) -> None:
        self._slaves = tuple(slaves)
        self._echo = echo
        self._damage = damage
        self._buffer = b""
        self.exchanges = 0

    def write(self, data: bytes) -> None:
        self.exchanges += 1
        reply = reply_to(data, self._slaves)
        if self._damage is not None:
            reply = self._damage(self.exchanges, data, reply)
        self._buffer += (data if self._echo else b"") + reply

    def read(self, count: int, timeout: float) -> bytes:
        taken, self._buffer = self._buffer[:count], self._buffer[count:]
        return taken

    def discard(self) -> None:
        self._buffer = b""


class PtyLine:
    """The same slaves behind a pseudo-terminal, which a driver opens as a serial port by `name`."""

    def __init__(self, slaves: Iterable[Slave]) -> None:
        self._slaves = tuple(slaves)
        self._master, self._slave = pty.openpty()
        tty.setraw(self._slave)
        self.name = os.ttyname(self._slave)
        self._wake_read, self._wake_write = os.pipe()
        self._thread = threading.Thread(target=self._serve, name="cctalk-pty", daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        buffer = b""
        while True:
            patience = PARTIAL_FRAME if buffer else None
            ready, _, _ = select.select([self._master, self._wake_read], [], [], patience)
            if self._wake_read in ready:
                return
            if not ready:
                buffer = b""
                continue
            with contextlib.suppress(OSError):
                buffer += os.read(self._master, 512)
            while len(buffer) >= 2 and len(buffer) >= frame_length(buffer):
                raw, buffer = buffer[: frame_length(buffer)], buffer[frame_length(buffer) :]
                os.write(self._master, reply_to(raw, self._slaves))

    def close(self) -> None:
        """Stop serving and close both ends."""
        os.write(self._wake_write, b"x")
        self._thread.join()
        for descriptor in (self._master, self._slave, self._wake_read, self._wake_write):
            os.close(descriptor)
