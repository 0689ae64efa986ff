"""Every device is asked whether it could serve a visit, by the drivers that would serve it. Nothing moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext

from kiosk.app.drivers import page_printer, receipt_printer
from kiosk.app.operations.findings import Finding, Level
from kiosk.app.peers import ConfiguredPeers, Peers
from kiosk.app.simulator import find
from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreError
from kiosk.config.errors import SettingsError
from kiosk.config.settings import Settings
from kiosk.hardware.cash.bus import Bus
from kiosk.hardware.cash.bus_scan import ACCEPTOR, PAYOUT, VALIDATOR, BusDevice, scan
from kiosk.hardware.cash.note_validator import CATEGORIES
from kiosk.hardware.cash.protocol import CashFault
from kiosk.hardware.status import Detail, DeviceReport, DeviceStatus
from kiosk.rules.needed_devices import Device
from kiosk.runtime.clock import SystemClock
from kiosk.screens.i18n.languages import SOURCE_LANGUAGE
from kiosk.screens.i18n.words import Words
from kiosk.screens.messages.devices import DETAILS, STATUSES
from kiosk.tasks.error_mapping import centre_detail

ACCEPTOR_ADDRESS = 2
"""Where the coin acceptor is (ccTalk Generic Specification 4.7, part 3)."""


def peers_of(settings: Settings) -> AbstractContextManager[Peers]:
    """What the terminal's wires lead to; simulated ends are there while it is entered.

    Raises SettingsError when a part is simulated and no simulator is installed.
    """
    if not settings.simulated_parts:
        return nullcontext(ConfiguredPeers(settings))
    simulator = find()
    if simulator is None:
        parts = ", ".join(settings.simulated_parts)
        raise SettingsError(f"no simulator is installed, and simulated is {parts}")
    return simulator.peers(settings)


def devices(settings: Settings, peers: Peers, *, runs: bool) -> Iterator[Finding]:
    """A line for each device. While the terminal `runs` the cash unit is its own: a bus has one master."""
    checks: tuple[tuple[Device, Callable[[Settings, Peers], Finding]], ...] = (
        (Device.CARD_READER, _reader),
        (Device.PAGE_PRINTER, _page_printer),
        (Device.RECEIPT_PRINTER, _receipt_printer),
        (Device.CASH_UNIT, _cash_unit),
        (Device.CENTRE, _centre),
    )
    for device, check in checks:
        if runs and device is Device.CASH_UNIT:
            text = "not asked: the terminal is running, and has the bus"
            yield Finding("devices", Level.FINE, text, device.value)
            continue
        try:
            yield check(settings, peers)
        except SettingsError as error:
            yield Finding("devices", Level.FAULT, "; ".join(error.problems), device.value)


def in_words(status: str, detail: str) -> str:
    """A device's status as maintenance mode words it, in English."""
    words = Words(SOURCE_LANGUAGE)
    said = words.of(STATUSES[status][1])
    return f"{said}: {words.of(DETAILS[detail])}" if detail else said


def _finding(device: Device, report: DeviceReport) -> Finding:
    level = Level.FAULT
    if report.can_serve:
        level = Level.FINE if report.detail is Detail.NONE else Level.WARNING
    facts: dict[str, object] = {"status": report.status.value, "detail": report.detail.value}
    return Finding("devices", level, in_words(report.status, report.detail), device.value, facts)


def _reader(settings: Settings, peers: Peers) -> Finding:
    return _finding(Device.CARD_READER, peers.card_reader().status())


def _page_printer(settings: Settings, peers: Peers) -> Finding:
    has_backs = settings.centre.sealing_key is not None
    report = page_printer(settings, peers, has_backs=has_backs).readiness()
    return _finding(Device.PAGE_PRINTER, report.device)


def _receipt_printer(settings: Settings, peers: Peers) -> Finding:
    clock = SystemClock()
    printer = receipt_printer(settings, peers, monotonic=clock.monotonic, wait=clock.wait)
    return _finding(Device.RECEIPT_PRINTER, printer.report())


def wanted_on_the_bus(settings: Settings) -> dict[int, str]:
    """Address and category of every device that the settings name."""
    cash = settings.cash
    wanted = {ACCEPTOR_ADDRESS: ACCEPTOR} | dict.fromkeys(cash.hoppers.values(), PAYOUT)
    return wanted | ({cash.notes: VALIDATOR} if cash.notes else {})


def _cash_unit(settings: Settings, peers: Peers) -> Finding:
    wanted, device = wanted_on_the_bus(settings), Device.CASH_UNIT
    try:
        found = {each.address: each for each in scan(Bus(peers.cash_port(), echo=settings.cash.echo), wanted)}
    except CashFault as error:
        return Finding("devices", Level.FAULT, str(error), device.value)
    compared = (_wrong(found.get(address), address, category) for address, category in wanted.items())
    wrong = list(filter(None, compared))
    if wrong:
        return Finding("devices", Level.FAULT, "; ".join(wrong), device.value)
    return Finding("devices", Level.FINE, f"all {len(wanted)} devices answer on the bus", device.value)


def _wrong(found: BusDevice | None, address: int, category: str) -> str:
    if found is None:
        return f"no answer from address {address} ({category})"
    known = CATEGORIES if category == VALIDATOR else (category,)
    if found.category not in known:
        return f"address {address} is a {found.category or 'device without a category'}, not a {category}"
    return ""


def _centre(settings: Settings, peers: Peers) -> Finding:
    address, device = peers.centre(), Device.CENTRE
    own = settings.centre
    client = CentreClient(address.url, address.files, own.connect_timeout, own.read_timeout)
    try:
        count = len(client.municipalities())
    except CentreError as error:
        text = f"{in_words(DeviceStatus.OFFLINE, centre_detail(error))} ({type(error).__name__}: {error})"
        return Finding("devices", Level.FAULT, text, device.value)
    finally:
        client.close()
    text = f"answers; {count} municipalities take part"
    return Finding("devices", Level.FINE, text, device.value, {"municipalities": count})
