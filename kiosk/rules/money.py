"""Yen: paying out an amount in coins, and which coins and notes may be accepted.

Each yen denomination divides the next larger one (10, 50, 100, 500, 1,000), so the greedy algorithm is
exact even with a limited stock; a property test compares it with an exhaustive search.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

COINS = (10, 50, 100, 500)
"""Yen coins that the terminal accepts, smallest first. 1 and 5 yen are not accepted."""
NOTE = 1000
"""The one note that the terminal accepts, in yen. It goes to the stacker, from which nothing is paid out."""


def total(stock: Mapping[int, int]) -> int:
    """Return the value in yen of all pieces in `stock` (denomination → pieces)."""
    return sum(denomination * pieces for denomination, pieces in stock.items())


def denominate(amount: int, stock: Mapping[int, int]) -> dict[int, int] | None:
    """Return pieces by denomination that make up exactly `amount` yen from `stock`.

    None if the stock cannot make up the amount. Raises ValueError for a negative amount.
    """
    if amount < 0:
        raise ValueError(f"cannot pay out {amount} yen")
    pieces = as_much_as_possible(amount, stock)
    return pieces if total(pieces) == amount else None


def as_much_as_possible(amount: int, stock: Mapping[int, int]) -> dict[int, int]:
    """Return pieces that make up `amount` yen, or as much of it as possible, largest coins first."""
    pieces: dict[int, int] = {}
    for denomination in sorted(stock, reverse=True):
        count = min(amount // denomination, stock[denomination])
        if count > 0:
            pieces[denomination] = count
            amount -= count * denomination
    return pieces


def possible_payouts(deposit: int, charges: Iterable[int]) -> set[int]:
    """Return every amount that may have to be paid out of `deposit` yen: the full refund, and the rest
    after each possible charge (`charges`: yen for none, one, … all certificates printed)."""
    return {deposit} | {deposit - charge for charge in charges if charge <= deposit}


def can_settle(deposit: int, charges: Iterable[int], stock: Mapping[int, int]) -> bool:
    """True if every possible payout of `deposit` yen can be made from `stock`."""
    return all(denominate(amount, stock) is not None for amount in possible_payouts(deposit, charges))


def takes_exact_money_only(price: int, stock: Mapping[int, int], accepted: Iterable[int] = COINS) -> bool:
    """True if no single coin or note above `price` yen could be changed: who pays needs the exact money.

    False where there is none above it, so that nobody is told more than is true.
    """
    larger = [denomination for denomination in accepted if denomination > price]
    return bool(larger) and not set(larger) & set(acceptable(0, price, (0, price), stock, larger))


def acceptable(
    deposit: int,
    price: int,
    charges: Iterable[int],
    stock: Mapping[int, int],
    accepted: Iterable[int] = COINS,
) -> tuple[int, ...]:
    """Return the denominations that may be inserted now, smallest first.

    A coin is acceptable only if every possible payout after it can be made; the coin itself is added to
    the stock. A note is not: even its own refund must come out of the hoppers. Nothing is acceptable
    once `deposit` covers `price`. All amounts are in yen.
    """
    if deposit >= price:
        return ()
    steps = tuple(charges)
    allowed = []
    for denomination in sorted(accepted):
        comes_out_again = 0 if denomination == NOTE else 1
        after = {**stock, denomination: stock.get(denomination, 0) + comes_out_again}
        if can_settle(deposit + denomination, steps, after):
            allowed.append(denomination)
    return tuple(allowed)
