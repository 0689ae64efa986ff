"""What staff find after a visit that did not end well, and can close: who is owed what, and who says so."""

from __future__ import annotations

import pytest

from kiosk.fsm.flow.staff.maintenance import StaffActed, StaffLeft
from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import DoubtKind, StaffAction, StaffReport
from kiosk.fsm.states import S
from kiosk.journal.accounting.comparison import differences
from kiosk.journal.catalogue import Kind
from kiosk_simulator.cash.devices import HopperFault
from kiosk_simulator.page_printer.engine import PrinterFault
from tests.support.staff import signs_in
from tests.support.visits import Person


def staff_looks(person: Person) -> StaffReport:
    for event in signs_in():
        person.machine.post(event)
    return person.waits(1).sees(S.MAINTENANCE).machine.view.status.staff


def staff_settles(person: Person, action: StaffAction, which: str) -> StaffReport:
    person.machine.post(StaffActed(action, which))
    staff = person.waits(1).machine.view.status.staff
    assert (staff.done, staff.succeeded) == (action, True)
    return staff


def leaves(person: Person) -> Person:
    """The shopper takes what there is and goes; the terminal waits for staff."""
    person.waits_until(S.TAKE_PAPERS, S.CLAIM, S.TAKE_REFUND)
    while person.machine.state in (S.CLAIM, S.TAKE_PAPERS, S.TAKE_REFUND, S.FAREWELL):
        person.environment.printer.taken()
        person.presses_ok().waits(5)
    return person.sees(S.OUT_OF_SERVICE)


def row(person: Person, kind: Kind) -> dict[str, object]:
    (found,) = (each for each in person.journal.entries() if each.kind is kind)
    return dict(found.facts)


@pytest.fixture
def with_claim(person: Person) -> Person:
    """Somebody who got a slip for the change that no hopper could pay."""
    person.proves().orders()
    for hopper in person.environment.changer.hoppers.values():
        hopper.coins = 0
    return leaves(person.inserts(500)).sees(S.OUT_OF_SERVICE, Reason.PAYOUT_SHORT)


def test_a_claim_slip_is_listed_by_its_number_until_staff_has_paid_it(with_claim: Person) -> None:
    person = with_claim
    made = row(person, Kind.CLAIM_MADE)
    (claim,) = staff_looks(person).claims
    assert (claim.number, claim.amount) == (made["number"], made["amount"])
    assert not person.machine.view.status.staff.cases, "what a slip says is settled with the shopper"

    for hopper in person.environment.changer.hoppers.values():
        hopper.coins = 40
    person.machine.post(StaffActed(StaffAction.FILL_COINS))
    person.machine.post(StaffLeft(in_service=True))
    person.waits(60).sees(S.ATTRACT)  # a slip that nobody has brought yet keeps nobody out
    person.boots().waits(60).sees(S.ATTRACT)

    assert staff_looks(person).claims == (claim,)
    assert staff_settles(person, StaffAction.PAY_CLAIM, claim.number).claims == ()
    assert row(person, Kind.CLAIM_SETTLED) == {**made, "paid": True, "by": "02"}
    person.machine.post(StaffActed(StaffAction.PAY_CLAIM, claim.number))
    assert not person.waits(1).machine.view.status.staff.succeeded, "no slip is paid twice"


def test_a_claim_slip_can_be_closed_without_payment(with_claim: Person) -> None:
    (claim,) = staff_looks(with_claim).claims
    assert staff_settles(with_claim, StaffAction.CLOSE_CLAIM, claim.number).claims == ()
    assert row(with_claim, Kind.CLAIM_SETTLED)["paid"] is False


def test_a_sheet_that_may_be_out_is_named_by_its_number(person: Person) -> None:
    printer = person.environment.printer
    person.proves().orders()
    printer.set_fault(PrinterFault.ANSWER_LOST)
    printer.set_fault(PrinterFault.NOT_LISTED)
    person.inserts(500)
    person.machine.until(lambda view: view.state is S.TAKE_REFUND)  # no sheet comes out meanwhile
    leaves(person)
    (case,) = staff_looks(person).cases
    (doubt,) = case.doubts
    assert (doubt.kind, doubt.document) == (
        DoubtKind.SHEET_OUT, row(person, Kind.CERTIFICATE_UNCERTAIN)["document"],
    )  # fmt: skip
    assert (case.owed, case.uncertain, bool(case.since)) == (0, True, True)
    staff_settles(person, StaffAction.CLEAR_CASE, case.visit)
    assert row(person, Kind.CASE_CLEARED) == {"owed": 0, "uncertain": True, "paid": False, "by": "02"}


def test_a_hopper_that_fell_silent_is_named_with_the_last_that_it_said(person: Person) -> None:
    hopper = person.environment.changer.hoppers[100]
    hopper.faults.add(HopperFault.SILENT_IN_PAYOUT)
    leaves(person.proves().orders().inserts(500))
    (case,) = staff_looks(person).cases
    (doubt,) = case.doubts
    rows = [each for each in person.journal.entries() if each.kind is Kind.HOPPER_INTENDED]
    (asked,) = (each.facts for each in rows if each.facts["denomination"] == 100)
    assert (doubt.kind, doubt.denomination) == (DoubtKind.COINS_OUT, 100)
    assert (doubt.asked, doubt.counter, doubt.counted) == (asked["pieces"], asked["total"], 0)
    assert case.unknown == 100 * doubt.asked == row(person, Kind.MONEY_UNKNOWN)["amount"]
    (claim,) = person.machine.view.status.staff.claims
    assert claim.number == row(person, Kind.MONEY_UNKNOWN)["number"]


def test_coins_that_belong_to_no_visit_are_given_back_or_shown_to_staff(person: Person) -> None:
    """A coin slides in between two visits, over the sensor of a slot that is shut."""
    changer = person.environment.changer
    person.waits(60)
    for hopper in changer.hoppers.values():
        hopper.faults.add(HopperFault.EMPTY)
    changer.acceptor._event(3, 1)
    changer.hoppers[100].take()
    person.waits(60).sees(S.OUT_OF_SERVICE)
    (case,) = staff_looks(person).cases
    assert (case.stray, case.inserted, case.owed, bool(case.since)) == (True, 100, 100, True)
    staff_settles(person, StaffAction.PAY_CASE, case.visit)
    assert row(person, Kind.CASE_CLEARED)["paid"] is True


def test_coins_that_belong_to_no_visit_come_out_again_where_they_can(person: Person) -> None:
    person.waits(60)
    person.environment.changer.acceptor._event(3, 1)
    person.environment.changer.hoppers[100].take()
    person.waits(60).sees(S.ATTRACT).has_in_tray(100).owes_nothing()
    assert staff_looks(person).cases == ()


def test_money_of_a_visit_that_was_cut_off_is_handed_over_and_written_down(person: Person) -> None:
    person.proves().orders().inserts(100, 100)
    person.boots().waits(5).sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)
    (case,) = staff_looks(person).cases
    assert (case.owed, case.doubts) == (200, ())
    staff_settles(person, StaffAction.PAY_CASE, case.visit)
    assert row(person, Kind.CASE_CLEARED) == {"owed": 200, "uncertain": False, "paid": True, "by": "02"}
    person.machine.post(StaffLeft(in_service=True))
    person.waits(10).sees(S.ATTRACT)


def test_coins_that_a_hopper_paid_without_a_row_are_told_until_staff_has_counted(person: Person) -> None:
    hopper = person.environment.changer.hoppers[100]
    person.proves().orders().inserts(500).waits_until(S.TAKE_PAPERS).presses_ok().waits_until(S.ATTRACT)
    hopper.coins, hopper._total = hopper.coins - 3, hopper._total + 3  # by hand, or by another program
    person.next_customer_succeeds().presses_ok().waits_until(S.ATTRACT)
    assert staff_looks(person).missing == ((100, 3),)
    (difference,) = differences(person.journal.entries())
    assert difference.what == "coins ever paid by the 100-yen hopper"
    person.machine.post(StaffActed(StaffAction.FILL_COINS))
    person.machine.post(StaffLeft(in_service=True))
    assert staff_looks(person.waits(5)).missing == ()


def test_visits_rows_and_hoppers_agree_after_a_visit_that_ended_well(person: Person) -> None:
    person.proves().orders().inserts(500).waits_until(S.TAKE_PAPERS).presses_ok().waits_until(S.ATTRACT)
    person.next_customer_succeeds().presses_ok().waits_until(S.ATTRACT)
    assert list(differences(person.journal.entries())) == []
