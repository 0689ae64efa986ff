"""A technician's whole day, and what an auditor finds out about it afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.app.commands.journal_acts import tell
from kiosk.fsm.events import Ended
from kiosk.fsm.flow.menu import ServiceChosen, Started
from kiosk.fsm.flow.staff.maintenance import StaffActed, StaffLeft, StaffPageChosen
from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import PrintStage, RecordKind, StaffAction, StaffPage, StaffReport
from kiosk.fsm.states import S
from kiosk.hardware.status import Detail
from kiosk.journal.accounting.staff_acts import staff_acts
from kiosk.journal.catalogue import Kind
from kiosk.rules.services import Service
from kiosk.rules.staff import Role
from kiosk_simulator.page_printer.engine import PrinterFault
from kiosk_simulator.receipt_printer.faults import ReceiptPrinterFault
from tests.support.staff import person_of, signs_in
from tests.support.visits import Person

TECHNICIAN = person_of().id


def enters(person: Person, role: Role = Role.TECHNICIAN) -> Person:
    for event in signs_in(role):
        person.machine.post(event)
    return person.waits(1).sees(S.MAINTENANCE)


def report(person: Person) -> StaffReport:
    return person.machine.view.status.staff


def acts(
    person: Person, action: StaffAction, case: str = "", denomination: int = 0, amount: int = 0
) -> StaffReport:
    """Press a button, and see what came of it."""
    person.machine.post(StaffActed(action, case, denomination, amount))
    found = report(person.waits(1))
    assert found.done is action
    return found


def rows(person: Person, kind: Kind) -> list[dict[str, object]]:
    return [dict(entry.facts) for entry in person.journal.entries() if entry.kind is kind]


def test_a_technicians_whole_day_from_a_claim_to_the_closing(person: Person) -> None:
    changer, printer = person.environment.changer, person.environment.printer
    person.proves().orders()
    for hopper in changer.hoppers.values():
        hopper.coins = 0
    person.inserts(500).waits_until(S.TAKE_PAPERS, S.CLAIM)
    while person.machine.state in (S.CLAIM, S.TAKE_PAPERS, S.FAREWELL):
        printer.taken()
        person.presses_ok().waits(5)
    person.sees(S.OUT_OF_SERVICE, Reason.PAYOUT_SHORT)

    enters(person)
    assert report(person).stopped_since, "staff reads since when the terminal stands still"
    (claim,) = report(person).claims
    assert acts(person, StaffAction.PAY_CLAIM, claim.number).claims == ()

    for yen, hopper in changer.hoppers.items():  # counted one by one, then filled
        hopper.coins = 3
        assert acts(person, StaffAction.COUNT_HOPPER, denomination=yen, amount=3).succeeded
        hopper.coins += 37
        assert acts(person, StaffAction.ADD_COINS, denomination=yen, amount=37).succeeded
    person.waits(2)
    assert dict(report(person).coins) == dict.fromkeys(changer.hoppers, 40)

    printer.set_fault(PrinterFault.PAPER_JAM)
    acts(person, StaffAction.TEST_PAGE)
    person.waits(10)
    assert report(person).page_print is PrintStage.WAITING
    assert report(person).print_detail == Detail.PAPER_JAM
    printer.clear_fault(PrinterFault.PAPER_JAM)
    printer.print_sheet()
    person.waits(10)
    assert report(person).page_print is PrintStage.OUT

    book = report(person).cash_box
    assert acts(person, StaffAction.EMPTY_CASH_BOX, amount=book).succeeded
    person.waits(2)
    assert report(person).cash_box == 0
    assert rows(person, Kind.CASH_BOX_EMPTIED) == [{"book": book, "counted": book, "by": TECHNICIAN}]

    slips = len(person.environment.receipt_printer.receipts)
    assert acts(person, StaffAction.CLOSE_DAY).succeeded
    (closing,) = rows(person, Kind.CLOSING_MADE)
    assert (closing["number"], closing["visits"], closing["paid_visits"], closing["by"]) == (
        1, 1, 1, TECHNICIAN,
    )  # fmt: skip
    assert (closing["inserted"], closing["charged"], closing["claimed"]) == (500, 250, 250)
    assert (closing["settled"], closing["collected"]) == (250, book)
    assert acts(person, StaffAction.CLOSE_DAY).succeeded
    assert len(rows(person, Kind.CLOSING_MADE)) == 1, "a day is closed once"
    assert [each["copy"] for each in rows(person, Kind.CLOSING_PRINTED)] == [False, True]
    assert len(person.environment.receipt_printer.receipts) == slips + 2

    person.machine.post(StaffLeft(in_service=True))
    person.waits(10).sees(S.ATTRACT).next_customer_succeeds().owes_nothing()
    assert {act.by for act in staff_acts(person.journal.entries())} == {TECHNICIAN}


def test_the_next_days_closing_counts_on_from_the_last_row_of_the_one_before(person: Person) -> None:
    person.next_customer_succeeds().presses_ok().waits(10)
    enters(person)
    acts(person, StaffAction.CLOSE_DAY)
    person.machine.post(StaffLeft(in_service=True))
    person.waits(1).next_customer_succeeds().presses_ok().waits(10)
    person.clock.set(person.clock.now() + timedelta(days=1))
    person.waits(2)
    enters(person)
    acts(person, StaffAction.CLOSE_DAY)
    first, second = rows(person, Kind.CLOSING_MADE)
    assert (second["number"], second["visits"], second["charged"]) == (2, 1, 250)
    assert second["first"] == int(str(first["last"])) + 1


def test_a_closing_whose_slip_does_not_come_out_is_printed_as_a_copy(person: Person) -> None:
    enters(person)
    person.environment.receipt_printer.set_fault(ReceiptPrinterFault.PAPER_OUT)
    found = acts(person, StaffAction.CLOSE_DAY)
    assert (found.succeeded, found.detail) == (False, Detail.PAPER_OUT)
    person.environment.receipt_printer.clear_fault(ReceiptPrinterFault.PAPER_OUT)
    assert acts(person, StaffAction.CLOSE_DAY).succeeded
    assert [(each["copy"], each["succeeded"]) for each in rows(person, Kind.CLOSING_PRINTED)] == [
        (False, False), (True, True),
    ]  # fmt: skip


def test_an_auditor_finds_who_took_two_thousand_yen_out_on_tuesday(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the screen from the records of that day, and at the command line by its date."""
    enters(person)
    acts(person, StaffAction.COUNT_HOPPER, denomination=500, amount=36)
    person.machine.post(StaffLeft(in_service=True))
    tuesday = person.clock.now().date()
    assert tuesday.strftime("%A") == "Tuesday"
    person.clock.set(person.clock.now() + timedelta(days=2))
    person.waits(2)

    enters(person, Role.AUDITOR)
    person.machine.post(StaffPageChosen(StaffPage.RECORDS, tuesday.isoformat()))
    found = report(person.waits(1))
    taken = [each for each in found.records if each.kind is RecordKind.STAFF and each.money < 0]
    assert [(each.by, each.money, each.about) for each in taken] == [(TECHNICIAN, -2000, "500")]

    class Reader:
        """The rows as the command reads them."""

        @staticmethod
        def entries_between(first: object, last: object) -> object:
            return [entry for entry in person.journal.entries() if entry.at[:10] == tuesday.isoformat()]

    tell(Reader(), tuesday, tuesday, "")  # type: ignore[arg-type]
    said = capsys.readouterr().out
    assert f"{TECHNICIAN:16} stock_counted 500 -2000 yen" in said
    assert said.splitlines()[-1].endswith("acts: 2000 yen taken out, 0 yen put in, 0 yen handed over")


def test_records_tell_how_visits_ended_and_no_more(person: Person) -> None:
    person.next_customer_succeeds().presses_ok().waits(10)
    person.proves().ends().waits(10)
    enters(person)
    person.machine.post(StaffPageChosen(StaffPage.RECORDS))
    visits = [each for each in report(person.waits(1)).records if each.kind is RecordKind.VISIT]
    assert [(each.what, each.outcome, each.inserted, each.charged) for each in visits] == [
        ("", Reason.ENDED_BY_SHOPPER, 0, 0), ("certificates", "", 500, 250),
    ]  # fmt: skip


def test_a_service_that_staff_switched_off_stays_off_over_a_restart(person: Person) -> None:
    enters(person)
    assert acts(person, StaffAction.SWITCH_SERVICE, "card_check").succeeded
    person.machine.post(StaffLeft(in_service=True))
    person.boots().waits(10).sees(S.ATTRACT)
    for service, state in ((Service.CARD_CHECK, S.MENU), (Service.CERTIFICATES, S.CONSENT)):
        person.machine.post(Started())
        person.machine.post(ServiceChosen(service))
        person.sees(state)
    person.machine.post(Ended())
    person.waits(10)
    enters(person)
    assert acts(person, StaffAction.SWITCH_SERVICE, "card_check", amount=1).succeeded
    person.machine.post(StaffLeft(in_service=True))
    person.boots().waits(10).checks_card().waits(1).sees(S.CARD_STATE)
    assert [(each["on"], each["by"]) for each in rows(person, Kind.SERVICE_SWITCHED)] == [
        (False, TECHNICIAN), (True, TECHNICIAN),
    ]  # fmt: skip


@pytest.mark.parametrize(("action", "again"), [(StaffAction.RESTART, True), (StaffAction.SHUT_DOWN, False)])
def test_staff_ends_the_process_and_it_says_whether_it_is_to_start_again(
    person: Person, action: StaffAction, again: bool
) -> None:
    asked: list[bool | None] = []
    person.kiosk.ending.listeners.append(lambda: asked.append(person.kiosk.ending.again))
    enters(person)
    acts(person, action)
    assert asked == [again]
    assert (person.kiosk.ending.status != 0) is again
    (row,) = rows(person, Kind.STAFF_ACTED)
    assert row == {"action": action.value, "succeeded": True, "by": TECHNICIAN}


def test_what_a_mistyped_number_would_do_to_the_books_is_not_done(person: Person) -> None:
    enters(person)
    for action, denomination, amount in (
        (StaffAction.COUNT_HOPPER, 500, 2001),
        (StaffAction.COUNT_HOPPER, 7, 10),
        (StaffAction.ADD_COINS, 500, 0),
        (StaffAction.EMPTY_CASH_BOX, 0, 10_000_001),
    ):
        assert not acts(person, action, denomination=denomination, amount=amount).succeeded
    assert not rows(person, Kind.STOCK_COUNTED)
    assert not rows(person, Kind.CASH_BOX_EMPTIED)


def test_a_test_receipt_waits_for_its_slip_or_tells_its_fault(person: Person) -> None:
    enters(person)
    assert acts(person, StaffAction.TEST_RECEIPT).succeeded
    person.has_slips(1)
    person.environment.receipt_printer.set_fault(ReceiptPrinterFault.COVER_OPEN)
    found = acts(person, StaffAction.TEST_RECEIPT)
    assert (found.succeeded, found.detail) == (False, Detail.COVER_OPEN)
    person.has_slips(1)


def test_without_change_the_exact_money_is_asked_for_and_taken(person: Person) -> None:
    for yen, hopper in person.environment.changer.hoppers.items():
        hopper.coins = 0
        person.kiosk.changer.count(yen, 0)
    person.waits(30).sees(S.ATTRACT)
    assert person.machine.view.status.takes_exact_money_only
    person.proves().orders().sees(S.PAY)
    assert 500 not in person.machine.view.visit.money.acceptable
    person.inserts(100, 100, 50).waits_until(S.TAKE_PAPERS).has_in_tray(0).owes_nothing()
