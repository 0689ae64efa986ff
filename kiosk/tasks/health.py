"""Health: may a shopper be let in? Every device is asked before the card and before money."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreError
from kiosk.fsm.brief import Brief
from kiosk.fsm.events import DeviceChecked, Event, MunicipalitiesListed
from kiosk.fsm.notices import Notice
from kiosk.hardware.card.protocol import CardReader
from kiosk.hardware.cash.protocol import CashUnit
from kiosk.hardware.page_printer.protocol import PagePrinter
from kiosk.hardware.receipt_printer.protocol import ReceiptPrinter
from kiosk.hardware.status import DeviceReport, DeviceStatus
from kiosk.rules.hours.japan_time import is_plausible
from kiosk.rules.money import acceptable
from kiosk.tasks.issue import IssueTasks
from kiosk.tasks.notices import centre_notice, printer_notice

READER, PRINTER, RECEIPT, CASH, CENTRE = "card_reader", "printer", "receipt_printer", "cash_unit", "centre"

SILENT: dict[str, tuple[Event, ...]] = {
    device: (DeviceChecked(device, DeviceStatus.HARDWARE_ERROR, "silent", notice),)
    for device, notice in (
        (READER, Notice.READER_FAULT),
        (PRINTER, Notice.PRINTER_FAULT),
        (RECEIPT, Notice.RECEIPT_PRINTER_FAULT),
        (CASH, Notice.CASH_FAULT),
        (CENTRE, Notice.CENTRE_UNREACHABLE),
    )
}
"""What is said for a device whose check never came back."""


@dataclass(frozen=True, slots=True)
class HealthTasks:
    """One check for each device, each on its own worker. `cheapest` is the lowest fee in yen."""

    reader: CardReader
    printer: PagePrinter
    receipt_printer: ReceiptPrinter
    cash: CashUnit
    centre: CentreClient
    issue: IssueTasks
    denominations: tuple[int, ...]
    cheapest: int
    now: Callable[[], datetime]

    def check_reader(self, brief: Brief) -> tuple[Event, ...]:
        """Card reader, and the clock beside it: neither may be wrong."""
        if not is_plausible(self.now()):
            status = DeviceStatus.HARDWARE_ERROR
            return (DeviceChecked(READER, status, "clock", Notice.CLOCK_IMPLAUSIBLE),)
        report = self.reader.status()
        return (_checked(READER, report, None if report.can_serve else Notice.READER_FAULT),)

    def check_printer(self, brief: Brief) -> tuple[Event, ...]:
        """Page printer."""
        report = self.printer.report()
        return (_checked(PRINTER, report.device, printer_notice(report)),)

    def check_receipt_printer(self, brief: Brief) -> tuple[Event, ...]:
        """Receipt printer: without it money that cannot be paid out would leave no slip."""
        report = self.receipt_printer.report()
        return (_checked(RECEIPT, report, None if report.can_serve else Notice.RECEIPT_PRINTER_FAULT),)

    def check_cash(self, brief: Brief) -> tuple[Event, ...]:
        """Cash unit, and whether it could give change for the cheapest certificate."""
        report = self.cash.report()
        if not report.can_serve:
            return (_checked(CASH, report, Notice.CASH_FAULT),)
        charges = (0, self.cheapest)
        coins = acceptable(0, self.cheapest, charges, self.cash.stock(), self.denominations)
        if not coins:
            return (DeviceChecked(CASH, DeviceStatus.USER_ERROR, "changeShort", Notice.CHANGE_SHORT),)
        return (_checked(CASH, report, None),)

    def check_centre(self, brief: Brief) -> tuple[Event, ...]:
        """The issuing centre and who takes part; what it has not been told yet is told now."""
        try:
            municipalities = self.centre.municipalities()
        except CentreError as error:
            status = DeviceStatus.OFFLINE
            return (DeviceChecked(CENTRE, status, "unreachable", centre_notice(error)),)
        self.issue.report_outcomes()
        return (DeviceChecked(CENTRE, DeviceStatus.ONLINE), MunicipalitiesListed(municipalities))


def _checked(device: str, report: DeviceReport, notice: Notice | None) -> DeviceChecked:
    return DeviceChecked(device, report.status, report.detail, notice)
