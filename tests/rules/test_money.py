"""Yen: largest-first against an exhaustive search, and acceptance that can always be paid back."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.rules.money import (
    COINS,
    NOTE,
    acceptable,
    as_much_as_possible,
    can_settle,
    denominate,
    possible_payouts,
    takes_exact_money_only,
    total,
)

STOCKS = st.fixed_dictionaries({yen: st.integers(0, 5) for yen in COINS})
AMOUNTS = st.integers(0, 350).map(lambda tens: tens * 10)
FEES = st.lists(st.sampled_from([50, 100, 150, 200, 250, 300, 350, 400, 450]), min_size=1, max_size=4)


def charges_of(fees: list[int]) -> tuple[int, ...]:
    return tuple(sum(fees[:count]) for count in range(len(fees) + 1))


def every_sum(stock: dict[int, int]) -> set[int]:
    """Every amount that some pieces of the stock make: all combinations, tried one by one."""
    return {
        sum(yen * count for yen, count in zip(stock, counts, strict=True))
        for counts in product(*(range(pieces + 1) for pieces in stock.values()))
    }


@settings(deadline=None)
@given(amount=AMOUNTS, stock=STOCKS)
def test_a_way_is_found_exactly_when_one_exists_and_it_is_exact(amount: int, stock: dict[int, int]) -> None:
    pieces = denominate(amount, stock)
    assert (pieces is not None) == (amount in every_sum(stock))
    if pieces is not None:
        assert total(pieces) == amount
        assert all(0 < count <= stock[yen] for yen, count in pieces.items())


@settings(deadline=None)
@given(amount=AMOUNTS, stock=STOCKS)
def test_as_much_as_possible_is_the_most_that_does_not_exceed_the_amount(
    amount: int, stock: dict[int, int]
) -> None:
    pieces = as_much_as_possible(amount, stock)
    assert total(pieces) == max(each for each in every_sum(stock) if each <= amount)
    assert all(0 < count <= stock[yen] for yen, count in pieces.items())


def test_few_pieces_are_paid_rather_than_many() -> None:
    assert denominate(660, dict.fromkeys(COINS, 20)) == {500: 1, 100: 1, 50: 1, 10: 1}


@pytest.mark.parametrize("amount", [5, 249, 251])
def test_an_amount_that_yen_coins_cannot_make_has_no_way(amount: int) -> None:
    assert denominate(amount, dict.fromkeys(COINS, 50)) is None


def test_nothing_is_paid_with_nothing_and_less_than_nothing_is_refused() -> None:
    assert denominate(0, {}) == {}
    with pytest.raises(ValueError, match="-10 yen"):
        denominate(-10, {10: 5})


def test_possible_payouts_are_the_refund_and_the_change_after_each_sheet() -> None:
    assert possible_payouts(600, (0, 250, 500, 750)) == {600, 350, 100}
    assert possible_payouts(500, (0, 250, 500)) == {500, 250, 0}


@settings(deadline=None)
@given(fees=FEES, stock=STOCKS, inserts=st.lists(st.integers(0, 3), max_size=14))
def test_after_any_acceptable_coins_every_outcome_can_be_paid(
    fees: list[int], stock: dict[int, int], inserts: list[int]
) -> None:
    """The invariant before every coin, with the payouts searched for exhaustively after it."""
    charges = charges_of(fees)
    deposit = 0
    for choice in inserts:
        allowed = acceptable(deposit, charges[-1], charges, stock)
        if not allowed:
            break
        coin = allowed[choice % len(allowed)]
        deposit += coin
        stock[coin] += 1
        makeable = every_sum(stock)
        assert deposit in makeable, "the full refund"
        for charge in charges:
            assert charge > deposit or deposit - charge in makeable, f"change after {charge} yen"


@settings(deadline=None)
@given(fees=FEES, stock=STOCKS, deposit=AMOUNTS)
def test_a_coin_that_could_be_paid_back_is_not_turned_away(
    fees: list[int], stock: dict[int, int], deposit: int
) -> None:
    charges = charges_of(fees)
    allowed = acceptable(deposit, charges[-1], charges, stock)
    for coin in COINS:
        after = {**stock, coin: stock[coin] + 1}
        outcomes = {deposit + coin} | {deposit + coin - each for each in charges if each <= deposit + coin}
        payable = outcomes <= every_sum(after)
        assert (coin in allowed) == (payable and deposit < charges[-1])


@settings(deadline=None)
@given(fees=FEES, stock=STOCKS, inserts=st.lists(st.integers(0, 4), max_size=14))
def test_a_note_is_taken_exactly_when_the_hoppers_alone_can_pay_every_outcome(
    fees: list[int], stock: dict[int, int], inserts: list[int]
) -> None:
    """Coins and notes in any order. The note is inside for good: its refund is searched for in coins only."""
    charges, deposit = charges_of(fees), 0
    for choice in inserts:
        allowed = acceptable(deposit, charges[-1], charges, stock, (*COINS, NOTE))
        with_note = deposit + NOTE
        outcomes = {with_note} | {with_note - charge for charge in charges if charge <= with_note}
        payable = outcomes <= every_sum(stock)
        assert (NOTE in allowed) == (payable and deposit < charges[-1])
        if not allowed:
            break
        taken = allowed[choice % len(allowed)]
        deposit += taken
        if taken != NOTE:
            stock[taken] += 1


@pytest.mark.parametrize(
    ("stock", "taken"),
    [
        ({500: 2, 100: 2, 50: 1}, True),
        ({500: 1, 100: 7, 50: 1}, True),
        ({500: 1, 100: 5}, False),  # the refund, but not the change of 750
        ({500: 1, 100: 2, 50: 1}, False),  # the change, but not the refund
        ({}, False),
    ],
)
def test_a_note_for_250_yen_needs_both_the_refund_and_the_change(stock: dict[int, int], taken: bool) -> None:
    assert (NOTE in acceptable(0, 250, (0, 250), stock, (NOTE,))) == taken


@pytest.mark.parametrize("deposit", [250, 300])
def test_nothing_is_accepted_once_the_price_is_covered(deposit: int) -> None:
    assert acceptable(deposit, 250, (0, 250), dict.fromkeys(COINS, 50)) == ()


def test_only_what_the_terminal_takes_at_all_is_acceptable() -> None:
    assert acceptable(0, 250, (0, 250), dict.fromkeys(COINS, 50), (100, 10)) == (10, 100)


def test_an_empty_machine_takes_what_adds_up_exactly() -> None:
    assert acceptable(0, 250, (0, 250), {}) == (10, 50, 100)
    assert acceptable(200, 250, (0, 250), {100: 2}) == (10, 50)


def test_an_inserted_coin_joins_the_stock_once() -> None:
    """With 10 yen in a cash box that pays nothing out, no further coin could be returned as a sum."""
    assert acceptable(10, 250, (0, 250), {}) == ()
    assert acceptable(10, 250, (0, 250), dict.fromkeys(COINS, 0)) == ()


def test_a_deposit_settles_only_when_every_outcome_is_payable() -> None:
    assert can_settle(500, (0, 250), {500: 1, 50: 5})
    assert not can_settle(500, (0, 250), {500: 1, 50: 4})
    assert not can_settle(500, (0, 500), {100: 4})


@pytest.mark.parametrize(
    ("stock", "exact"),
    [
        ({}, True),
        ({100: 2, 50: 1}, False),
        ({10: 25}, False),
        ({10: 24}, True),
    ],
)
def test_exact_money_is_asked_for_when_no_larger_coin_can_be_changed(
    stock: dict[int, int], exact: bool
) -> None:
    assert takes_exact_money_only(250, stock) is exact


def test_nobody_is_asked_for_exact_money_where_no_coin_is_larger() -> None:
    assert not takes_exact_money_only(500, {})
