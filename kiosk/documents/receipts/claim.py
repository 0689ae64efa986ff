"""The claim slip: money that the terminal owes and could not pay out, or that nobody can tell yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kiosk.documents.receipts.captions import caption
from kiosk.documents.receipts.layout import Copies, contact, heading, location, not_printed, ruled, steps, yen
from kiosk.documents.receipts.settlement import Settlement, what_is_odd, what_is_open
from kiosk.documents.receipts.slip import Pair, Part, Slip


@dataclass(frozen=True, slots=True)
class HopperNumbers:
    """A payout without a result: of `asked` coins of `denomination` yen the hopper counted `counted`."""

    denomination: int
    asked: int
    counted: int


@dataclass(frozen=True, slots=True)
class Claim:
    """What a shopper leaves with instead of money, and where the rest of it went.

    `payouts` and `counter`, the coin acceptor's event counter, are what the devices said last: from them
    staff finds out what is unknown. Raises ValueError for no claim at all.
    """

    issued_at: datetime
    store: str
    terminal: str
    money: Settlement
    number: str
    telephone: str
    specimen: bool
    unprinted: tuple[Copies, ...] = ()
    uncertain: tuple[Copies, ...] = ()
    payouts: tuple[HopperNumbers, ...] = ()
    counter: int | None = None

    def __post_init__(self) -> None:
        if not self.money.is_open:
            raise ValueError("a claim for nothing")


def claim_slip(claim: Claim) -> Slip:
    """Return what the claim slip says."""
    return tuple(_parts(claim))


def _parts(claim: Claim) -> Iterator[Part]:
    money = claim.money
    yield from heading("お返しできなかったお金の控え", caption("Money owed to you"), claim.specimen)
    yield from what_is_open(money, 36, 22)
    yield Pair("受付番号", caption("Claim no."), claim.number, size=36, bold=True, small=22)
    yield from steps(
        ("１．この紙をお店の方に見せてください。", caption("Show this slip to the store staff.")),
        (
            "２．返せないときは、下へお電話ください。",
            caption("If they cannot pay you, call the number below."),
        ),
        ("３．返金までこの紙をお持ちください。", caption("Keep this slip until you have been paid.")),
    )
    yield Pair("お預かり", caption("Cash received"), yen(money.inserted))
    yield Pair("印刷した証明書の手数料", caption("Fee for what was printed"), yen(money.price))
    yield Pair("お返しした金額", caption("Paid back"), yen(money.returned))
    yield from what_is_odd(money)
    yield from not_printed(claim.unprinted, claim.uncertain)
    yield from _devices(claim)
    yield from ruled()
    yield from location(claim.issued_at, claim.store, claim.terminal)
    yield from contact(claim.telephone, "お電話", caption("Telephone"))


def _devices(claim: Claim) -> Iterator[Part]:
    for each in claim.payouts:
        yield Pair(
            f"{yen(each.denomination)}硬貨の払い出し",
            caption("Coins of {yen} yen: asked, counted", yen=each.denomination),
            f"{each.asked}枚中{each.counted}枚を確認",
        )
    if claim.counter is not None:
        yield Pair("硬貨選別機の計数", caption("Coin acceptor's event counter"), str(claim.counter))
