"""One connection to the simulated receipt printer: what is heard and sent on it, with models' quirks."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Container

from kiosk_simulator.receipt_printer.escpos_parser import Command, Parser
from kiosk_simulator.receipt_printer.faults import ReceiptPrinterFault

IN_ORDER = b"\x12"
"""The answer to every DLE EOT n of a printer with nothing to report."""
UNASKED = b"\x10\x00\x00\x0f"
"""Automatic status back of a printer with nothing to report (GS a)."""
IDLE = 0.05
"""Seconds without a command after which a printer that DROPS ends its connection."""
_STREAM = IN_ORDER * 16
_STREAM_INTERVAL = 0.002


class Connection:
    """Reads commands from a client, and sends what the printer answers.

    `faults` are the printer's, as they are now. `now` is a clock in seconds: for `deaf_seconds` after its
    beginning the connection hears nothing if the printer is DEAF_AT_FIRST.
    """

    def __init__(
        self,
        line: socket.socket,
        faults: Callable[[], Container[ReceiptPrinterFault]],
        now: Callable[[], float],
        deaf_seconds: float,
    ) -> None:
        # Otherwise Nagle's algorithm delays the second of two answers in a row by 40 ms.
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._line = line
        self._faults = faults
        self._now = now
        self._hears_from = now() + deaf_seconds
        self._parser = Parser()
        self._ended = threading.Event()

    def serve(self, take: Callable[[Command, Callable[[bytes], None]], None]) -> None:
        """Hand each command to `take`, with the function that sends its answer, until the client has gone."""
        with contextlib.suppress(OSError):
            self.begin()
            self._drop_when_idle()
            while ReceiptPrinterFault.GONE not in self._faults() and (data := self._line.recv(65536)):
                if ReceiptPrinterFault.GONE in self._faults():
                    return
                self.hear(data, take)
                self._drop_when_idle()

    def hear(self, data: bytes, take: Callable[[Command, Callable[[bytes], None]], None]) -> None:
        """Hand the commands in these bytes to `take`, unless the printer hears nothing. Raises OSError."""
        self._stream()
        if ReceiptPrinterFault.DEAF_AT_FIRST in self._faults() and self._now() < self._hears_from:
            return
        for command in self._parser.feed(data):
            take(command, self.answer)

    def answer(self, data: bytes) -> None:
        """Send an answer, if the client is still there."""
        with contextlib.suppress(OSError):
            if ReceiptPrinterFault.UNASKED_STATUS in self._faults():
                self._line.sendall(UNASKED)
            self._line.sendall(data)

    def shut(self) -> None:
        """End the connection from this side."""
        self._ended.set()
        with contextlib.suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)

    def begin(self) -> None:
        """Send what comes unasked with a new connection. Raises OSError."""
        if ReceiptPrinterFault.UNASKED_STATUS in self._faults():
            self._line.sendall(UNASKED)

    def _drop_when_idle(self) -> None:
        self._line.settimeout(IDLE if ReceiptPrinterFault.DROPS in self._faults() else None)

    def _stream(self) -> None:
        """Send the byte that looks best, without end and without hearing anything."""
        while ReceiptPrinterFault.STREAM in self._faults() and not self._ended.is_set():
            self._line.sendall(_STREAM)
            self._ended.wait(_STREAM_INTERVAL)
