"""The simulated page printer: an IPP server on loopback in front of the engine."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from kiosk.hardware.page_printer.ipp_codec import IppMalformed, decode, encode
from kiosk.hardware.page_printer.ipp_constants import Operation
from kiosk.hardware.page_printer.ipp_message import Message
from kiosk_simulator.page_printer.engine import PrinterEngine, PrinterFault
from kiosk_simulator.page_printer.ipp_service import IppService
from kiosk_simulator.page_printer.quirks import SHIFT_JIS_PLACE, SHIFT_JIS_TEXT
from kiosk_simulator.servers.device import HttpDeviceServer
from kiosk_simulator.servers.dripping import Drip, drip

_LIMIT = 64 * 1024 * 1024
PATH = "/ipp/print"


class SimulatedPrinter(PrinterEngine):
    """An IPP printer on 127.0.0.1, for tests and QA.

    With `auto` a sheet is printed every `seconds_per_sheet`; without it, each `print_sheet()` prints one.
    `paper` sheets are in the tray. Sheets are kept in memory until `taken()` or `wipe()`; they are written
    to `directory` only if one is given. `on_change` is called after every change, from any thread.
    """

    def __init__(
        self,
        directory: Path | None = None,
        *,
        port: int = 0,
        auto: bool = True,
        seconds_per_sheet: float = 0.0,
        paper: int = 250,
        on_change: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(
            directory, auto=auto, seconds_per_sheet=seconds_per_sheet, paper=paper, on_change=on_change
        )
        self.slow_seconds = 30.0
        """Delay of a response under PrinterFault.SLOW."""
        self.drip: Drip | None = None
        """How answers are sent, if not at once; `drips_on` is the only operation of which, None for every."""
        self.drips_on: Operation | None = None
        self._port = port
        self.server: HttpDeviceServer | None = None
        """Listens while the printer is started."""

    @property
    def uri(self) -> str:
        """The printer's URI while it is started. Raises RuntimeError otherwise."""
        if self.server is None:
            raise RuntimeError("the simulated printer is not started")
        return f"ipp://127.0.0.1:{self.server.port}{PATH}"

    def start(self) -> SimulatedPrinter:
        """Start listening; connections are accepted from now on."""
        service = IppService(self)
        printer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = _body(self)
                if PrinterFault.SLOW in printer.faults:
                    printer.wait(printer.slow_seconds)
                if PrinterFault.GONE in printer.faults or printer.unanswered:
                    printer.unanswered = max(0, printer.unanswered - 1)
                    self.close_connection = True
                    return
                try:
                    request = decode(body)
                except IppMalformed:
                    self.send_error(400)
                    return
                answer = _encoded(service.answer(request, printer.uri))
                if request.code == Operation.PRINT_JOB and PrinterFault.ANSWER_LOST in printer.faults:
                    self.close_connection = True
                    return
                if printer.drip is not None and printer.drips_on in (None, request.code):
                    drip(self.wfile.write, printer.drip, answer, printer.wait)
                    self.close_connection = True
                    return
                self.send_response(200)
                self.send_header("Content-Type", "application/ipp")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: object) -> None:
                """Log nothing: requests contain documents."""

        class Server(HttpDeviceServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """Ignore clients that disconnect."""

        self.server = Server(("127.0.0.1", self._port), Handler)
        self.server.start("simulated printer server")
        self.start_worker()
        return self

    def stop(self) -> None:
        """Stop listening and printing, and forget every sheet."""
        self.stop_worker()
        if self.server is not None:
            self.server.stop()
            self.server = None
        self.wipe()

    def __enter__(self) -> SimulatedPrinter:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def _encoded(answer: Message) -> bytes:
    return encode(answer).replace(SHIFT_JIS_PLACE.encode(), SHIFT_JIS_TEXT)


def _body(request: BaseHTTPRequestHandler) -> bytes:
    """Read the body, with a length or in chunks (RFC 9112, 7.1)."""
    if request.headers.get("Transfer-Encoding", "").lower() != "chunked":
        return request.rfile.read(min(int(request.headers.get("Content-Length", 0)), _LIMIT))
    parts, total = [], 0
    while size := int(request.rfile.readline().split(b";")[0], 16):
        total += size
        if total > _LIMIT:
            raise ValueError("a body of more than 64 MiB")
        parts.append(request.rfile.read(size))
        request.rfile.readline()
    while request.rfile.readline().strip():
        pass  # trailer fields
    return b"".join(parts)
