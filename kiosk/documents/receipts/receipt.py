"""領収書: the receipt for what was sold and paid. It names no person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kiosk.documents.receipts.captions import caption
from kiosk.documents.receipts.layout import (
    Copies,
    contact,
    heading,
    how_many,
    location,
    not_printed,
    ruled,
    yen,
)
from kiosk.documents.receipts.settlement import Settlement, what_is_odd, what_is_open
from kiosk.documents.receipts.slip import Pair, Paragraph, Part, Slip, Space

ReceiptLine = tuple[str, int, int]
"""(certificate in Japanese, copies, yen for all its copies)."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was sold and paid; `number` is random.

    `unprinted` did not come out, `uncertain` may have: neither is charged. Raises ValueError if the lines do
    not add up to the price.
    """

    issued_at: datetime
    store: str
    terminal: str
    municipality: str
    lines: tuple[ReceiptLine, ...]
    money: Settlement
    number: str
    telephone: str
    specimen: bool
    unprinted: tuple[Copies, ...] = ()
    uncertain: tuple[Copies, ...] = ()

    def __post_init__(self) -> None:
        if not self.lines or any(copies < 1 or price < 0 for _, copies, price in self.lines):
            raise ValueError("a receipt for nothing")
        if self.money.price != sum(price for _, _, price in self.lines):
            raise ValueError(f"a receipt of {self.money.price} yen whose lines make another sum")


def receipt_slip(receipt: Receipt) -> Slip:
    """Return what the receipt says."""
    return tuple(_parts(receipt))


def _parts(receipt: Receipt) -> Iterator[Part]:
    money = receipt.money
    yield from heading("領 収 書", caption("Receipt"), receipt.specimen)
    yield from location(receipt.issued_at, receipt.store, receipt.terminal)
    yield Pair("発行自治体", caption("Municipality"), receipt.municipality)
    yield Pair("領収番号", caption("Receipt no."), receipt.number)
    yield Space(4)
    yield from ruled()
    for label, copies, price in receipt.lines:
        yield Pair(label, how_many(copies), f"{copies}部　{yen(price)}")
    yield from not_printed(receipt.unprinted, receipt.uncertain)
    yield Space(4)
    yield from ruled(heavy=True)
    yield Pair("合計", caption("Total"), yen(money.price), size=44, bold=True, small=22)
    yield from ruled(dashed=True)
    yield Pair("お預かり", caption("Cash received"), yen(money.inserted))
    yield Pair("おつり", caption("Change"), yen(money.returned))
    yield from what_is_open(money, 26, 20)
    if money.is_open:
        yield Paragraph("くわしくは、もう一枚の控えをご覧ください。", 22)
        yield Paragraph(caption("The other slip says what to do."), 20)
    yield from what_is_odd(money)
    yield from contact(receipt.telephone, "お問い合わせ", caption("Enquiries"))
