"""Interprets printer-state and printer-state-reasons (RFC 8011, 5.4.11 and 5.4.12).

A reason ends in -report, -warning or -error. Printers grade a jam or an empty tray differently
(ippeveprinter reports media-empty-report while it is idle), so a condition that prevents printing
counts at every grade and without one: the terminal would rather refuse an order than owe a sheet. A
machine that grades one empty tray of several as -report needs `trust_reports`.

Any other reason is a fault with -error only. Without a suffix it is often mere information
(`connecting-to-device`, `cups-waiting-for-job-completed`); what prevents printing also stops the printer.
"""

from __future__ import annotations

from kiosk.hardware.page_printer.protocol import PrinterReport
from kiosk.hardware.status import Detail, DeviceStatus, Paper

IDLE, PROCESSING, STOPPED = 3, 4, 5

_SEVERITIES = ("-report", "-warning", "-error")

# Worst first: the first condition that applies determines the report.
_BLOCKING: tuple[tuple[str, Detail, DeviceStatus], ...] = (
    ("media-jam", Detail.PAPER_JAM, DeviceStatus.HARDWARE_ERROR),
    ("cover-open", Detail.COVER_OPEN, DeviceStatus.USER_ERROR),
    ("door-open", Detail.COVER_OPEN, DeviceStatus.USER_ERROR),
    ("interlock-open", Detail.COVER_OPEN, DeviceStatus.USER_ERROR),
    ("input-tray-missing", Detail.TRAY_MISSING, DeviceStatus.USER_ERROR),
    ("media-empty", Detail.PAPER_OUT, DeviceStatus.HARDWARE_ERROR),
    ("media-needed", Detail.PAPER_OUT, DeviceStatus.HARDWARE_ERROR),
    ("toner-empty", Detail.TONER_EMPTY, DeviceStatus.HARDWARE_ERROR),
    ("marker-supply-empty", Detail.TONER_EMPTY, DeviceStatus.HARDWARE_ERROR),
    ("output-area-full", Detail.OUTPUT_FULL, DeviceStatus.USER_ERROR),
    ("output-tray-missing", Detail.TRAY_MISSING, DeviceStatus.USER_ERROR),
    ("developer-empty", Detail.ERROR, DeviceStatus.HARDWARE_ERROR),
    ("marker-waste-full", Detail.ERROR, DeviceStatus.HARDWARE_ERROR),
    ("fuser-over-temp", Detail.FUSER, DeviceStatus.HARDWARE_ERROR),
    ("fuser-under-temp", Detail.FUSER, DeviceStatus.HARDWARE_ERROR),
    ("opc-life-over", Detail.DRUM, DeviceStatus.HARDWARE_ERROR),
    ("shutdown", Detail.SHUTDOWN, DeviceStatus.OFFLINE),
    ("paused", Detail.PAUSED, DeviceStatus.OFFLINE),
    ("moving-to-paused", Detail.PAUSED, DeviceStatus.OFFLINE),
    ("stopped-partly", Detail.STOPPED, DeviceStatus.HARDWARE_ERROR),
    ("timed-out", Detail.STOPPED, DeviceStatus.OFFLINE),
)
_HINTS = (
    ("media-low", Detail.PAPER_LOW),
    ("toner-low", Detail.TONER_LOW),
    ("marker-supply-low", Detail.TONER_LOW),
)


def severity(reason: str) -> tuple[str, str]:
    """Return (condition, "report" | "warning" | "error" | "") of one reason."""
    for suffix in _SEVERITIES:
        if reason.endswith(suffix):
            return reason.removesuffix(suffix), suffix[1:]
    return reason, ""


def report_of(
    state: object, reasons: tuple[str, ...], *, accepting: object = True, trust_reports: bool = False
) -> PrinterReport:
    """Return the report for a printer's state and reasons. An unknown state or error is never ONLINE.

    With `trust_reports`, reasons graded -report are ignored.
    """
    reported = tuple(reason for reason in reasons if reason != "none")
    graded = [severity(reason) for reason in reported]
    active = {condition for condition, grade in graded if grade != "report" or not trust_reports}
    paper = _paper(active)
    for condition, detail, status in _BLOCKING:
        if condition in active:
            return PrinterReport(status, paper, reported, detail)
    if state == STOPPED:
        return PrinterReport(DeviceStatus.HARDWARE_ERROR, paper, reported, Detail.STOPPED)
    if any(grade == "error" and condition not in dict(_HINTS) for condition, grade in graded):
        return PrinterReport(DeviceStatus.HARDWARE_ERROR, paper, reported, Detail.ERROR)
    if state not in (IDLE, PROCESSING):
        return PrinterReport(DeviceStatus.HARDWARE_ERROR, Paper.UNKNOWN, reported, Detail.UNKNOWN)
    if accepting is not True:
        return PrinterReport(DeviceStatus.OFFLINE, paper, reported, Detail.NOT_ACCEPTING)
    detail = next((detail for condition, detail in _HINTS if condition in active), Detail.NONE)
    status = DeviceStatus.BUSY if state == PROCESSING else DeviceStatus.ONLINE
    return PrinterReport(status, paper, reported, detail)


def _paper(active: set[str]) -> Paper:
    if "media-jam" in active:
        return Paper.JAMMED
    if active & {"media-empty", "media-needed"}:
        return Paper.OUT
    return Paper.LOW if "media-low" in active else Paper.FULL
