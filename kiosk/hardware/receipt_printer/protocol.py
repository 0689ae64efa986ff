"""What the terminal knows of a receipt printer."""

from __future__ import annotations

from typing import Protocol

from PIL import Image

from kiosk.hardware.status import DeviceError, DeviceReport

WIDTH = 576
"""Dots of a line: 72 mm at 8 dots/mm on 80 mm paper."""


class ReceiptPrinterUnreachable(DeviceError):
    """The printer took no connection, broke it, or did not answer in time."""


class ReceiptPrinterNotReady(DeviceError):
    """The printer says why it cannot print; `report` holds it."""

    def __init__(self, report: DeviceReport) -> None:
        super().__init__(f"the receipt printer is not ready: {report.status} {report.detail}".rstrip())
        self.report = report


class ReceiptPrinter(Protocol):
    """A printer of slips."""

    def report(self) -> DeviceReport:
        """Return the status now; never raises.

        `detail`: PAPER_OUT, PAPER_LOW (still ONLINE), COVER_OPEN, CUTTER, ERROR, OFFLINE or UNREACHABLE.
        """

    def print_image(self, image: Image.Image) -> None:
        """Print and cut a 1-bit image up to 576 dots wide; return when it is out.

        Raises ReceiptPrinterNotReady before anything is printed, ReceiptPrinterUnreachable when
        it is not certain that the whole slip came out, ValueError for a wider image.
        """
