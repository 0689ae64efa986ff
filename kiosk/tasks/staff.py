"""Maintenance mode: each action on the worker of the device it needs. None shows a shopper's data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.config.settings import Place
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.printer_test_page import service_page
from kiosk.documents.receipts.printer_test import test_receipt
from kiosk.fsm.events import Event
from kiosk.fsm.flow.staff import CasesListed, StaffActionDone, StockCounted
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.terminal_status import StaffAction
from kiosk.hardware.cash.protocol import CashUnit
from kiosk.hardware.page_printer.protocol import PagePrinter
from kiosk.hardware.receipt_printer.protocol import ReceiptPrinter
from kiosk.hardware.status import DeviceError
from kiosk.journal.catalogue import Kind
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal
from kiosk.tasks.receipts import new_number
from kiosk.tasks.start_up import open_cases


@dataclass(frozen=True, slots=True)
class StaffTasks:
    """Test page, test receipt, filled hoppers, cases. `fill_to` is pieces for each hopper."""

    printer: PagePrinter
    receipt_printer: ReceiptPrinter
    cash: CashUnit
    fonts: Fonts
    journal: Journal
    place: Place
    fill_to: int
    now: Callable[[], datetime]

    # --- on the printers' workers

    def test_page(self, context: TaskContext) -> Event:
        """Give the page printer a page without a shopper's data."""
        page = service_page(self.fonts, issued_at=self.now(), terminal=self.place.terminal)
        try:
            self.printer.submit(page, f"test-{new_number()}")
        except DeviceError:
            return StaffActionDone(StaffAction.TEST_PAGE, succeeded=False)
        return StaffActionDone(StaffAction.TEST_PAGE, succeeded=True)

    def test_receipt(self, context: TaskContext) -> Event:
        """Print a receipt for nothing."""
        image = test_receipt(self.fonts, issued_at=self.now(), terminal=self.place.terminal)
        try:
            self.receipt_printer.print_image(image)
        except DeviceError:
            return StaffActionDone(StaffAction.TEST_RECEIPT, succeeded=False)
        return StaffActionDone(StaffAction.TEST_RECEIPT, succeeded=True)

    # --- on the cash unit's worker

    def fill_coins(self, context: TaskContext) -> Event:
        """Staff has filled every hopper to `fill_to` pieces, and looked at those that had failed."""
        self.cash.restore()
        self.cash.accept_devices()
        for denomination in self.cash.stock():
            facts = {"denomination": denomination, "pieces": self.fill_to}
            try:
                self.journal.append(Kind.STOCK_SET, facts)
            except JournalFault:
                return StaffActionDone(StaffAction.FILL_COINS, succeeded=False)
            self.cash.count(denomination, self.fill_to)
        return StaffActionDone(StaffAction.FILL_COINS, succeeded=True)

    def count_stock(self, context: TaskContext) -> tuple[Event, ...]:
        """Report what the hoppers and the cash box hold."""
        return (StockCounted(tuple(sorted(self.cash.stock().items())), self.cash.cash_box()),)

    # --- on the journal's worker

    def list_cases(self, context: TaskContext) -> Event:
        """Report the interrupted visits that staff must settle."""
        return self._cases()

    def clear_case(self, context: TaskContext) -> Event:
        """Staff has settled the context's case: money was given back, or there was none to give.

        Before the start-up was carried out nobody knows yet what is owed, and nothing can be settled.
        """
        try:
            account = self.journal.account(context.case)
            cleared = context.started and account is not None and account.needs_staff
            if account is not None and cleared:
                facts = {"owed": account.owed, "uncertain": account.uncertain}
                self.journal.append(Kind.CASE_CLEARED, facts, context.case)
        except JournalFault:
            cleared = False
        return self._cases(cleared=cleared)

    def _cases(self, *, cleared: bool | None = None) -> CasesListed:
        """The cases as far as the journal can be read: staff must get here also when it cannot."""
        try:
            return CasesListed(open_cases(self.journal.accounts().values()), cleared)
        except JournalFault:
            return CasesListed((), cleared, known=False)
