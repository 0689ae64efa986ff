"""Visits in which the paper is the trouble: nothing is charged that did not come out."""

from __future__ import annotations

import pytest

from kiosk.fsm.events import Ended
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.journal.accounting.accounts import accounts
from kiosk.rules.services import Service
from kiosk_simulator.page_printer.engine import PrinterFault
from kiosk_simulator.receipt_printer.faults import ReceiptPrinterFault
from tests.support.visits import Person


def charged(person: Person) -> int:
    return sum(account.charged for account in accounts(person.journal.entries()).values())


def paid(person: Person, copies: int = 1, coins: tuple[int, ...] = (500,)) -> Person:
    return person.proves().orders(copies=copies).sees(S.PAY).inserts(*coins)


def test_no_paper_keeps_shoppers_out_and_service_returns_by_itself(person: Person) -> None:
    person.environment.printer.set_fault(PrinterFault.PAPER_OUT)
    person.waits(20).sees(S.ATTRACT).is_refused(Service.CERTIFICATES, Reason.PAPER_OUT)
    person.environment.printer.clear_fault()
    person.ends().waits(20).sees(S.ATTRACT).starts().sees(S.CONSENT)


def test_paper_that_ends_before_payment_ends_the_visit_before_payment(person: Person) -> None:
    person.proves()
    person.environment.printer.set_fault(PrinterFault.PAPER_OUT)
    person.orders().sees(S.REFUSAL, Reason.PAPER_OUT).has_in_tray(0).owes_nothing()


def test_paper_that_ends_while_printing_waits_for_staff_and_goes_on_with_the_missing_sheets(
    person: Person,
) -> None:
    printer = person.environment.printer
    printer.refill(1 - printer.paper)
    paid(person, copies=2).waits_until(S.PRINT_HELD).sees(S.PRINT_HELD, Reason.PAPER_OUT).has_sheets(1)
    assert person.machine.view.visit.printing.sheets_printed == 1
    printer.refill(10)
    person.waits_until(S.TAKE_PAPERS).has_sheets(2).owes_nothing()
    assert charged(person) == 500


def test_when_no_staff_comes_the_shopper_pays_only_for_what_came_out(person: Person) -> None:
    printer = person.environment.printer
    printer.refill(1 - printer.paper)
    paid(person, copies=2).waits_until(S.PRINT_HELD)
    person.machine.post(Ended())
    person.waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250).owes_nothing()
    assert charged(person) == 250
    printer.refill(10)
    person.waits(30).has_sheets(1)


@pytest.mark.exhaustive  # ten minutes of looking at the printer
def test_a_jam_with_nothing_out_gives_all_money_back(person: Person) -> None:
    person.proves().orders()
    person.environment.printer.set_fault(PrinterFault.PAPER_JAM)
    person.inserts(500).waits_until(S.PRINT_HELD).sees(S.PRINT_HELD, Reason.PAPER_JAM)
    person.lets_time_out().waits_until(S.TAKE_REFUND).has_in_tray(500).has_sheets(0).owes_nothing()
    assert charged(person) == 0


def test_a_jam_that_is_cleared_goes_on_by_itself(person: Person) -> None:
    person.proves().orders()
    person.environment.printer.set_fault(PrinterFault.PAPER_JAM)
    person.inserts(500).waits_until(S.PRINT_HELD)
    person.environment.printer.clear_fault()
    person.waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250).owes_nothing()


def test_a_job_the_printer_throws_away_is_refunded(person: Person) -> None:
    person.proves().orders()
    person.environment.printer.set_fault(PrinterFault.ABORT_JOB)
    person.inserts(500).waits_until(S.TAKE_REFUND).has_in_tray(500).has_sheets(0).owes_nothing()


def test_a_printer_that_is_gone_after_payment_is_refunded(person: Person) -> None:
    person.proves().orders()
    person.environment.printer.set_fault(PrinterFault.GONE)
    person.inserts(500).waits_until(S.TAKE_REFUND, S.PRINT_HELD)
    if person.machine.state is S.PRINT_HELD:
        person.lets_time_out().waits_until(S.TAKE_REFUND)
    person.has_in_tray(500).owes_nothing()
    person.environment.printer.clear_fault()


def test_a_receipt_that_does_not_come_out_costs_nobody_anything(person: Person) -> None:
    person.proves().orders()
    person.environment.receipt_printer.set_fault(ReceiptPrinterFault.PAPER_OUT)
    person.inserts(500).waits_until(S.TAKE_PAPERS).waits(1).has_sheets(1).has_in_tray(250).owes_nothing()
    assert not person.machine.view.visit.receipt_printed
    person.environment.receipt_printer.clear_fault()


def test_a_receipt_printer_without_paper_keeps_shoppers_out(person: Person) -> None:
    person.environment.receipt_printer.set_fault(ReceiptPrinterFault.PAPER_OUT)
    person.waits(20).sees(S.ATTRACT).is_refused(Service.CERTIFICATES, Reason.RECEIPT_PRINTER_FAULT)
    person.environment.receipt_printer.clear_fault()
    person.ends().waits(20).sees(S.ATTRACT).starts().sees(S.CONSENT)


def test_papers_that_nobody_takes_are_not_left_to_the_next_customer(person: Person) -> None:
    paid(person).waits_until(S.TAKE_PAPERS).waits(900).sees(S.TAKE_PAPERS, Reason.TIMED_OUT)
    person.presses_ok().waits(10).sees(S.ATTRACT).leaves_no_trace()


def test_a_household_of_seven_gets_two_sheets_with_one_number(person: Person) -> None:
    person.proves("large_household").orders().inserts(500).waits_until(S.TAKE_PAPERS).has_sheets(2)


def test_the_centre_hears_which_numbers_were_printed_and_which_are_void(person: Person) -> None:
    known = set(person.environment.centre.reports())
    printer = person.environment.printer
    printer.refill(1 - printer.paper)
    paid(person, copies=2).waits_until(S.PRINT_HELD).ends().waits_until(S.TAKE_PAPERS).presses_ok().waits(60)
    (report,) = set(person.environment.centre.reports()) - known
    assert (len(report.printed), len(report.void)) == (1, 1)
