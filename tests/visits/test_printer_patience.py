"""Visits with a printer that is busy, asleep, odd or stuck: waited for, but not for ever."""

from __future__ import annotations

import pytest

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.timeouts import TIMEOUTS
from kiosk.hardware.page_printer.ipp_constants import Status
from kiosk.hardware.status import Detail
from kiosk.journal.accounting.accounts import accounts
from kiosk.rules.services import Service
from kiosk.tasks.paper.printing import PrinterPatience
from kiosk_simulator.page_printer.engine import PrinterFault
from kiosk_simulator.page_printer.quirks import PrinterQuirk as Quirk
from kiosk_simulator.page_printer.server import SimulatedPrinter
from tests.support.visits import Person

pytestmark = pytest.mark.cost(20)

HARMLESS = (
    Quirk.NAME_WITH_LANGUAGE, Quirk.DOCUMENT_NAME, Quirk.RENAMES, Quirk.FORGETS_ENDED, Quirk.REFUSES_ENDED,
    Quirk.NO_JOB_STATE, Quirk.NO_COUNT, Quirk.QUEUES, Quirk.SHIFT_JIS, Quirk.STRAY_MEMBER, Quirk.MIXED_IDS,
    Quirk.INFORMATIONAL, Quirk.NO_VALIDATE, Quirk.ONLY_1_1,
)  # fmt: skip


@pytest.fixture
def printer(person: Person) -> SimulatedPrinter:
    """The printer, on the visit's clock."""
    found = person.environment.printer
    found.monotonic = person.clock.monotonic
    return found


def charged(person: Person) -> int:
    return sum(account.charged for account in accounts(person.journal.entries()).values())


def waits_without_paper(person: Person, *states: S) -> Person:
    """Time passes, and the printer prints nothing meanwhile."""
    person.machine.until(lambda view: view.state in states, limit=1500)
    return person


@pytest.mark.parametrize("lost", [False, True])
@pytest.mark.parametrize("quirk", HARMLESS)
def test_an_odd_printer_serves_and_is_charged_as_any_other(
    person: Person, printer: SimulatedPrinter, quirk: Quirk, lost: bool
) -> None:
    printer.quirks = {quirk}
    if lost:
        printer.set_fault(PrinterFault.ANSWER_LOST)
    person.waits(10).proves().orders().inserts(500).waits_until(S.TAKE_PAPERS)
    person.has_sheets(1).has_in_tray(250).owes_nothing()
    assert S.PRINT_HELD not in person.machine.states
    assert len(printer.jobs) == 1


@pytest.mark.parametrize("quirk", [Quirk.NO_CANCEL, Quirk.NO_A4, Quirk.ONLY_ONE_SIDED, Quirk.NO_PDF])
def test_a_printer_that_would_refuse_every_job_is_out_of_service_before_the_first_customer(
    person: Person, printer: SimulatedPrinter, quirk: Quirk
) -> None:
    printer.quirks = {quirk}
    person.waits(20).sees(S.ATTRACT).is_refused(Service.CERTIFICATES, Reason.PRINTER_FAULT).ends()
    (device,) = person.machine.view.status.failing
    assert device.detail == Detail.UNSUITABLE
    printer.quirks = set()
    person.waits(10).sees(S.ATTRACT)


def test_a_printer_that_begins_to_refuse_jobs_ends_the_visit_before_payment(
    person: Person, printer: SimulatedPrinter
) -> None:
    person.proves()
    printer.quirks = {Quirk.REFUSES_ALL}
    person.orders().sees(S.REFUSAL, Reason.PRINTER_FAULT).has_in_tray(0).owes_nothing()


@pytest.mark.parametrize("status", [Status.BUSY, Status.NOT_ACCEPTING_JOBS, Status.TEMPORARY_ERROR])
@pytest.mark.parametrize("before", [0, 1])
def test_a_printer_that_is_busy_twice_prints_afterwards(
    person: Person, printer: SimulatedPrinter, status: Status, before: int
) -> None:
    person.proves().orders()
    printer.refusals.extend([Status.OK] * before + [status, status])
    person.inserts(500).waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250).owes_nothing()
    assert len(printer.jobs) == 1


def test_a_printer_that_wakes_up_slowly_prints_afterwards(person: Person, printer: SimulatedPrinter) -> None:
    person.proves().orders()
    printer.unanswered = 8
    person.inserts(500).waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250).owes_nothing()
    assert len(printer.jobs) == 1


def test_answers_about_the_job_that_are_lost_for_a_moment_are_no_fault(
    person: Person, printer: SimulatedPrinter
) -> None:
    person.proves().orders().inserts(500).waits(1)
    printer.unanswered = 3
    person.waits(5)
    assert printer.unanswered == 0
    person.waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250).owes_nothing()
    assert S.PRINT_HELD not in person.machine.states


def test_a_printer_that_stays_busy_is_given_up_and_nothing_is_charged(
    person: Person, printer: SimulatedPrinter
) -> None:
    person.proves().orders()
    printer.set_fault(PrinterFault.BUSY)
    began = person.clock.monotonic()
    person.inserts(500).waits_until(S.TAKE_REFUND).has_sheets(0).has_in_tray(500).owes_nothing()
    assert PrinterPatience().submit <= person.clock.monotonic() - began < TIMEOUTS["submit_job"]
    assert printer.jobs == ()
    printer.clear_fault()
    person.next_customer_succeeds().has_sheets(1)


def test_a_refusal_that_does_not_pass_is_final_at_once(person: Person, printer: SimulatedPrinter) -> None:
    person.proves().orders()
    printer.refusals.append(Status.NOT_AUTHORIZED)
    person.inserts(500).sees(S.TAKE_REFUND).has_in_tray(500).owes_nothing()


@pytest.mark.exhaustive  # minutes of looking at the printer
def test_a_job_that_stays_under_way_after_its_first_sheet_is_canceled_in_time(
    person: Person, printer: SimulatedPrinter
) -> None:
    person.proves("large_household").orders().inserts(500).waits(1)
    assert printer.print_sheet()
    began = person.clock.monotonic()
    waits_without_paper(person, S.TAKE_REFUND).has_sheets(1).has_in_tray(500).owes_nothing()
    assert person.clock.monotonic() - began < TIMEOUTS["print"] + TIMEOUTS["stop_print"]
    assert not printer.print_sheet()
    person.next_customer_succeeds().has_sheets(1)


@pytest.mark.exhaustive  # minutes of looking at the printer
def test_a_job_that_waits_behind_others_has_its_time_from_its_own_beginning(
    person: Person, printer: SimulatedPrinter
) -> None:
    printer.quirks = {Quirk.WAITS}
    person.proves().orders().inserts(500).waits(TIMEOUTS["print"] - 10).sees(S.PRINT)
    printer.quirks = set()
    person.waits(TIMEOUTS["print"] - 10).sees(S.PRINT)
    person.waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250).owes_nothing()


@pytest.mark.exhaustive  # ten minutes of looking at the printer
def test_when_staff_never_come_the_missing_sheets_are_printed_for_nobody(
    person: Person, printer: SimulatedPrinter
) -> None:
    printer.set_paper(1)
    person.proves("large_household").orders().inserts(500).waits_until(S.PRINT_HELD)
    began = person.clock.monotonic()
    waits_without_paper(person, S.TAKE_REFUND).has_sheets(1).has_in_tray(500).owes_nothing()
    assert person.clock.monotonic() - began < TIMEOUTS["print_held"] + TIMEOUTS["stop_print"]
    printer.refill(10)
    assert not printer.print_sheet()
    person.next_customer_succeeds().has_sheets(1)


@pytest.mark.exhaustive  # minutes of looking at the printer
@pytest.mark.parametrize("touches", [False, True])
def test_faults_that_come_and_go_without_a_sheet_do_not_hold_the_money_for_ever(
    person: Person, printer: SimulatedPrinter, touches: bool
) -> None:
    person.proves().orders().inserts(500).waits(1)
    faults = (PrinterFault.PAPER_OUT, PrinterFault.COVER_OPEN, PrinterFault.GONE)
    for turn in range(400):
        if person.machine.state is S.TAKE_REFUND:
            break
        printer.clear_fault()
        if turn % 2:
            printer.set_fault(faults[turn // 2 % len(faults)])
        if touches:
            person.kiosk.terminal.touched()
        person.waits(5)
    printer.clear_fault()
    waits_without_paper(person, S.TAKE_REFUND).has_sheets(0).has_in_tray(500).owes_nothing()
    assert PrinterPatience().stall < turn * 5 < PrinterPatience().stall + 60
    assert charged(person) == 0
    assert not printer.print_sheet()


def test_staff_read_what_is_wrong_now_and_not_what_was(person: Person, printer: SimulatedPrinter) -> None:
    person.proves().orders()
    printer.set_fault(PrinterFault.PAPER_OUT)
    person.inserts(500).waits_until(S.PRINT_HELD).sees(S.PRINT_HELD, Reason.PAPER_OUT)
    deadline = person.machine.view.deadline
    printer.set_fault(PrinterFault.PAPER_JAM)
    printer.clear_fault(PrinterFault.PAPER_OUT)
    person.waits(5).sees(S.PRINT_HELD, Reason.PAPER_JAM)
    assert person.machine.view.deadline == deadline


def test_patience_is_shorter_than_the_time_outs_of_its_states() -> None:
    calls = 40.0  # one call with a document, and those around it
    assert PrinterPatience().submit + calls < TIMEOUTS["submit_job"]
    assert PrinterPatience().doubt + calls < TIMEOUTS["stop_print"]
    assert PrinterPatience().doubt < TIMEOUTS["print"]
    assert PrinterPatience().stall >= TIMEOUTS["print"] + TIMEOUTS["print_held"]


def test_a_printer_that_prints_on_one_side_all_the_same_is_stopped_and_serves_nobody_else(
    person: Person, printer: SimulatedPrinter
) -> None:
    """It validates the job, and says only when it has it that it ignores the sides."""
    printer.quirks = {Quirk.SUBSTITUTES}
    waits_without_paper(person.waits(10).proves().orders().inserts(500), S.TAKE_REFUND)
    person.has_in_tray(500).has_sheets(0).owes_nothing()
    assert charged(person) == 0
    assert not printer.print_sheet()
    person.presses_ok().waits(20).is_refused(Service.CERTIFICATES, Reason.PRINTER_FAULT)
