"""Visits that are paid with a 1,000-yen note: stacked with the right change, or returned.

Counted in rows, in the hoppers and in the stacker.
"""

from __future__ import annotations

import pytest

from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from kiosk_simulator.cash.devices import HopperFault
from tests.support.note_visits import acceptable, accounts_of, at_the_slot, holds, is_on_its_way, the_account
from tests.support.visits import Person

# --- paid with a note --------------------------------------------------------------------------------


@pytest.mark.parametrize(("copies", "notes"), [(1, 1), (2, 1), (3, 1), (4, 1), (5, 2), (10, 3)])
def test_notes_are_stacked_and_the_change_is_right(person: Person, copies: int, notes: int) -> None:
    at_the_slot(person, copies)
    for _ in range(notes):
        person.inserts_note().waits(2)
    person.waits_until(S.TAKE_PAPERS).has_in_tray(notes * 1000 - copies * 250).has_sheets(copies)
    assert person.environment.changer.validator.stacker == [1000] * notes
    person.owes_nothing().presses_ok().waits(10).sees(S.ATTRACT).leaves_no_trace()


def test_a_note_and_coins_pay_together(person: Person) -> None:
    at_the_slot(person, copies=5).inserts(100, 100).inserts_note().waits(2).inserts(50)
    person.waits_until(S.TAKE_PAPERS).has_in_tray(0).owes_nothing()
    assert the_account(person).inserted == 1250


def test_the_note_is_in_the_cash_boxs_sum_and_in_no_hopper(person: Person) -> None:
    before = dict(person.kiosk.changer.stock())
    at_the_slot(person, copies=4).inserts_note().waits_until(S.TAKE_PAPERS)
    assert person.kiosk.changer.cash_box() == person.journal.hopper_stock()[1] == 1000
    assert dict(person.kiosk.changer.stock()) == before
    person.boots()
    assert person.kiosk.changer.cash_box() == 1000


def test_the_note_is_announced_before_it_moves(person: Person) -> None:
    at_the_slot(person).inserts_note().waits_until(S.TAKE_PAPERS)
    person.has_journalled(Kind.DEPOSIT_OPENED, Kind.NOTE_INTENDED, Kind.NOTE_STACKED, Kind.DEPOSIT_FIXED)


# --- short hoppers -----------------------------------------------------------------------------------

ENOUGH_FOR_250 = {"yen_500": 2, "yen_100": 2, "yen_50": 1}


@pytest.mark.parametrize(
    ("copies", "coins", "is_taken"),
    [
        (1, ENOUGH_FOR_250, True),  # refund 2 x 500; change 500 + 2 x 100 + 50
        (1, {"yen_500": 2, "yen_100": 2}, False),  # no 750
        (1, {"yen_500": 1, "yen_100": 2, "yen_50": 1}, False),  # 750, and no 1,000
        (2, {"yen_500": 2}, False),  # 500 and 1,000; 750 when only one comes out
        (2, ENOUGH_FOR_250, True),
        (1, {}, False),
    ],
)
def test_a_note_is_taken_only_when_every_outcome_can_be_paid_back(
    person: Person, copies: int, coins: dict[str, int], is_taken: bool
) -> None:
    person.waits(6).proves()
    holds(person, **coins)
    person.orders(copies=copies)
    if person.machine.state is S.REFUSAL:
        assert not is_taken
        return
    assert (1000 in acceptable(person)) == is_taken
    person.inserts_note().waits(3)
    validator = person.environment.changer.validator
    assert (validator.stacker, validator.returned) == (([1000], []) if is_taken else ([], [1000]))
    if is_taken:
        person.waits_until(S.TAKE_PAPERS).has_in_tray(1000 - 250 * copies)
    else:
        person.sees(S.PAY)
    person.owes_nothing()


def test_a_certificate_of_450_yen_leaves_550_to_be_paid_back(person: Person) -> None:
    """Of the order, that is: 450 and 250 yen in one visit leave 300, 550, 750 or 1,000 yen."""
    from kiosk.rules.money import acceptable as may_be_inserted

    stock = {500: 2, 100: 3, 50: 1, 10: 0}
    assert 1000 in may_be_inserted(0, 700, (0, 450, 700), stock, (1000,))
    for poorer in ({**stock, 500: 1}, {**stock, 50: 0}, {**stock, 100: 2}):
        assert may_be_inserted(0, 700, (0, 450, 700), poorer, (1000,)) == ()


def test_a_hopper_that_falls_silent_while_paying_is_not_counted_on_for_a_note(person: Person) -> None:
    """The screen said yes; the hoppers that answer when the note is in escrow say no."""
    at_the_slot(person)
    assert 1000 in acceptable(person)
    for yen in (500, 100):
        person.environment.changer.hoppers[yen].faults.add(HopperFault.SILENT)
        holds_few = person.environment.changer.hoppers[50]
        assert holds_few.coins == 40
    person.kiosk.changer.count(50, 9)
    person.environment.changer.fill(50, 9)
    person.inserts_note().waits(3).sees(S.PAY)
    assert person.environment.changer.validator.returned == [1000]
    assert person.machine.view.visit.money.note_rejected
    assert 1000 not in acceptable(person)


def test_coins_that_make_the_refund_too_large_close_the_slot_for_notes(person: Person) -> None:
    person.waits(6).proves()
    holds(person, yen_500=2, yen_100=2, yen_50=2)
    person.orders(copies=2)
    assert 1000 in acceptable(person)
    person.inserts(10)
    assert 1000 in acceptable(person), "the coin itself comes out again"
    holds(person, yen_500=2, yen_100=2, yen_50=2)  # somebody has taken it away
    person.inserts(10)
    assert 1000 not in acceptable(person)
    assert not person.environment.changer.insert_note(1000)


# --- the end with a note -----------------------------------------------------------------------------


def test_ending_with_a_note_in_escrow_gives_that_note_back(person: Person) -> None:
    at_the_slot(person)
    person.environment.changer.insert_note(1000)
    person.waits(0.25).ends().waits_until(S.REFUSAL).has_in_tray(0).owes_nothing()
    assert person.environment.changer.validator.returned == [1000]
    assert not [account for account in accounts_of(person) if account.needs_staff]


def test_ending_with_a_note_stacked_gives_its_yen_back_in_coins(person: Person) -> None:
    at_the_slot(person, copies=5).inserts_note().waits(2).ends().waits_until(S.TAKE_REFUND)
    person.has_in_tray(1000).owes_nothing()
    assert person.environment.changer.validator.stacker == [1000]


def test_ending_with_a_note_on_its_way_waits_for_it(person: Person) -> None:
    is_on_its_way(at_the_slot(person, copies=5)).ends().waits_until(S.TAKE_REFUND)
    person.has_in_tray(1000).owes_nothing()


def test_closing_the_service_finishes_what_was_paid_with_a_note(person: Person) -> None:
    person.at(22, 45)
    at_the_slot(person).inserts_note().waits(2).at(23, 0)
    person.waits_until(S.TAKE_PAPERS).has_in_tray(750).owes_nothing()


def test_closing_time_with_a_note_in_escrow_gives_it_back(person: Person) -> None:
    person.at(22, 45)
    at_the_slot(person)
    person.environment.changer.insert_note(1000)
    person.at(23, 0).waits_until(S.REFUSAL, S.CLOSED, S.TAKE_PAPERS)
    changer = person.environment.changer
    assert sum(changer.validator.returned) + sum(changer.validator.stacker) == 1000
    person.owes_nothing()


def test_walking_away_with_a_note_in_escrow_gives_it_back(person: Person) -> None:
    at_the_slot(person)
    person.waits(119.5)
    person.environment.changer.insert_note(1000)
    person.waits_until(S.REFUSAL, S.TAKE_PAPERS, S.TAKE_REFUND).owes_nothing()
    changer = person.environment.changer
    paid_for = 250 if person.environment.printer.sheets else 0
    assert sum(changer.validator.returned) + sum(changer.tray) == 1000 - paid_for
