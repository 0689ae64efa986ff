"""The four real-time status bytes of ESC/POS (DLE EOT n).

python-escpos interprets an empty response as "paper adequate" and cannot detect an open cover, so the
bytes are decoded here: a byte that is not a valid status byte is an error.
"""

from __future__ import annotations

from kiosk.hardware.status import Detail, DeviceReport, DeviceStatus

STATUSES = (1, 2, 3, 4)
"""n of DLE EOT n: printer status, offline cause, error cause, paper sensor."""

OFFLINE = 0x08  # n = 1
COVER_OPEN, PAPER_END_STOP, ERROR = 0x04, 0x20, 0x40  # n = 2
CUTTER, UNRECOVERABLE, RECOVERABLE = 0x08, 0x20, 0x40  # n = 3
NEAR_END, PAPER_END = 0x0C, 0x60  # n = 4

_FIXED_BITS, _FIXED_VALUE = 0x93, 0x12


class NotAStatus(ValueError):
    """A byte whose fixed bits are not those of a real-time status."""


def request(number: int) -> bytes:
    """Return the bytes of DLE EOT n."""
    return bytes((0x10, 0x04, number))


def meaning(answers: tuple[int, int, int, int]) -> DeviceReport:
    """Return the most severe condition in the four bytes. Raises NotAStatus."""
    for answer in answers:
        if answer & _FIXED_BITS != _FIXED_VALUE:
            raise NotAStatus(f"0x{answer:02x} is no real-time status")
    printer, cause, error, paper = answers
    if cause & COVER_OPEN:
        return DeviceReport(DeviceStatus.USER_ERROR, Detail.COVER_OPEN)
    if paper & PAPER_END or cause & PAPER_END_STOP:
        return DeviceReport(DeviceStatus.HARDWARE_ERROR, Detail.PAPER_OUT)
    if error & CUTTER:
        return DeviceReport(DeviceStatus.HARDWARE_ERROR, Detail.CUTTER)
    if error & (UNRECOVERABLE | RECOVERABLE) or cause & ERROR:
        return DeviceReport(DeviceStatus.HARDWARE_ERROR, Detail.ERROR)
    if printer & OFFLINE:
        return DeviceReport(DeviceStatus.OFFLINE, Detail.OFFLINE)
    return DeviceReport(DeviceStatus.ONLINE, Detail.PAPER_LOW if paper & NEAR_END else Detail.NONE)
