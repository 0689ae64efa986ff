"""Visits after which it is unknown whether a sheet is out: it is not charged, and staff look first.

Sheets are counted in the printer's tray and yen in the coin tray, not in the terminal's own rows.
"""

from __future__ import annotations

import math

import pytest

from kiosk.config.settings import simulated
from kiosk.fsm.flow.staff.maintenance import StaffActed, StaffLeft
from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.states import S
from kiosk.journal.accounting.accounts import accounts
from kiosk.journal.catalogue import Kind
from kiosk_simulator.page_printer.engine import PrinterFault
from kiosk_simulator.page_printer.quirks import PrinterQuirk
from kiosk_simulator.page_printer.server import SimulatedPrinter
from tests.support.staff import signs_in
from tests.support.visits import Person

OF_A_DOCUMENT = (
    Kind.PRINT_INTENDED, Kind.CERTIFICATE_PRINTED, Kind.CERTIFICATE_VOID, Kind.CERTIFICATE_UNCERTAIN,
)  # fmt: skip


@pytest.fixture
def printer(person: Person) -> SimulatedPrinter:
    """The printer, on the visit's clock."""
    found = person.environment.printer
    found.monotonic = person.clock.monotonic
    return found


def charged(person: Person) -> int:
    return sum(account.charged for account in accounts(person.journal.entries()).values())


def rows(person: Person) -> list[Kind]:
    return [entry.kind for entry in person.journal.entries() if entry.kind in OF_A_DOCUMENT]


def waits_without_paper(person: Person, *states: S) -> Person:
    """Time passes, and the printer prints nothing meanwhile."""
    person.machine.until(lambda view: view.state in states, limit=1500)
    return person


def is_refunded_and_waits_for_staff(person: Person, reason: Reason, yen: int = 500) -> None:
    """All is given back, nothing is charged, and neither time nor a restart lets the next customer in."""
    person.sees(S.TAKE_REFUND, reason).has_in_tray(yen).owes_nothing()
    assert charged(person) == 0
    assert rows(person) == [Kind.PRINT_INTENDED, Kind.CERTIFICATE_UNCERTAIN]
    person.presses_ok().waits(600).sees(S.OUT_OF_SERVICE, reason).leaves_no_trace()
    person.boots().waits(60).sees(S.OUT_OF_SERVICE)


def staff_settles_the_case(person: Person) -> None:
    """Staff find the case, clear it once they have looked at the tray, and put the terminal in service."""
    for event in signs_in():
        person.machine.post(event)
    (case,) = person.machine.view.status.staff.cases
    person.machine.post(StaffLeft(in_service=True))
    person.sees(S.OUT_OF_SERVICE)
    for event in signs_in():
        person.machine.post(event)
    person.machine.post(StaffActed(StaffAction.CLEAR_CASE, case.visit))
    person.machine.post(StaffLeft(in_service=True))
    person.waits(10).sees(S.ATTRACT)


def test_a_lost_answer_and_a_job_in_no_list_leave_the_sheet_uncertain(
    person: Person, printer: SimulatedPrinter
) -> None:
    known = set(person.environment.centre.reports())
    person.proves().orders()
    printer.set_fault(PrinterFault.ANSWER_LOST)
    printer.set_fault(PrinterFault.NOT_LISTED)
    waits_without_paper(person.inserts(500), S.TAKE_REFUND)
    is_refunded_and_waits_for_staff(person, Reason.PRINT_UNCERTAIN)
    (report,) = set(person.environment.centre.reports()) - known
    assert (report.printed, report.void, len(report.uncertain)) == ((), (), 1)
    assert len(printer.jobs) == 1

    printer.clear_fault()
    assert printer.print_sheet()
    person.waits(60).sees(S.OUT_OF_SERVICE)  # the late sheet lies in the tray, and nobody is let in
    (late,) = printer.taken()
    staff_settles_the_case(person)
    person.next_customer_succeeds().has_sheets(1)
    (sheet,) = printer.sheets
    assert sheet.name != late.name


def test_a_job_that_is_listed_only_after_seven_seconds_is_found_and_charged(
    person: Person, printer: SimulatedPrinter
) -> None:
    person.proves().orders()
    printer.set_fault(PrinterFault.ANSWER_LOST)
    printer.listed_after = 7.0
    person.inserts(500).waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250).owes_nothing()
    assert charged(person) == 250
    assert rows(person) == [Kind.PRINT_INTENDED, Kind.CERTIFICATE_PRINTED]
    assert len(printer.jobs) == 1


def test_a_job_that_is_listed_only_while_it_is_being_stopped_is_canceled(
    person: Person, printer: SimulatedPrinter
) -> None:
    person.proves().orders()
    printer.set_fault(PrinterFault.ANSWER_LOST)
    printer.listed_after = 30.0
    waits_without_paper(person.inserts(500), S.TAKE_REFUND).has_in_tray(500).owes_nothing()
    assert rows(person) == [Kind.PRINT_INTENDED, Kind.CERTIFICATE_VOID]
    assert not printer.print_sheet()
    printer.clear_fault()
    printer.listed_after = 0.0
    person.next_customer_succeeds().has_sheets(1)


def test_the_copy_that_is_out_is_charged_and_the_uncertain_one_is_not(
    person: Person, printer: SimulatedPrinter
) -> None:
    person.proves().orders(copies=2).inserts(500)
    printer.print_sheet()
    printer.set_fault(PrinterFault.ANSWER_LOST)
    printer.listed_after = 10_000.0
    printer.jobs[0].created -= 20_000
    waits_without_paper(person, S.TAKE_PAPERS).sees(S.TAKE_PAPERS, Reason.PRINT_UNCERTAIN)
    person.has_sheets(1).has_in_tray(250).owes_nothing()
    assert charged(person) == 250
    person.presses_ok().presses_ok().waits(60).sees(S.OUT_OF_SERVICE, Reason.PRINT_UNCERTAIN)


def test_completed_with_errors_is_not_printed(person: Person, printer: SimulatedPrinter) -> None:
    person.proves().orders()
    printer.set_fault(PrinterFault.ERRORS)
    person.inserts(500).waits_until(S.TAKE_REFUND).has_sheets(0).has_in_tray(500).owes_nothing()
    assert charged(person) == 0
    assert rows(person) == [Kind.PRINT_INTENDED, Kind.CERTIFICATE_VOID]
    printer.clear_fault()
    person.next_customer_succeeds().has_sheets(1)


def test_completed_but_queued_in_the_device_is_charged_when_it_is_out(
    person: Person, printer: SimulatedPrinter
) -> None:
    printer.quirks = {PrinterQuirk.QUEUES}
    person.proves().orders().inserts(500).waits(5).sees(S.PRINT)
    assert charged(person) == 0
    person.waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250).owes_nothing()


def test_completed_but_queued_in_the_device_for_ever_is_uncertain(
    person: Person, printer: SimulatedPrinter
) -> None:
    printer.quirks = {PrinterQuirk.QUEUES, PrinterQuirk.IGNORES_CANCEL}
    person.proves().orders()
    waits_without_paper(person.inserts(500), S.TAKE_REFUND)
    is_refunded_and_waits_for_staff(person, Reason.PRINT_UNCERTAIN)


def test_completed_with_no_sheet_counted_is_uncertain(person: Person, printer: SimulatedPrinter) -> None:
    printer.quirks = {PrinterQuirk.COUNTS_ZERO}
    person.proves().orders().inserts(500).waits_until(S.TAKE_REFUND)
    is_refunded_and_waits_for_staff(person, Reason.PRINT_UNCERTAIN)


def test_a_printer_that_never_counts_is_believed_when_its_settings_say_so(
    person: Person, printer: SimulatedPrinter
) -> None:
    printer.quirks = {PrinterQuirk.COUNTS_ZERO}
    person.boots(simulated(printer={"counts_sheets": False}))
    person.proves().orders().inserts(500).waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250)
    person.owes_nothing()


def test_patience_is_a_setting(person: Person, printer: SimulatedPrinter) -> None:
    person.boots(simulated(printer={"doubt_patience": 2, "submit_patience": 0}))
    person.proves().orders()
    printer.set_fault(PrinterFault.ANSWER_LOST)
    printer.listed_after = 7.0
    began = person.clock.monotonic()
    waits_without_paper(person.inserts(500), S.TAKE_REFUND).sees(S.TAKE_REFUND, Reason.PRINT_UNCERTAIN)
    assert person.clock.monotonic() - began < 7.0


def test_a_printer_whose_worker_hangs_leaves_the_sheet_uncertain(
    person: Person, printer: SimulatedPrinter
) -> None:
    known = set(person.environment.centre.reports())
    person.proves().orders().inserts(500).waits(1).sees(S.PRINT)
    person.workers.hang("printer", limit=math.inf)  # also the threads that take over
    waits_without_paper(person, S.TAKE_REFUND).sees(S.TAKE_REFUND, Reason.PRINTER_LOST).has_in_tray(500)
    person.presses_ok().waits(60).sees(S.OUT_OF_SERVICE, Reason.PRINTER_LOST)
    (report,) = set(person.environment.centre.reports()) - known
    assert (report.printed, report.void, len(report.uncertain)) == ((), (), 1)
    person.boots().waits(60).sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)


@pytest.mark.exhaustive  # ten minutes of looking at the printer
def test_a_printer_that_is_lost_with_the_job_inside_is_uncertain(
    person: Person, printer: SimulatedPrinter
) -> None:
    person.proves().orders().inserts(500).waits(1).sees(S.PRINT)
    printer.set_fault(PrinterFault.GONE)
    waits_without_paper(person, S.TAKE_REFUND)
    is_refunded_and_waits_for_staff(person, Reason.PRINTER_LOST)
    printer.clear_fault()
    assert printer.print_sheet()
    printer.taken()
    staff_settles_the_case(person)
    person.next_customer_succeeds().has_sheets(1)


def test_a_printer_that_does_not_answer_for_some_seconds_keeps_its_job(
    person: Person, printer: SimulatedPrinter
) -> None:
    person.proves().orders().inserts(500).waits(1)
    printer.set_fault(PrinterFault.GONE)
    person.waits(20)
    printer.clear_fault()
    person.waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250).owes_nothing()


@pytest.mark.exhaustive  # minutes of looking at the printer
def test_a_job_that_cannot_be_canceled_is_lost_and_not_void(
    person: Person, printer: SimulatedPrinter
) -> None:
    printer.quirks = {PrinterQuirk.IGNORES_CANCEL}
    person.proves().orders()
    waits_without_paper(person.inserts(500), S.TAKE_REFUND)
    is_refunded_and_waits_for_staff(person, Reason.PRINTER_LOST)


@pytest.mark.exhaustive  # minutes of looking at the printer
def test_a_job_that_is_stopping_is_waited_for(person: Person, printer: SimulatedPrinter) -> None:
    printer.quirks = {PrinterQuirk.STOP_POINT}
    person.proves().orders()
    waits_without_paper(person.inserts(500), S.TAKE_REFUND).has_in_tray(500).has_sheets(0).owes_nothing()
    assert rows(person) == [Kind.PRINT_INTENDED, Kind.CERTIFICATE_VOID]
    assert not printer.print_sheet()
