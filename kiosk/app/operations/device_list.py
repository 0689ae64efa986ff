"""What is plugged in: as the settings need to name it, and what it says of itself."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

from kiosk.app.drivers import page_printer, receipt_printer, sides_of
from kiosk.app.operations.device_checks import in_words, wanted_on_the_bus
from kiosk.app.peers import Peers
from kiosk.config.errors import SettingsError
from kiosk.config.settings import Settings
from kiosk.hardware.card.pcsc import reader_names
from kiosk.hardware.card.protocol import ReaderFault
from kiosk.hardware.cash.bus import Bus
from kiosk.hardware.cash.bus_scan import ADDRESSES, scan
from kiosk.hardware.cash.protocol import CashFault
from kiosk.hardware.page_printer.description import describe
from kiosk.hardware.page_printer.protocol import PrinterRefused, PrinterUnreachable
from kiosk.hardware.receipt_printer.protocol import ReceiptPrinterUnreachable
from kiosk.runtime.clock import SystemClock

DISCOVERY_SECONDS = 3
"""How long printers are waited for that announce themselves."""


def readers(settings: Settings, peers: Peers) -> Iterator[str]:
    """PC/SC readers by the name that `reader.name` needs, and the configured one's status."""
    try:
        names = reader_names()
    except ReaderFault as error:
        yield f"PC/SC: no readers can be listed ({error}); is pcscd installed and running?"
    else:
        yield from (f'PC/SC reader "{name}"' for name in names)
        if not names:
            yield "PC/SC: the service runs, and no reader is plugged in"
    report = peers.card_reader().status()
    yield f"reader in use ({settings.reader.kind}): {in_words(report.status, report.detail)}"


def cash(settings: Settings, peers: Peers, *, runs: bool) -> Iterator[str]:
    """The devices on the ccTalk bus, and those of the settings that are not there."""
    yield f"ccTalk bus on {settings.cash.port}"
    if runs:
        yield "  not asked: the terminal is running, and has the bus; stop it first"
        return
    wanted = wanted_on_the_bus(settings)
    found = set()
    try:
        for each in scan(Bus(peers.cash_port(), echo=settings.cash.echo), sorted({*ADDRESSES, *wanted})):
            found.add(each.address)
            product = " ".join(filter(None, (each.manufacturer, each.product))) or "no product code"
            unused = "" if each.address in wanted else "; not in the settings"
            yield f"  address {each.address:3}: {each.category}, {product}, serial {each.serial}{unused}"
    except CashFault as error:
        yield f"  {error}"
        return
    for address, category in wanted.items():
        if address not in found:
            yield f"  address {address:3}: no answer, and the settings want a {category}"


def printers(settings: Settings, peers: Peers) -> Iterator[str]:
    """Printers that announce themselves (DNS-SD), and what the configured one is and can."""
    yield from _announced()
    sides = sides_of(has_backs=settings.centre.sealing_key is not None)
    printer = page_printer(settings, peers, has_backs=settings.centre.sealing_key is not None)
    yield f"page printer in use: {printer.uri}"
    try:
        found = describe(printer, sides)
    except (PrinterRefused, PrinterUnreachable) as error:
        yield f"  {error}"
        return
    yield f"  model: {found.model or 'not told'}"
    yield from (f"  {name}: {', '.join(values)}" for name, values in found.capabilities)
    if found.lacks:
        yield f"  it cannot print certificates, for lack of what they need in: {', '.join(found.lacks)}"


def _announced() -> Iterator[str]:
    program = shutil.which("ippfind")
    if program is None:
        yield "DNS-SD: printers are not looked for, ippfind (cups-ipp-utils) is not installed"
        return
    command = (program, "-T", str(DISCOVERY_SECONDS), "_ipp._tcp", "_ipps._tcp")
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        yield "DNS-SD: printers could not be looked for"
        return
    uris = [line for line in done.stdout.splitlines() if line.startswith("ipp")]
    yield from (f"DNS-SD printer {uri}" for uri in sorted(set(uris)))
    if not uris:
        yield "DNS-SD: no printer announces itself"


def receipts(settings: Settings, peers: Peers) -> Iterator[str]:
    """What the receipt printer answers, byte by byte and in words."""
    clock = SystemClock()
    printer = receipt_printer(settings, peers, monotonic=clock.monotonic, wait=clock.wait)
    host, port = peers.receipt_printer()
    yield f"receipt printer in use: {host}:{port}"
    try:
        raw = printer.answers()
    except ReceiptPrinterUnreachable as error:
        yield f"  no answer: {error}"
        return
    report = printer.report()
    yield f"  DLE EOT 1 to 4: {' '.join(f'{each:02x}' for each in raw)}"
    yield f"  {in_words(report.status, report.detail)}"


def everything(settings: Settings, peers: Peers, *, runs: bool) -> Iterator[str]:
    """All lines, device by device; what the settings do not name well is told in its place."""
    for part in (readers, printers, receipts):
        yield from _told(part(settings, peers))
    yield from _told(cash(settings, peers, runs=runs))


def _told(lines: Iterator[str]) -> Iterator[str]:
    try:
        yield from lines
    except SettingsError as error:
        yield from error.problems
