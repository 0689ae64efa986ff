"""The interface of a receipt printer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PIL import Image

from kiosk.hardware.status import DeviceError, DeviceReport

WIDTH = 576
"""Dots per line: 72 mm at 8 dots/mm on 80 mm paper."""


class ReceiptPrinterUnreachable(DeviceError):
    """The printer refused or broke the connection, or did not respond in time."""


class ReceiptPrinterNotReady(DeviceError):
    """The printer cannot print, for the reason in `report`."""

    def __init__(self, report: DeviceReport) -> None:
        super().__init__(f"the receipt printer is not ready: {report.status} {report.detail}".rstrip())
        self.report = report


class ReceiptPrinter(Protocol):
    """A printer for receipts."""

    def report(self) -> DeviceReport:
        """Return the current status. Never raises.

        `detail`: PAPER_OUT, PAPER_LOW (still ONLINE), COVER_OPEN, CUTTER, ERROR, OFFLINE, UNREACHABLE, SILENT
        (it carries out nothing) or UNKNOWN (what it sends is no answer).
        """

    def print_image(self, image: Image.Image, wanted: Callable[[], bool] = lambda: True) -> None:
        """Print and cut a 1-bit image up to 576 dots wide; return when it has come out.

        A printer that may still become ready is waited for while `wanted`, on any thread.
        Raises ReceiptPrinterNotReady before anything is printed, ReceiptPrinterUnreachable if it is
        uncertain whether the whole receipt came out, and ValueError for a wider image.
        """

    def print_text(self, lines: Sequence[tuple[str, int]], wanted: Callable[[], bool] = lambda: True) -> None:
        """Print and cut lines of (text, times the normal size: 1 or 2) in the printer's own characters.

        Waits and raises as `print_image` does; ValueError for a character that is not in cp932.
        """
