"""Visits around closing time: what was paid is printed, what was not is returned."""

from __future__ import annotations

from kiosk.fsm.states import S
from tests.support.visits import Person


def test_the_terminal_opens_at_half_past_six_and_closes_at_night(person: Person) -> None:
    person.at(23, 0).sees(S.CLOSED)
    assert person.machine.view.status.opens_at == "2026-11-25 06:30"
    person.at(6, 29, 55).sees(S.CLOSED).waits(6).sees(S.ATTRACT)


def test_no_visit_begins_in_the_last_ten_minutes(person: Person) -> None:
    person.at(22, 49, 50).sees(S.ATTRACT).waits(12).sees(S.CLOSED)


def test_closing_time_sends_home_whoever_has_not_paid(person: Person) -> None:
    person.at(22, 45)
    person.proves().orders().sees(S.PAY).inserts(100)
    person.at(22, 59, 58).waits_until(S.TAKE_REFUND).has_in_tray(100).owes_nothing()
    person.presses_ok().sees(S.CLOSED)


def test_what_was_paid_before_closing_time_is_printed_after_it(person: Person) -> None:
    person.at(22, 45)
    person.proves().orders().sees(S.PAY).inserts(500)
    person.at(23, 0).waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250).owes_nothing()
    person.presses_ok().waits(10).sees(S.CLOSED).leaves_no_trace()


def test_with_grace_an_unpaid_visit_may_still_be_paid_after_closing(person: Person) -> None:
    person.has_hours(grace_minutes=5)
    person.at(22, 45)
    person.proves().orders().sees(S.PAY).inserts(100)
    person.at(23, 4, 30).sees(S.PAY).inserts(100, 50).waits_until(S.TAKE_PAPERS).has_sheets(1).owes_nothing()
    person.presses_ok().waits(10).sees(S.CLOSED).leaves_no_trace()


def test_grace_ends_and_the_money_comes_back(person: Person) -> None:
    person.has_hours(grace_minutes=5)
    person.at(22, 45)
    person.proves().orders().sees(S.PAY).inserts(100)
    person.at(23, 4, 58).waits_until(S.TAKE_REFUND).has_in_tray(100).owes_nothing()


def test_the_store_that_closes_early_closes_the_terminal(person: Person) -> None:
    person.has_hours(store={"opens": "07:00", "closes": "22:00"})
    person.at(21, 49, 50).sees(S.ATTRACT).waits(12).sees(S.CLOSED)
    assert person.machine.view.status.opens_at == "2026-11-25 07:00"
    assert person.machine.view.settings.hours == "7:00 – 22:00"
