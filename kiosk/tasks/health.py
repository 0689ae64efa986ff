"""Health: what may begin? Every device is asked before the card and before money."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreError
from kiosk.fsm.events import Event
from kiosk.fsm.flow.operation import DeviceChecked, MunicipalitiesListed
from kiosk.fsm.reasons import Reason
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.card.protocol import CardReader
from kiosk.hardware.cash.protocol import CashFault, CashUnit
from kiosk.hardware.page_printer.protocol import PagePrinter
from kiosk.hardware.receipt_printer.protocol import ReceiptPrinter
from kiosk.hardware.status import Detail, DeviceReport, DeviceStatus
from kiosk.journal.faults import JournalFault
from kiosk.rules.hours.japan_time import is_plausible
from kiosk.rules.money import acceptable
from kiosk.rules.needed_devices import Device
from kiosk.tasks.certificates import CertificateTasks
from kiosk.tasks.error_mapping import centre_reason, printer_reason
from kiosk.tasks.journal_health import JOURNAL
from kiosk.tasks.payout import PayoutTasks

READER, PRINTER, RECEIPT, CASH, CENTRE = (
    Device.CARD_READER, Device.PAGE_PRINTER, Device.RECEIPT_PRINTER, Device.CASH_UNIT, Device.CENTRE,
)  # fmt: skip

SILENT: dict[str, tuple[Event, ...]] = {
    device: (DeviceChecked(device, DeviceStatus.HARDWARE_ERROR, Detail.SILENT, reason),)
    for device, reason in (
        (READER, Reason.READER_FAULT),
        (PRINTER, Reason.PRINTER_FAULT),
        (RECEIPT, Reason.RECEIPT_PRINTER_FAULT),
        (CASH, Reason.CASH_FAULT),
        (CENTRE, Reason.CENTRE_UNREACHABLE),
        (JOURNAL, Reason.JOURNAL_UNWRITABLE),
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
    payout: PayoutTasks
    centre: CentreClient
    certificates: CertificateTasks
    denominations: tuple[int, ...]
    cheapest: int
    now: Callable[[], datetime]

    def check_reader(self, context: TaskContext) -> tuple[Event, ...]:
        """Card reader, and the clock beside it: neither may be wrong."""
        if not is_plausible(self.now()):
            status = DeviceStatus.HARDWARE_ERROR
            return (DeviceChecked(READER, status, Detail.CLOCK, Reason.CLOCK_IMPLAUSIBLE),)
        report = self.reader.status()
        return (_checked(READER, report, None if report.can_serve else Reason.READER_FAULT),)

    def check_printer(self, context: TaskContext) -> tuple[Event, ...]:
        """Page printer, and whether it would take a certificate."""
        report = self.printer.readiness()
        return (_checked(PRINTER, report.device, printer_reason(report)),)

    def check_receipt_printer(self, context: TaskContext) -> tuple[Event, ...]:
        """Receipt printer: without it money that cannot be paid out would leave no slip."""
        report = self.receipt_printer.report()
        return (_checked(RECEIPT, report, None if report.can_serve else Reason.RECEIPT_PRINTER_FAULT),)

    def check_cash(self, context: TaskContext) -> tuple[Event, ...]:
        """Cash unit, and whether it could give change for the cheapest certificate."""
        with contextlib.suppress(CashFault):  # the report says what does not answer
            self.payout.catch_up()
        report = self.cash.report()
        if not report.can_serve:
            return (_checked(CASH, report, Reason.CASH_FAULT),)
        with contextlib.suppress(JournalFault):  # its own check tells
            self.payout.note_devices()
        charges = (0, self.cheapest)
        coins = acceptable(0, self.cheapest, charges, self.cash.payable(), self.denominations)
        if not coins:
            return (DeviceChecked(CASH, DeviceStatus.USER_ERROR, Detail.CHANGE_SHORT, Reason.CHANGE_SHORT),)
        return (_checked(CASH, report, None),)

    def check_centre(self, context: TaskContext) -> tuple[Event, ...]:
        """The issuing centre and the municipalities that take part; reports outcomes still due to it."""
        try:
            municipalities = self.centre.municipalities()
        except CentreError as error:
            status = DeviceStatus.OFFLINE
            return (DeviceChecked(CENTRE, status, Detail.UNREACHABLE, centre_reason(error)),)
        self.certificates.report_outcomes()
        return (DeviceChecked(CENTRE, DeviceStatus.ONLINE), MunicipalitiesListed(municipalities))


def _checked(device: str, report: DeviceReport, reason: Reason | None) -> DeviceChecked:
    return DeviceChecked(device, report.status, report.detail, reason)
