"""Drivers of the printers as the settings want them, for a terminal and for whoever looks at its devices."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.app.peers import Peers
from kiosk.config.settings import Settings
from kiosk.hardware.page_printer.ipp import IppPrinter
from kiosk.hardware.page_printer.ipp_constants import ONE_SIDED, TWO_SIDED
from kiosk.hardware.receipt_printer.escpos_printer import EscposReceiptPrinter
from kiosk.net.trust import pinned_context


def sides_of(*, has_backs: bool) -> str:
    """What certificates need: both sides where their backs prove them."""
    return TWO_SIDED if has_backs else ONE_SIDED


def page_printer(settings: Settings, peers: Peers, *, has_backs: bool) -> IppPrinter:
    """The page printer, not yet connected. Raises SettingsError."""
    return IppPrinter(
        peers.printer_uri(),
        counts_sheets=settings.printer.counts_sheets,
        trust_reports=settings.printer.trust_reports,
        sides=sides_of(has_backs=has_backs),
        context=pinned_context(settings.printer.ca) if settings.printer.is_encrypted else None,
    )


def receipt_printer(
    settings: Settings, peers: Peers, *, monotonic: Callable[[], float], wait: Callable[[float], None]
) -> EscposReceiptPrinter:
    """The receipt printer, not yet connected. Raises SettingsError."""
    own = settings.receipt_printer
    return EscposReceiptPrinter(
        *peers.receipt_printer(),
        patience=own.patience, waits_when_deaf=True, confirms_ids=own.confirms_ids, profile=own.profile,
        monotonic=monotonic, wait=wait,
    )  # fmt: skip
