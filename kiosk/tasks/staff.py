"""What staff can set going in maintenance mode. It shows counts and cases, never a shopper's data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.config.settings import Place
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.printer_test_page import service_page
from kiosk.documents.receipts.printer_test import test_receipt
from kiosk.fsm.brief import Brief
from kiosk.fsm.events import Event, StaffReported
from kiosk.fsm.view import StaffView
from kiosk.hardware.cash.changer import CoinChanger
from kiosk.hardware.page_printer.protocol import PagePrinter
from kiosk.hardware.receipt_printer.protocol import ReceiptPrinter
from kiosk.hardware.status import DeviceError
from kiosk.journal.accounts import accounts
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.tasks.numbers import new_number
from kiosk.tasks.start_up import open_cases


@dataclass(frozen=True, slots=True)
class StaffTasks:
    """Test page, test receipt, filled hoppers, clearing a case. `fill_to` is pieces for each hopper."""

    printer: PagePrinter
    receipt_printer: ReceiptPrinter
    changer: CoinChanger
    fonts: Fonts
    journal: Journal
    place: Place
    fill_to: int
    now: Callable[[], datetime]

    def act(self, brief: Brief) -> Event:
        """Do what was asked for and report how things stand."""
        action, _, argument = brief.staff_action.partition(":")
        message = ""
        if action == "test_page":
            message = self._try(self._test_page, action)
        elif action == "test_receipt":
            message = self._try(self._test_receipt, action)
        elif action == "fill_coins":
            message = self._fill()
        elif action == "clear_case":
            message = self._clear(argument)
        cases = open_cases(self.journal.entries())
        view = StaffView(
            coins=tuple(sorted(self.changer.stock().items())),
            cash_box=self.changer.cash_box(),
            cases=cases,
            message=message,
            fill_to=self.fill_to,
        )
        return StaffReported(view, bool(cases))

    def _try(self, act: Callable[[], None], name: str) -> str:
        try:
            act()
        except DeviceError:
            return f"{name}_failed"
        return f"{name}_ok"

    def _test_page(self) -> None:
        page = service_page(self.fonts, issued_at=self.now(), terminal=self.place.terminal)
        self.printer.submit(page, f"test-{new_number()}")

    def _test_receipt(self) -> None:
        image = test_receipt(self.fonts, issued_at=self.now(), terminal=self.place.terminal)
        self.receipt_printer.print_image(image)

    def _fill(self) -> str:
        for denomination in self.changer.stock():
            facts = {"denomination": denomination, "pieces": self.fill_to}
            self.journal.append(Kind.STOCK_SET, facts)
            self.changer.count(denomination, self.fill_to)
        return "fill_coins_ok"

    def _clear(self, visit: str) -> str:
        account = accounts(self.journal.entries()).get(visit)
        if account is None or not account.needs_staff:
            return "clear_case_failed"
        facts = {"owed": account.owed, "uncertain": account.uncertain}
        self.journal.append(Kind.CASE_CLEARED, facts, visit)
        return "clear_case_ok"
