"""Driver of a thermal printer on TCP: python-escpos as transport, receipts as images."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

from kiosk.hardware.receipt_printer.escpos_library import EscposError, Network
from kiosk.hardware.receipt_printer.protocol import WIDTH, ReceiptPrinterNotReady, ReceiptPrinterUnreachable
from kiosk.hardware.receipt_printer.realtime_status import STATUSES, NotAStatus, meaning, request
from kiosk.hardware.status import Detail, DeviceReport, DeviceStatus

_TRANSMIT_PAPER_STATUS = b"\x1dr\x01"  # GS r 1
_PAPER_END = 0x0C


class EscposReceiptPrinter:
    """One printer at `host`:`port`. Safe to use from several threads: it prints one receipt at a time.

    `timeout` is in seconds, for connecting and for each status byte; `print_timeout` is in seconds,
    for printing a whole receipt.
    """

    def __init__(
        self,
        host: str,
        port: int = 9100,
        *,
        timeout: float = 1.5,
        print_timeout: float = 10.0,
        profile: str = "TM-T20II",
    ) -> None:
        self._address = host, port
        self._timeout = timeout
        self._print_timeout = print_timeout
        self._profile = profile
        self._lock = threading.Lock()

    def report(self) -> DeviceReport:
        """Return the current status; without a valid response it is not ONLINE."""
        try:
            with self._lock, self._connected() as printer:
                return self._status(printer)
        except ReceiptPrinterUnreachable:
            return DeviceReport(DeviceStatus.OFFLINE, Detail.UNREACHABLE)

    def print_image(self, image: Image.Image) -> None:
        """Print and cut an image; return once the printer has processed it.

        Raises ReceiptPrinterNotReady (nothing was printed), ReceiptPrinterUnreachable (it is unknown
        what came out), and ValueError for an image wider than 576 dots.
        """
        if image.width > WIDTH:
            raise ValueError(f"an image of {image.width} dots on {WIDTH}")
        with self._lock, self._connected() as printer:
            ready = self._status(printer)
            if not ready.can_serve:
                raise ReceiptPrinterNotReady(ready)
            printer.hw("INIT")
            printer.image(image)
            printer.cut()
            # GS r is queued behind the image and the cut, so its response proves that both were
            # processed. A printer that has run out of paper does not respond.
            printer.device.settimeout(self._print_timeout)
            printer._raw(_TRANSMIT_PAPER_STATUS)
            if self._byte(printer) & _PAPER_END == _PAPER_END:
                raise ReceiptPrinterUnreachable("the paper ended during the slip")

    def _status(self, printer: Network) -> DeviceReport:
        answers = []
        for number in STATUSES:
            printer._raw(request(number))
            answers.append(self._byte(printer))
        try:
            return meaning((answers[0], answers[1], answers[2], answers[3]))
        except NotAStatus as error:
            raise ReceiptPrinterUnreachable(str(error)) from error

    @staticmethod
    def _byte(printer: Network) -> int:
        answer: bytes = printer.device.recv(1)
        if not answer:
            raise ReceiptPrinterUnreachable("the printer closed the connection")
        return answer[0]

    @contextmanager
    def _connected(self) -> Iterator[Network]:
        host, port = self._address
        printer = Network(host, port=port, timeout=self._timeout, profile=self._profile)
        try:
            printer.open()
            # Otherwise Nagle's algorithm delays each short command by 40 ms.
            printer.device.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            yield printer
        except (OSError, EscposError) as error:
            raise ReceiptPrinterUnreachable(f"the receipt printer: {type(error).__name__}") from error
        finally:
            printer.close()
