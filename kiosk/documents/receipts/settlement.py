"""Where the money of a visit went, to the yen, as receipts and claim slips say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.documents.receipts.captions import caption
from kiosk.documents.receipts.layout import yen
from kiosk.documents.receipts.slip import Pair, Paragraph, Part


@dataclass(frozen=True, slots=True)
class Settlement:
    """All in yen: inserted + uncovered = price + returned + claimed + unknown.

    `price` is for what was printed. `returned` was owed and lies in the tray; `overpaid` lies there beyond
    it. `claimed` is owed and certainly not out, `unknown` is owed and may be out. `uncovered` was printed and
    is not covered by what was inserted, as it was counted in the end. With `uncounted` more may
    have been inserted than was counted. Raises ValueError if a sum is negative or they do not add up.
    """

    inserted: int
    price: int
    returned: int
    claimed: int = 0
    unknown: int = 0
    overpaid: int = 0
    uncovered: int = 0
    uncounted: bool = False

    def __post_init__(self) -> None:
        went = self.price + self.returned + self.claimed + self.unknown
        sums = (self.inserted, self.price, self.returned, self.claimed, self.unknown)
        if min(*sums, self.overpaid, self.uncovered) < 0 or self.inserted + self.uncovered != went:
            raise ValueError(f"{self.inserted} yen inserted of which {went} are accounted for")

    @property
    def is_open(self) -> bool:
        """True when the shopper leaves without money that is, or may be, still theirs."""
        return self.claimed > 0 or self.unknown > 0 or self.uncounted


def what_is_open(money: Settlement, size: int, small: int) -> Iterator[Part]:
    """Say what is not paid back, or not known, each with its own amount."""
    bold = size > 26
    if money.claimed:
        yield Pair("お返しする金額", caption("Amount owed"), yen(money.claimed), size, bold, small)
    if money.unknown:
        yield Pair("確認が必要な金額", caption("To be checked"), yen(money.unknown), size, bold, small)
    if money.uncounted:
        yield Pair("投入された金額", caption("Money inserted"), "要確認", min(size, 28), bold, small)


def what_is_odd(money: Settlement) -> Iterator[Part]:
    """Say what came out beyond what was owed, and what was not covered."""
    if money.overpaid:
        yield Pair("余分に出た金額", caption("Paid out beyond that"), yen(money.overpaid))
    if money.uncovered:
        yield Pair("投入が足りない金額", caption("Not covered"), yen(money.uncovered))
    if money.overpaid or money.uncovered:
        yield Paragraph("お店の方が確認します。", 22)
        yield Paragraph(caption("The store staff will check this."), 20)
