"""A simulated receipt printer without TCP: its answers are there when they are asked for, or never come.

Driver, printer and every byte between them are those of the wire. Silence takes its time on the clock of the
test, where a real line would make the test wait.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from kiosk.hardware.receipt_printer import session
from kiosk.runtime.clock import ManualClock
from kiosk_simulator.receipt_printer import connection
from kiosk_simulator.receipt_printer.connection import IDLE, Connection
from kiosk_simulator.receipt_printer.faults import ReceiptPrinterFault
from kiosk_simulator.receipt_printer.server import DEAF_SECONDS, SimulatedReceiptPrinter

BUFFER = 2 * session.LONGEST_NOISE
"""Bytes that the line holds: a printer that sends without end is held up then."""


class _PrinterEnd:
    """What the printer's side of a connection uses of a socket."""

    def __init__(self) -> None:
        self.sent = bytearray()

    def setsockopt(self, *_: int) -> None:
        """Nothing delays anything here."""

    def sendall(self, data: bytes) -> None:
        if len(self.sent) >= BUFFER:
            raise TimeoutError("nobody reads")
        self.sent += data


class _Line:
    """The driver's side. `recv` gives what was answered; without that its time-out passes."""

    def __init__(self, printer: SimulatedReceiptPrinter, clock: ManualClock) -> None:
        self._printer, self._clock = printer, clock
        self._far, self._patience = _PrinterEnd(), 0.0
        self._far_side = Connection(
            self._far,  # type: ignore[arg-type]  # what a connection uses of a socket
            lambda: printer.faults,
            clock.monotonic,
            DEAF_SECONDS,
        )
        self._asked = clock.monotonic()
        self._far_side.begin()

    def setsockopt(self, *_: int) -> None:
        """Nothing delays anything here."""

    def settimeout(self, seconds: float) -> None:
        self._patience = seconds

    def sendall(self, data: bytes) -> None:
        if self._is_over():
            raise ConnectionResetError
        self._asked = self._clock.monotonic()
        with contextlib.suppress(TimeoutError):
            self._far_side.hear(data, self._printer.take)

    def recv(self, most: int) -> bytes:
        if self._far.sent:
            taken = bytes(self._far.sent[:most])
            del self._far.sent[:most]
            return taken
        if self._is_over():
            return b""
        self._clock.advance(self._patience)
        raise TimeoutError

    def close(self) -> None:
        """Nothing is open."""

    def _is_over(self) -> bool:
        faults, idle = self._printer.faults, self._clock.monotonic() - self._asked
        drops = ReceiptPrinterFault.DROPS in faults and idle > IDLE
        return drops or ReceiptPrinterFault.GONE in faults


def answer_in_process(
    patch: pytest.MonkeyPatch,
    printer: Callable[[], SimulatedReceiptPrinter],
    clock: Callable[[], ManualClock],
) -> None:
    """Let every session with a receipt printer be one with `printer`, on `clock`, both as they are then."""

    def connect(_address: tuple[str, int], _timeout: float) -> _Line:
        return _Line(printer(), clock())

    patch.setattr(session, "socket", SimpleNamespace(**vars(socket) | {"create_connection": connect}))
    patch.setattr(session, "time", SimpleNamespace(monotonic=lambda: clock().monotonic()))
    patch.setattr(connection, "_STREAM_INTERVAL", 0.0)
