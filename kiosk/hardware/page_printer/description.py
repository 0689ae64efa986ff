"""What a printer says of itself: model and capabilities, for whoever sets a terminal up."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.hardware.page_printer.ipp import IppPrinter
from kiosk.hardware.page_printer.requirements import lacking

_ASKED = (
    "printer-make-and-model", "printer-info", "ipp-versions-supported", "document-format-supported",
    "sides-supported", "media-supported", "print-scaling-supported", "operations-supported",
)  # fmt: skip
_SHOWN = ("ipp-versions-supported", "document-format-supported", "sides-supported")


@dataclass(frozen=True, slots=True)
class PrinterDescription:
    """`capabilities` are attributes and their values; `lacks` those that a certificate needs more of."""

    model: str
    capabilities: tuple[tuple[str, tuple[str, ...]], ...]
    lacks: tuple[str, ...]


def describe(printer: IppPrinter, sides: str) -> PrinterDescription:
    """Ask the printer. Raises PrinterUnreachable, PrinterRefused."""
    found = printer.attributes(*_ASKED)
    models = found.texts("printer-make-and-model") or found.texts("printer-info")
    shown = tuple((name, found.texts(name)) for name in _SHOWN if found.texts(name))
    return PrinterDescription(models[0] if models else "", shown, lacking(found, sides))
