"""Visits in which the money is the trouble. To the yen: inserted = price + change + refund + claim."""

from __future__ import annotations

from kiosk.fsm.flow.staff.maintenance import StaffActed, StaffLeft
from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.states import S
from kiosk.journal.accounting.accounts import Account
from kiosk.rules.services import Service
from kiosk_simulator.cash.devices import CoinFault, HopperFault
from tests.support.staff import signs_in
from tests.support.visits import Person


def at_the_slot(person: Person, copies: int = 1) -> Person:
    return person.proves().orders(copies=copies).sees(S.PAY)


def test_exact_money_gives_no_change(person: Person) -> None:
    at_the_slot(person).inserts(100, 100, 50).waits_until(S.TAKE_PAPERS).has_in_tray(0).has_sheets(
        1
    ).owes_nothing()


def test_ending_after_the_first_coins_gives_them_all_back(person: Person) -> None:
    at_the_slot(person).inserts(100, 50, 10).ends().waits_until(S.TAKE_REFUND)
    person.has_in_tray(160).has_sheets(0).owes_nothing().presses_ok().sees(S.ATTRACT).leaves_no_trace()


def test_ending_before_any_coin_gives_nothing_and_costs_nothing(person: Person) -> None:
    at_the_slot(person).ends().waits_until(S.REFUSAL).presses_ok().sees(S.ATTRACT).has_in_tray(
        0
    ).owes_nothing()


def test_a_shopper_who_walks_away_while_paying_finds_the_money_in_the_tray(person: Person) -> None:
    at_the_slot(person).inserts(100).lets_time_out().waits_until(S.TAKE_REFUND).has_in_tray(
        100
    ).owes_nothing()


def test_every_coin_starts_the_time_for_paying_anew(person: Person) -> None:
    at_the_slot(person, copies=4)
    for _ in range(5):
        person.waits(100).inserts(10).sees(S.PAY)


def test_two_coins_in_one_breath_are_both_counted(person: Person) -> None:
    at_the_slot(person)
    person.environment.changer.insert(100)
    person.environment.changer.insert(500)
    person.waits_until(S.TAKE_PAPERS).has_in_tray(350).owes_nothing()


def test_a_coin_the_machine_does_not_know_comes_back_and_is_not_counted(person: Person) -> None:
    at_the_slot(person)
    person.environment.changer.insert(1)
    person.waits(0.5).sees(S.PAY)
    assert person.machine.view.visit.money.coin_rejected
    assert person.machine.view.visit.money.inserted == 0
    assert person.environment.changer.acceptor.returned == [1]


def test_nobody_is_let_in_when_there_is_no_change_at_all(person: Person) -> None:
    for yen in person.environment.changer.hoppers:
        person.kiosk.changer.count(yen, 0)
        person.environment.changer.fill(yen, 0)
    allowed = person.proves().orders().machine.view.visit.money.acceptable
    assert allowed == (10, 50, 100), "500 yen would need 250 yen of change that is not there"
    person.inserts(100, 100, 50).waits_until(S.TAKE_PAPERS).owes_nothing()


def test_a_coin_whose_change_is_not_there_is_not_even_taken(person: Person) -> None:
    for yen in (10, 50, 100):
        person.kiosk.changer.count(yen, 0)
        person.environment.changer.fill(yen, 0)
    person.proves().orders()
    assert 500 not in person.machine.view.visit.money.acceptable
    assert not person.environment.changer.insert(500)
    person.waits(0.5).sees(S.PAY)


def test_a_hopper_with_fewer_coins_than_counted_is_made_up_by_the_others(person: Person) -> None:
    person.environment.changer.fill(100, 1)
    at_the_slot(person).inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(250)
    assert sum(a.owed for a in person_accounts(person)) == 0


def test_change_that_no_hopper_can_pay_is_put_on_a_claim_slip_and_staff_is_called(person: Person) -> None:
    for yen in (10, 50, 100):
        person.environment.changer.hoppers[yen].faults.add(HopperFault.EMPTY)
    at_the_slot(person).inserts(500).waits_until(S.CLAIM)
    assert person.machine.view.visit.money.claimed == 250
    assert len(person.environment.receipt_printer.receipts) == 1
    person.has_sheets(1).presses_ok().sees(S.TAKE_PAPERS).presses_ok().waits(10)
    person.sees(S.OUT_OF_SERVICE, Reason.PAYOUT_SHORT)
    assert sum(a.owed for a in person_accounts(person)) == 0


def test_a_hopper_that_falls_silent_while_paying_is_never_asked_twice(person: Person) -> None:
    hopper = person.environment.changer.hoppers[100]
    hopper.faults.add(HopperFault.SILENT_IN_PAYOUT)
    at_the_slot(person).inserts(500).waits_until(S.CLAIM, S.TAKE_PAPERS)
    assert sum(person.environment.changer.tray) <= 250
    assert [a for a in person_accounts(person) if a.uncertain], "coins may have moved: staff must hear of it"


def test_a_hopper_that_is_silent_before_it_paid_is_made_up_by_the_others(person: Person) -> None:
    person.environment.changer.hoppers[100].faults.add(HopperFault.SILENT)
    at_the_slot(person).inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(250).owes_nothing()
    assert 100 not in person.environment.changer.tray


def test_what_a_silent_hopper_may_have_paid_is_unknown_and_not_claimed(person: Person) -> None:
    person.environment.changer.hoppers[100].faults.add(HopperFault.SILENT_IN_PAYOUT)
    at_the_slot(person).inserts(500).waits_until(S.CLAIM)
    money = person.machine.view.visit.money
    assert (money.paid_out, money.claimed, money.unknown) == (50, 0, 200)
    assert person.environment.changer.tray.count(50) == 1
    person.has_slips(1).presses_ok().presses_ok().waits(20).sees(S.OUT_OF_SERVICE, Reason.MONEY_UNKNOWN)


def test_a_hopper_that_answers_after_the_visit_corrects_what_was_unknown(person: Person) -> None:
    hopper = person.environment.changer.hoppers[100]
    hopper.faults.add(HopperFault.SILENT_IN_PAYOUT)
    at_the_slot(person).inserts(500).waits_until(S.CLAIM).presses_ok().presses_ok().waits(20)
    (before,) = person_accounts(person)
    hopper.faults.clear()
    person.waits(10)
    (after,) = person_accounts(person)
    out = sum(person.environment.changer.tray)
    assert (before.owed, before.unknown, before.uncertain) == (0, 200, True)
    assert (after.owed, after.unknown, after.uncertain) == (250 - out, 0, False)
    assert after.needs_staff == (out < 250)
    person.sees(S.OUT_OF_SERVICE)
    assert person.machine.view.status.stop is Reason.MONEY_UNKNOWN, "staff has to look all the same"


def test_a_coin_unit_that_falls_silent_while_paying_ends_with_the_money_accounted_for(person: Person) -> None:
    at_the_slot(person).inserts(100)
    person.environment.changer.acceptor.faults.add(CoinFault.SILENT)
    person.waits_until(S.TAKE_REFUND, S.CLAIM, S.REFUSAL).has_in_tray(100)
    person.presses_ok().waits(20).sees(S.OUT_OF_SERVICE)
    (account,) = person_accounts(person)
    assert (account.owed, account.uncertain) == (0, True), "more may have been inserted than was heard"
    person.environment.changer.acceptor.faults.clear()
    person.waits(20).sees(S.OUT_OF_SERVICE)
    (account,) = person_accounts(person)
    assert not account.needs_staff, "the acceptor's own counter has settled it"
    person.is_put_in_service_by_staff().sees(S.ATTRACT)


def test_a_coin_that_the_silent_acceptor_had_counted_is_owed_once_it_answers(person: Person) -> None:
    at_the_slot(person).inserts(100)
    person.environment.changer.insert(50)
    person.environment.changer.acceptor.faults.add(CoinFault.SILENT)
    person.waits_until(S.CLAIM).has_in_tray(100).presses_ok().waits(20)
    person.environment.changer.acceptor.faults.clear()
    person.waits(20).sees(S.OUT_OF_SERVICE)
    (account,) = person_accounts(person)
    assert (account.inserted, account.paid_out, account.owed) == (150, 100, 50)


def test_a_coin_unit_that_is_silent_from_the_start_takes_no_money(person: Person) -> None:
    person.proves()
    person.environment.changer.acceptor.faults.add(CoinFault.SILENT)
    person.orders().waits_until(S.REFUSAL).has_in_tray(0)
    assert person.machine.view.reason is Reason.CASH_FAULT


def test_a_reset_of_the_acceptor_while_paying_gives_back_what_was_counted(person: Person) -> None:
    at_the_slot(person).inserts(100)
    person.environment.changer.acceptor.faults.add(CoinFault.RESETS)
    person.waits_until(S.CLAIM).has_in_tray(100).has_slips(1)
    assert person.machine.view.visit.money.uncounted, "what fell in just before the reset is not known"


def test_a_jam_in_the_coin_slot_gives_back_what_was_counted(person: Person) -> None:
    at_the_slot(person).inserts(100)
    person.environment.changer.acceptor.faults.add(CoinFault.JAM)
    person.environment.changer.insert(100)
    person.waits_until(S.TAKE_REFUND).has_in_tray(100)


def person_accounts(person: Person) -> list[Account]:
    from kiosk.journal.accounting.accounts import accounts

    return list(accounts(person.journal.entries()).values())


def test_an_exchanged_hopper_asks_for_staff_at_the_next_start(person: Person) -> None:
    person.waits(10)
    person.environment.changer.hoppers[100]._serial = b"\x77\x66\x55"
    person.boots().waits(10).is_refused(Service.CERTIFICATES, Reason.CASH_FAULT)
    for event in signs_in():
        person.machine.post(event)
    person.machine.post(StaffActed(StaffAction.FILL_COINS))
    person.machine.post(StaffLeft(in_service=True))
    person.waits(10).sees(S.ATTRACT).next_customer_succeeds()
    person.boots().waits(10).sees(S.ATTRACT)
