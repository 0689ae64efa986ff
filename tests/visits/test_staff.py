"""Visits of the staff: between shoppers, with counts and without a shopper's data."""

from __future__ import annotations

from kiosk.fsm.flow.staff.maintenance import StaffActed, StaffLeft
from kiosk.fsm.flow.staff.signing_in import StaffCalled
from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.states import S
from tests.support.staff import signs_in
from tests.support.visits import Person


def test_staff_waits_until_the_shopper_has_finished(person: Person) -> None:
    person.proves().orders()
    person.machine.post(StaffCalled())
    person.sees(S.PAY).inserts(500).waits_until(S.TAKE_PAPERS).presses_ok().waits(10).sees(S.STAFF_PIN)


def test_staff_sees_counts_and_no_shoppers_data_and_takes_the_terminal_out_and_back(person: Person) -> None:
    for event in signs_in():
        person.machine.post(event)
    person.waits(1).sees(S.MAINTENANCE)
    staff = person.machine.view.status.staff
    assert dict(staff.coins) == {10: 40, 50: 40, 100: 40, 500: 40}
    assert {each.device for each in person.machine.view.status.devices} == {
        "card_reader", "printer", "receipt_printer", "cash_unit", "centre", "journal",
    }  # fmt: skip
    person.machine.post(StaffActed(StaffAction.TEST_PAGE))
    person.waits(1).sees(S.MAINTENANCE)
    staff = person.machine.view.status.staff
    assert (staff.done, staff.succeeded) == (StaffAction.TEST_PAGE, True)
    person.machine.post(StaffLeft(in_service=False))
    person.waits(60).sees(S.OUT_OF_SERVICE, Reason.STOPPED_BY_STAFF)
    person.boots().waits(60).sees(S.OUT_OF_SERVICE, Reason.STOPPED_BY_STAFF)
    for event in signs_in():
        person.machine.post(event)
    person.machine.post(StaffLeft(in_service=True))
    person.waits(1).sees(S.ATTRACT)


def test_staff_who_filled_the_hoppers_tells_the_terminal_and_change_is_given_again(person: Person) -> None:
    for yen in (10, 50, 100, 500):
        person.kiosk.changer.count(yen, 0)
    for event in signs_in():
        person.machine.post(event)
    person.machine.post(StaffActed(StaffAction.FILL_COINS))
    person.waits(1).sees(S.MAINTENANCE)
    staff = person.machine.view.status.staff
    assert (staff.done, staff.succeeded) == (StaffAction.FILL_COINS, True)
    assert dict(person.machine.view.status.staff.coins) == {10: 40, 50: 40, 100: 40, 500: 40}
    person.machine.post(StaffLeft(in_service=True))
    person.next_customer_succeeds().owes_nothing()
