"""Coins and notes in words: by their value, and why some of them are not taken now."""

from __future__ import annotations

from collections.abc import Collection

from kiosk.fsm.visit import Money
from kiosk.rules.money import NOTE
from kiosk.screens.i18n.lists import listed
from kiosk.screens.i18n.words import Words


def named(words: Words, denominations: Collection[int]) -> str:
    """The pieces of these values in yen, smallest first; several coins share one word."""
    coins = [words.number(yen) for yen in sorted(denominations) if yen != NOTE]
    pieces = []
    if len(coins) > 1:
        *others, last = coins
        amounts = others[0]
        for amount in others[1:]:
            amounts = words.say("money", "{amounts},\u00a0{amount}", amounts=amounts, amount=amount)
        listed_coins = words.say(
            "money", "{amounts}\u00a0and\u00a0{amount}-yen coins", amounts=amounts, amount=last
        )
        pieces.append(listed_coins)
    elif coins:
        pieces.append(words.say("money", "{amount}-yen coins", amount=coins[0]))
    if NOTE in denominations:
        pieces.append(words.say("money", "{amount}-yen notes", amount=words.number(NOTE)))
    return listed(words, pieces)


def what_is_taken(words: Words, denominations: Collection[int], money: Money) -> tuple[str, ...]:
    """What can be inserted now, then what cannot, with the cause; `denominations` are the terminal's own."""
    refused = [yen for yen in denominations if yen not in money.acceptable]
    broken = [yen for yen in refused if yen in money.out_of_order]
    short = [yen for yen in refused if yen not in broken]
    says = [words.say("pay", "You can use: {pieces}.", pieces=named(words, money.acceptable))]
    if broken:
        says.append(
            words.say("pay", "Not now: {pieces}. The slot cannot take them.", pieces=named(words, broken))
        )
    if short:
        few = words.say(
            "pay", "Not now: {pieces}. Few coins are left for change.", pieces=named(words, short)
        )
        says.append(few)
    return tuple(says)
