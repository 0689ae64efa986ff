"""Health: what may begin? Every device is asked before the card and before money."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreError, TerminalNotAccepted
from kiosk.fsm.event import Event
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
from kiosk.rules.money import acceptable, takes_exact_money_only
from kiosk.tasks.cash.acceptance import Acceptance
from kiosk.tasks.cash.payout import PayoutTasks
from kiosk.tasks.error_mapping import centre_detail, centre_reason, printer_reason
from kiosk.tasks.expiry import Expiry
from kiosk.tasks.paper.certificates import CertificateTasks
from kiosk.tasks.silent_devices import CASH, CENTRE, PRINTER, READER, RECEIPT

_MERE_LEVELS = (Detail.NONE, Detail.COINS_LOW)


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
    expiry: Expiry
    acceptance: Acceptance

    def check_reader(self, context: TaskContext) -> tuple[Event, ...]:
        """Card reader, and the clock beside it: neither may be wrong."""
        if not is_plausible(self.now()):
            status = DeviceStatus.HARDWARE_ERROR
            return (DeviceChecked(READER, status, Detail.CLOCK, Reason.CLOCK_IMPLAUSIBLE, self._time()),)
        report = self.reader.status()
        return (self._checked(READER, report, None if report.can_serve else Reason.READER_FAULT),)

    def check_printer(self, context: TaskContext) -> tuple[Event, ...]:
        """Page printer, and whether it would take a certificate."""
        report = self.printer.readiness()
        return (self._checked(PRINTER, report.device, printer_reason(report)),)

    def check_receipt_printer(self, context: TaskContext) -> tuple[Event, ...]:
        """Receipt printer: without it money that cannot be paid out would leave no slip."""
        report = self.receipt_printer.report()
        return (self._checked(RECEIPT, report, None if report.can_serve else Reason.RECEIPT_PRINTER_FAULT),)

    def check_cash(self, context: TaskContext) -> tuple[Event, ...]:
        """Cash unit, and whether it could give change for the cheapest certificate."""
        with contextlib.suppress(CashFault):  # the report says what does not answer
            self.payout.catch_up()
        report = self.cash.report()
        if not report.can_serve:
            return (self._checked(CASH, report, Reason.CASH_FAULT),)
        with contextlib.suppress(JournalFault):  # its own check tells
            self.payout.note_devices()
        charges = (0, self.cheapest)
        coins = acceptable(0, self.cheapest, charges, self.cash.payable(), self.denominations)
        if not coins:
            return (
                DeviceChecked(
                    CASH, DeviceStatus.USER_ERROR, Detail.CHANGE_SHORT, Reason.CHANGE_SHORT, self._time()
                ),
            )
        if takes_exact_money_only(self.cheapest, self.cash.payable(), self.denominations):
            # What a device reports of itself comes first for staff; shoppers are told in any case.
            detail = Detail.EXACT_MONEY if report.detail in _MERE_LEVELS else report.detail
            return (DeviceChecked(CASH, report.status, detail, at=self._time(), exact_money=True),)
        return (self._checked(CASH, report, None),)

    def check_centre(self, context: TaskContext) -> tuple[Event, ...]:
        """The issuing centre and the municipalities that take part; reports outcomes still due to it."""
        try:
            municipalities = self.centre.municipalities()
        except CentreError as error:
            if isinstance(error, TerminalNotAccepted):
                self.acceptance.refused()
            ended = self.expiry.detail() is Detail.CERTIFICATE_ENDED  # then that is why, most likely
            detail = Detail.CERTIFICATE_ENDED if ended else centre_detail(error)
            return (DeviceChecked(CENTRE, DeviceStatus.OFFLINE, detail, centre_reason(error), self._time()),)
        self.acceptance.accepted()
        self.certificates.report_outcomes()
        return (
            DeviceChecked(CENTRE, DeviceStatus.ONLINE, self.expiry.detail(), at=self._time()),
            MunicipalitiesListed(municipalities),
        )

    def _checked(self, device: str, report: DeviceReport, reason: Reason | None) -> DeviceChecked:
        return DeviceChecked(device, report.status, report.detail, reason, self._time())

    def _time(self) -> str:
        return self.now().strftime("%H:%M:%S")
