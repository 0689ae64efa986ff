"""Driver of a thermal printer on TCP: slips as images, believed to be out only when the printer says so.

The printer's status is no proof of anything by itself: a line that repeats one good byte looks like a printer
in order. Ready is therefore what also carries out a command with a number that was never sent before, and a
slip is out when the printer has carried out that command behind it.
"""

from __future__ import annotations

import secrets
import string
import threading
import time
from collections.abc import Callable, Sequence
from enum import Enum

from PIL import Image

from kiosk.hardware.receipt_printer.escpos_library import cut
from kiosk.hardware.receipt_printer.protocol import WIDTH, ReceiptPrinterNotReady, ReceiptPrinterUnreachable
from kiosk.hardware.receipt_printer.raster import raster
from kiosk.hardware.receipt_printer.realtime_status import STATUSES, meaning, request
from kiosk.hardware.receipt_printer.session import ConnectionLost, Noise, Session, Unanswered
from kiosk.hardware.receipt_printer.text_mode import text
from kiosk.hardware.receipt_printer.transmissions import Kind, Transmission
from kiosk.hardware.status import Detail, DeviceReport, DeviceStatus

_INITIALISE = b"\x1b@"  # ESC @
_TRANSMIT_PAPER_STATUS = b"\x1dr\x01"  # GS r 1
_PAPER_END = 0x0C
_SET_PROCESS_ID = b"\x1d(H\x06\x0000"  # GS ( H, function 48: the response to a process ID
_ID_CHARACTERS = string.ascii_letters + string.digits

PAUSE = 1.0
"""Seconds between two questions to a printer that may still be deaf."""


class _End(Enum):
    """What the printer says behind a slip."""

    PRINTED = "printed"
    OUT_OF_PAPER = "out of paper"


class EscposReceiptPrinter:
    """One printer at `host`:`port`. Safe to use from several threads: it prints one receipt at a time.

    `timeout` is in seconds, for connecting and for each answer; `print_timeout` is in seconds, for printing a
    whole receipt. `patience` is in seconds on the clock `monotonic`: so long a connection may be silent
    before another is made. With `waits_when_deaf` a receipt waits as long as that for a printer that was just
    connected; `wait` sleeps between two questions then. `confirms_ids` is False for a printer without
    GS ( H; its answer to GS r then counts, which has no number.
    """

    def __init__(
        self,
        host: str,
        port: int = 9100,
        *,
        timeout: float = 1.5,
        print_timeout: float = 10.0,
        patience: float = 45.0,
        waits_when_deaf: bool = False,
        confirms_ids: bool = True,
        profile: str = "TM-T20II",
        monotonic: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._session = Session(host, port, timeout=timeout, patience=patience, monotonic=monotonic)
        self._timeout = timeout
        self._print_timeout = print_timeout
        self._waits_when_deaf = waits_when_deaf
        self._confirms_ids = confirms_ids
        self._profile = profile
        self._wait = wait
        self._lock = threading.Lock()

    def report(self) -> DeviceReport:
        """Return the current status; without a valid response it is not ONLINE."""
        try:
            with self._lock:
                return self._status()
        except Noise:
            return DeviceReport(DeviceStatus.OFFLINE, Detail.UNKNOWN)
        except ReceiptPrinterUnreachable:
            return DeviceReport(DeviceStatus.OFFLINE, Detail.UNREACHABLE)

    def answers(self) -> tuple[int, ...]:
        """The four bytes of its real-time status, in the order of `STATUSES`.

        Raises ReceiptPrinterUnreachable, which Noise and Unanswered are too.
        """
        with self._lock:
            return tuple(self._real_time(number) for number in STATUSES)

    def print_image(self, image: Image.Image, wanted: Callable[[], bool] = lambda: True) -> None:
        """Print and cut an image; return once the printer has processed it.

        A printer that was just connected is waited for while `wanted`. Raises ReceiptPrinterNotReady
        (nothing was printed), ReceiptPrinterUnreachable (it is unknown what came out, if anything), and
        ValueError for an image wider than 576 dots.
        """
        if image.width > WIDTH:
            raise ValueError(f"an image of {image.width} dots on {WIDTH}")
        self._print(raster(image), wanted)

    def print_text(self, lines: Sequence[tuple[str, int]], wanted: Callable[[], bool] = lambda: True) -> None:
        """Print and cut lines of (text, times the normal size: 1 or 2), as `print_image` does a picture.

        Raises ValueError for a character that is not in cp932 or is a control character.
        """
        self._print(text(lines), wanted)

    def _print(self, content: bytes, wanted: Callable[[], bool]) -> None:
        commands = _INITIALISE + content + cut(self._profile)
        with self._lock:
            ready = self._ready(wanted)
            if not ready.can_serve:
                raise ReceiptPrinterNotReady(ready)
            # A printer that has run out of paper does not get as far as the question behind the slip.
            if self._confirmation(commands, self._print_timeout) is _End.OUT_OF_PAPER:
                raise ReceiptPrinterUnreachable("the paper ended during the slip")

    def _ready(self, wanted: Callable[[], bool]) -> DeviceReport:
        while True:
            try:
                return self._status()
            except Unanswered:
                if not (self._waits_when_deaf and self._session.may_be_deaf and wanted()):
                    raise
            self._wait(PAUSE)

    def _status(self) -> DeviceReport:
        held = self._session.is_connected
        try:
            return self._status_now()
        except ConnectionLost:
            if not held:
                raise
        return self._status_now()  # printers drop a connection that was idle for long: no fault of this one

    def _status_now(self) -> DeviceReport:
        printer, cause, error, paper = (self._real_time(number) for number in STATUSES)
        report = meaning((printer, cause, error, paper))
        if report.can_serve:
            try:
                self._confirmation(b"", self._timeout)
            except Unanswered:
                # It says that it is ready and carries out nothing.
                return DeviceReport(DeviceStatus.OFFLINE, Detail.SILENT)
        return report

    def _real_time(self, number: int) -> int:
        def answer(sent: Transmission) -> int | None:
            return sent.data[0] if sent.kind is Kind.REAL_TIME else None

        return self._session.ask(request(number), answer, self._timeout, foreign=(Kind.STRAY, Kind.QUEUED))

    def _confirmation(self, commands: bytes, seconds: float) -> _End:
        """Send `commands` and a question that is queued behind them; return the printer's answer to it."""
        number = "".join(secrets.choice(_ID_CHARACTERS) for _ in range(4)).encode()
        question = commands
        if commands or not self._confirms_ids:
            question += _TRANSMIT_PAPER_STATUS
        if self._confirms_ids:
            question += _SET_PROCESS_ID + number

        def answer(sent: Transmission) -> _End | None:
            if sent.kind is Kind.QUEUED and commands and sent.data[0] & _PAPER_END == _PAPER_END:
                return _End.OUT_OF_PAPER
            if self._confirms_ids:
                return _End.PRINTED if sent.data == b'7"' + number + b"\0" else None
            return _End.PRINTED if sent.kind is Kind.QUEUED else None

        return self._session.ask(question, answer, seconds)
