"""The question before paying is stopped: three ways on, and money that moves while it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.fsm.events import Acknowledged, Ended
from kiosk.fsm.flow.certificates import OrderConfirmed
from kiosk.fsm.flow.operation import HoursChanged
from kiosk.fsm.flow.payment import OrderReopened, PayingContinued
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.journal.accounting.accounts import Account, accounts
from kiosk.runtime.workers import LIMIT
from kiosk_simulator.cash.devices import CoinFault
from tests.support.visits import Person


def is_asked(person: Person, *coins: int, copies: int = 1) -> Person:
    """At the slot, after these coins, the left button was touched."""
    person.proves().orders(copies=copies).sees(S.PAY).inserts(*coins)
    person.machine.post(Ended())
    return person.sees(S.STOP_PAYING)


def goes_on(person: Person) -> Person:
    person.machine.post(PayingContinued())
    return person


def wants_the_order(person: Person) -> Person:
    person.machine.post(OrderReopened())
    return person


def the_account(person: Person) -> Account:
    (account,) = accounts(person.journal.entries()).values()
    return account


def test_who_goes_on_pays_and_nothing_was_lost_by_asking(person: Person) -> None:
    goes_on(is_asked(person, 100)).sees(S.PAY).inserts(100, 50).waits_until(S.TAKE_PAPERS)
    person.has_sheets(1).has_in_tray(0).owes_nothing()


def test_coins_that_fall_in_while_the_question_stands_are_counted(person: Person) -> None:
    is_asked(person, 100).inserts(50).sees(S.STOP_PAYING)
    assert person.machine.view.visit.money.inserted == 150
    person.ends().waits_until(S.TAKE_REFUND).has_in_tray(150).owes_nothing()


def test_a_note_that_was_on_its_way_when_the_question_came_is_counted(person: Person) -> None:
    person.proves().orders(copies=5).sees(S.PAY)
    person.environment.changer.insert_note(1000)
    person.machine.post(Ended())
    person.sees(S.STOP_PAYING).waits(3)
    assert person.machine.view.visit.money.inserted == 1000
    person.ends().waits_until(S.TAKE_REFUND).has_in_tray(1000).owes_nothing()


def test_the_whole_price_while_the_question_stands_prints_nothing_until_the_shopper_says_so(
    person: Person,
) -> None:
    is_asked(person, 100).inserts(100, 50).waits(30).sees(S.STOP_PAYING)
    assert person.machine.view.visit.money.inserted == 250
    person.has_sheets(0)
    goes_on(person).waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(0).owes_nothing()


def test_the_whole_price_while_the_question_stands_comes_back_to_who_cancels(person: Person) -> None:
    is_asked(person, 100).inserts(500).ends().waits_until(S.TAKE_REFUND)
    person.has_in_tray(600).has_sheets(0).owes_nothing().presses_ok().sees(S.ATTRACT).leaves_no_trace()


def test_the_slot_takes_no_more_once_enough_is_inserted_while_the_question_stands(person: Person) -> None:
    is_asked(person, 100).inserts(500).waits(0.5)
    assert person.machine.view.visit.money.acceptable == ()
    assert not person.environment.changer.insert(100)


def test_who_does_not_answer_gets_the_money_back(person: Person) -> None:
    is_asked(person, 100).lets_time_out().waits_until(S.TAKE_REFUND).has_in_tray(100).owes_nothing()
    person.presses_ok().sees(S.ATTRACT).leaves_no_trace()


def test_every_coin_gives_time_to_answer(person: Person) -> None:
    is_asked(person, copies=4)
    for _ in range(5):
        person.waits(100).inserts(10).sees(S.STOP_PAYING)


def test_the_order_is_shown_again_as_it_was_once_the_money_is_back(person: Person) -> None:
    is_asked(person, 100, copies=2)
    order = person.machine.view.visit.order.lines
    wants_the_order(person).waits_until(S.TAKE_REFUND).has_in_tray(100)
    person.presses_ok().sees(S.ORDER).owes_nothing()
    visit = person.machine.view.visit
    assert (visit.order.lines, visit.reason, visit.money.inserted) == (order, None, 0)


def test_the_order_is_shown_at_once_when_nothing_was_inserted(person: Person) -> None:
    wants_the_order(is_asked(person)).waits_until(S.ORDER).has_in_tray(0).owes_nothing()


@pytest.mark.parametrize("first", [(), (100,), (100, 100)])
def test_an_order_that_was_shown_again_is_paid_for_anew_and_the_books_hold_both(
    person: Person, first: tuple[int, ...]
) -> None:
    wants_the_order(is_asked(person, *first)).waits_until(S.TAKE_REFUND, S.ORDER)
    person.machine.post(Acknowledged())
    person.sees(S.ORDER).environment.changer.take_tray()
    person.machine.post(OrderConfirmed())
    person.waits_until(S.PAY).inserts(500).waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250)
    assert person.machine.view.visit.money.inserted == 500, "the receipt is for this payment"
    person.presses_ok().waits_until(S.ATTRACT).owes_nothing()
    account = the_account(person)
    assert (account.inserted, account.charged, account.paid_out) == (sum(first) + 500, 250, sum(first) + 250)
    assert not account.needs_staff


def test_a_second_deposit_that_cannot_be_opened_is_not_mistaken_for_the_first(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its task never runs; what is counted then is nothing, and not what came back before."""
    wants_the_order(is_asked(person, 100)).waits_until(S.TAKE_REFUND).presses_ok().sees(S.ORDER)
    submit, lost = person.workers.submit, []

    def losing(
        device: str, job: Callable[[], object], done: Callable[..., None], limit: float = LIMIT
    ) -> None:
        if person.machine.state is S.OPEN_DEPOSIT and device == "cash":
            lost.append(job)
        else:
            submit(device, job, done, limit)

    monkeypatch.setattr(person.workers, "submit", losing)
    person.machine.post(OrderConfirmed())
    person.waits_until(S.REFUSAL, S.TAKE_REFUND, S.CLAIM).sees(S.REFUSAL, Reason.CASH_FAULT)
    assert lost
    person.has_in_tray(100).presses_ok().waits_until(S.ATTRACT).owes_nothing()
    assert not the_account(person).needs_staff


def test_money_that_does_not_come_back_whole_leads_to_the_slip_and_not_to_the_order(person: Person) -> None:
    is_asked(person, 100)
    person.environment.changer.acceptor.faults.add(CoinFault.RESETS)
    person.waits(1)
    person.waits_until(S.CLAIM).has_in_tray(100).has_slips(1).presses_ok().waits(5)
    person.sees(S.OUT_OF_SERVICE, Reason.MONEY_UNKNOWN)


def test_who_walks_away_from_the_returned_money_ends_the_visit(person: Person) -> None:
    wants_the_order(is_asked(person, 100)).waits_until(S.TAKE_REFUND).lets_time_out().sees(S.ATTRACT)
    person.leaves_no_trace()


def test_after_closing_time_the_money_comes_back_but_the_order_does_not(person: Person) -> None:
    wants_the_order(is_asked(person, 100)).waits_until(S.TAKE_REFUND)
    person.machine.post(HoursChanged(False, False, "2026-11-25 06:30"))
    person.presses_ok().sees(S.CLOSED).leaves_no_trace()


def test_closing_time_while_the_question_stands_returns_the_money(person: Person) -> None:
    is_asked(person, 100)
    person.machine.post(HoursChanged(False, False, "2026-11-25 06:30"))
    person.waits_until(S.TAKE_REFUND).has_in_tray(100).sees(S.TAKE_REFUND, Reason.CLOSING_TIME)


def test_a_coin_credited_just_before_the_question_is_known_in_it(person: Person) -> None:
    """The poll of the state before has seen the coin, and its answer comes too late to count there."""
    person.proves().orders().sees(S.PAY)
    poll = person.kiosk.changer.poll

    def asks_first() -> object:
        seen = poll()
        person.kiosk.terminal.post(Ended())
        person.kiosk.changer.poll = poll  # type: ignore[method-assign]
        return seen

    person.environment.changer.insert(100)
    person.kiosk.changer.poll = asks_first  # type: ignore[method-assign,assignment]
    person.waits(1).sees(S.STOP_PAYING)
    assert person.machine.view.visit.money.inserted == 100
