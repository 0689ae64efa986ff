"""Maintenance mode: each action on the worker of the device it needs. None shows a shopper's data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.config.settings import Place
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.printer_test_page import service_page
from kiosk.documents.receipts.printer_test import printer_test_slip
from kiosk.fsm.events import Event
from kiosk.fsm.flow.staff import CasesListed, StaffActionDone, StockCounted
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.terminal_status import StaffAction
from kiosk.hardware.cash.protocol import CashUnit
from kiosk.hardware.page_printer.protocol import PagePrinter
from kiosk.hardware.status import DeviceError
from kiosk.journal.catalogue import Fact, Kind
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal
from kiosk.tasks.cases import open_cases, open_claims
from kiosk.tasks.receipts import new_number
from kiosk.tasks.slip_printing import SlipPrinter

STAFF = "staff"
"""Who settles a case, in its row: one PIN is all that the terminal knows of its staff."""


@dataclass(frozen=True, slots=True)
class StaffTasks:
    """Test page, test receipt, filled hoppers, cases. `fill_to` is pieces for each hopper."""

    printer: PagePrinter
    slips: SlipPrinter
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
        slip = printer_test_slip(issued_at=self.now(), terminal=self.place.terminal)
        return StaffActionDone(StaffAction.TEST_RECEIPT, succeeded=self.slips.prints(slip))

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

    def pay_case(self, context: TaskContext) -> Event:
        """Staff has handed over what the context's case owes, and looked at what was uncertain."""
        return self._settle_case(context, StaffAction.PAY_CASE)

    def clear_case(self, context: TaskContext) -> Event:
        """Staff has settled the context's case without handing over money: there was none to give."""
        return self._settle_case(context, StaffAction.CLEAR_CASE)

    def pay_claim(self, context: TaskContext) -> Event:
        """Staff has paid the claim slip whose number is the context's case."""
        return self._settle_claim(context, StaffAction.PAY_CLAIM)

    def close_claim(self, context: TaskContext) -> Event:
        """Staff has closed the claim slip without paying it, such as one that was paid by transfer."""
        return self._settle_claim(context, StaffAction.CLOSE_CLAIM)

    def _settle_case(self, context: TaskContext, action: StaffAction) -> Event:
        """Before the start-up was carried out nobody knows yet what is owed, and nothing can be settled."""
        try:
            account = self.journal.account(context.case)
            settled = context.started and account is not None and account.needs_staff
            if account is not None and settled:
                facts: dict[str, Fact] = {
                    "owed": account.owed,
                    "uncertain": account.uncertain,
                    "paid": action is StaffAction.PAY_CASE,
                    "by": STAFF,
                }
                self.journal.append(Kind.CASE_CLEARED, facts, context.case)
        except JournalFault:
            settled = False
        return self._cases(action, cleared=settled)

    def _settle_claim(self, context: TaskContext, action: StaffAction) -> Event:
        number, settled = context.case, False
        try:
            for account in self.journal.accounts().values():
                if number in account.claims:
                    amount = account.claims[number]
                    facts: dict[str, Fact] = {"number": number, "amount": amount, "by": STAFF}
                    facts["paid"] = action is StaffAction.PAY_CLAIM
                    self.journal.append(Kind.CLAIM_SETTLED, facts, account.visit)
                    settled = True
        except JournalFault:
            settled = False
        return self._cases(action, cleared=settled)

    def _cases(
        self, action: StaffAction = StaffAction.CLEAR_CASE, *, cleared: bool | None = None
    ) -> CasesListed:
        """The cases as far as the journal can be read: staff must get here also when it cannot."""
        try:
            accounts = self.journal.accounts().values()
            missing = tuple(sorted(self.journal.balances().hoppers.missing.items()))
        except JournalFault:
            return CasesListed((), cleared, known=False, action=action)
        return CasesListed(
            open_cases(accounts), cleared, claims=open_claims(accounts), action=action, missing=missing
        )
