"""The simulated receipt printer: ESC/POS over TCP on loopback, slips as images."""

from __future__ import annotations

import socket
import socketserver
import threading
import time
from collections import deque
from collections.abc import Callable

from PIL import Image

from kiosk_simulator.receipt_printer.connection import Connection
from kiosk_simulator.receipt_printer.escpos_parser import LF, Command
from kiosk_simulator.receipt_printer.faults import ReceiptPrinterFault
from kiosk_simulator.receipt_printer.text_line import TextLine
from kiosk_simulator.servers.device import TcpDeviceServer

WIDTH = 576
LINE = 30
"""Dots that a line feed moves the paper."""
DEAF_SECONDS = 30.0
"""How long a printer that is DEAF_AT_FIRST hears nothing after each connection."""


_HOLDING = {
    ReceiptPrinterFault.PAPER_OUT,
    ReceiptPrinterFault.COVER_OPEN,
    ReceiptPrinterFault.CUTTER,
}
_INVERTED = bytes(byte ^ 0xFF for byte in range(256))
_Answer = Callable[[bytes], None]


class SimulatedReceiptPrinter:
    """A thermal printer on 127.0.0.1. `receipts` are the slips cut so far (1-bit, 576 wide, 255 = paper).

    With `fail_after_rows` the paper ends after that many further dot rows, in the middle of a slip.
    `knows_ids` False makes it a model without GS ( H. `now` is a clock in seconds.
    Callbacks are called from any thread.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        on_receipt: Callable[[Image.Image], None] | None = None,
        on_change: Callable[[], None] | None = None,
        knows_ids: bool = True,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.on_receipt = on_receipt
        self.on_change = on_change
        self.connections_made = 0
        self._knows_ids = knows_ids
        self._now = now
        self.fail_after_rows: int | None = None
        self._port = port
        self._faults: set[ReceiptPrinterFault] = set()
        self._receipts: list[Image.Image] = []
        self._rows: list[bytes] = []
        self._text = TextLine()
        self._waiting: deque[tuple[Command, _Answer]] = deque()
        self._lock = threading.RLock()
        self._connections: set[Connection] = set()
        self._server: TcpDeviceServer | None = None

    # --- for console and tests --------------------------------------------------------------------

    @property
    def address(self) -> tuple[str, int]:
        """(host, port) while it is started. Raises RuntimeError otherwise."""
        if self._server is None:
            raise RuntimeError("the simulated receipt printer is not started")
        return "127.0.0.1", self._server.port

    @property
    def connections(self) -> int:
        """Connections that are being served now."""
        with self._lock:
            return len(self._connections)

    @property
    def receipts(self) -> list[Image.Image]:
        """Slips in the outlet."""
        with self._lock:
            return list(self._receipts)

    def taken(self) -> list[Image.Image]:
        """Empty the outlet; returns its slips."""
        with self._lock:
            slips, self._receipts = self._receipts, []
        self._notify()
        return slips

    def wipe(self) -> None:
        """Forget all slips, also an unfinished one, and clear the buffer."""
        with self._lock:
            self._receipts.clear()
            self._rows.clear()
            self._waiting.clear()
        self._notify()

    @property
    def faults(self) -> frozenset[ReceiptPrinterFault]:
        """Faults that are currently set."""
        with self._lock:
            return frozenset(self._faults)

    def set_fault(self, fault: ReceiptPrinterFault) -> None:
        """Set a fault."""
        with self._lock:
            self._faults.add(fault)
        self._notify()

    def clear_fault(self, fault: ReceiptPrinterFault | None = None) -> None:
        """Clear one fault, or all; the printer then processes its buffer."""
        with self._lock:
            self._faults -= {fault} if fault else set(ReceiptPrinterFault)
        self._work()
        self._notify()

    def start(self) -> SimulatedReceiptPrinter:
        """Start listening; connections are accepted from now on."""
        printer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                printer._serve(self.request)

        self._server = TcpDeviceServer(("127.0.0.1", self._port), Handler)
        self._server.start("simulated receipt printer")
        return self

    def stop(self) -> None:
        """Close all connections and forget every slip."""
        if self._server is not None:
            self._server.stop()
            with self._lock:
                for connection in self._connections:
                    connection.shut()
            self._server = None
        self.wipe()

    def __enter__(self) -> SimulatedReceiptPrinter:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    # --- for the protocol -------------------------------------------------------------------------

    def _serve(self, line: socket.socket) -> None:
        connection = Connection(line, lambda: self._faults, self._now, DEAF_SECONDS)
        with self._lock:
            self.connections_made += 1
            self._connections.add(connection)
        try:
            connection.serve(self.take)
        finally:
            with self._lock:
                self._connections.discard(connection)

    def take(self, command: Command, answer: Callable[[bytes], None]) -> None:
        """Carry out a command, or keep it until nothing hinders; `answer` sends what is said to it."""
        if ReceiptPrinterFault.SILENT in self.faults:
            return
        if command.name == b"\x10\x04":  # real-time command: bypasses the buffer
            answer(bytes([self._status(command.data[0])]))
            return
        if ReceiptPrinterFault.STUCK in self.faults:
            return
        with self._lock:
            self._waiting.append((command, answer))
        self._work()

    def _status(self, number: int) -> int:
        faults = self.faults
        out, cover = ReceiptPrinterFault.PAPER_OUT in faults, ReceiptPrinterFault.COVER_OPEN in faults
        low, knife = ReceiptPrinterFault.PAPER_LOW in faults, ReceiptPrinterFault.CUTTER in faults
        raised = {
            1: 0x08 if out or cover or knife else 0,
            2: (0x20 if out else 0) | (0x04 if cover else 0) | (0x40 if knife else 0),
            3: 0x08 if knife else 0,
            4: 0x6C if out else 0x0C if low else 0,
        }
        return 0x12 | raised.get(number, 0)

    def _work(self) -> None:
        finished: list[Image.Image] = []
        with self._lock:
            while self._waiting and not self._faults & _HOLDING:
                command, answer = self._waiting.popleft()
                if slip := self._do(command, answer):
                    finished.append(slip)
        for slip in finished:
            if self.on_receipt is not None:
                self.on_receipt(slip)
            self._notify()

    def _do(self, command: Command, answer: _Answer) -> Image.Image | None:
        name, data = command.name, command.data
        if name == b"\x1dv0":
            self._raster(data)
        elif name == b"\x1bd":
            self._feed(data[0] * LINE)
        elif name == b"\x1bJ":
            self._feed(data[0])
        elif name == bytes([LF]):
            self._line_feed()
        elif self._text.take(command):
            return None
        elif name == b"\x1dr":
            answer(b"\x00" if ReceiptPrinterFault.PAPER_LOW not in self._faults else b"\x03")
        elif name == b"\x1d(H" and self._knows_ids:
            answer(b'7"' + data[4:8] + b"\x00")  # pL pH fn m, then the process ID
        elif name == b"\x1dV":
            return self._cut()
        return None

    def _raster(self, data: bytes) -> None:
        wide, high = int.from_bytes(data[1:3], "little"), int.from_bytes(data[3:5], "little")
        for row in range(high):
            self._row(data[5 + row * wide : 5 + (row + 1) * wide])

    def _row(self, dots: bytes) -> None:
        if self.fail_after_rows == 0:
            self.fail_after_rows = None
            self._faults.add(ReceiptPrinterFault.PAPER_OUT)
        if self.fail_after_rows is not None:
            self.fail_after_rows -= 1
        self._rows.append(dots[: WIDTH // 8].ljust(WIDTH // 8, b"\x00"))

    def _line_feed(self) -> None:
        printed = self._text.printed()
        for dots in printed:
            self._row(dots)
        self._feed(max(0, LINE - len(printed)))

    def _feed(self, dots: int) -> None:
        self._rows.extend([bytes(WIDTH // 8)] * dots)

    def _cut(self) -> Image.Image | None:
        rows, self._rows = self._rows, []
        if not rows:
            return None
        inverted = b"".join(rows).translate(_INVERTED)
        slip = Image.frombytes("1", (WIDTH, len(rows)), inverted)
        self._receipts.append(slip)
        return slip

    def _notify(self) -> None:
        if self.on_change is not None:
            self.on_change()
