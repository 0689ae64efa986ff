"""領収書 and the other slips of the receipt printer. They name no person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PIL import Image

from kiosk.documents.fonts import Fonts
from kiosk.documents.slip_parts import TIME, begun, contact, where, yen

ReceiptLine = tuple[str, int, int]
"""(certificate in Japanese, copies, yen for all its copies)."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was sold and paid. All amounts are yen; `number` is random.

    Raises ValueError when the amounts do not add up.
    """

    issued_at: datetime
    store: str
    terminal: str
    municipality: str
    lines: tuple[ReceiptLine, ...]
    price: int
    inserted: int
    change: int
    number: str
    telephone: str
    specimen: bool

    def __post_init__(self) -> None:
        if not self.lines or any(copies < 1 or price < 0 for _, copies, price in self.lines):
            raise ValueError("a receipt for nothing")
        if self.price != sum(price for _, _, price in self.lines):
            raise ValueError(f"a receipt of {self.price} yen whose lines make another sum")
        if self.change < 0 or self.inserted - self.change != self.price:
            raise ValueError(f"a receipt of {self.price} yen, {self.inserted} in and {self.change} back")


@dataclass(frozen=True, slots=True)
class Claim:
    """Money that the terminal owes and could not pay out; `amount` in yen, at least 1."""

    issued_at: datetime
    store: str
    terminal: str
    amount: int
    number: str
    telephone: str
    specimen: bool

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError(f"a claim of {self.amount} yen")


def render_receipt(receipt: Receipt, fonts: Fonts) -> Image.Image:
    """Return the receipt as a 1-bit image 576 dots wide. Raises MissingGlyph, DoesNotFit."""
    slip = begun(fonts, "領 収 書", "Receipt", receipt.specimen)
    where(slip, receipt.issued_at, receipt.store, receipt.terminal)
    slip.pair("発行自治体", "Municipality", receipt.municipality)
    slip.pair("領収番号", "Receipt no.", receipt.number)
    slip.space(4)
    slip.rule()
    slip.space(16)
    for label, copies, price in receipt.lines:
        slip.pair(label, f"{copies} cop{'y' if copies == 1 else 'ies'}", f"{copies}部　{yen(price)}")
    slip.space(4)
    slip.rule(heavy=True)
    slip.space(16)
    slip.pair("合計", "Total", yen(receipt.price), size=44, bold=True, small=20)
    slip.rule(dashed=True)
    slip.space(16)
    slip.pair("お預かり", "Cash received", yen(receipt.inserted))
    slip.pair("おつり", "Change", yen(receipt.change))
    contact(slip, receipt.telephone, "お問い合わせ", "Enquiries")
    return slip.finish()


def claim_slip(claim: Claim, fonts: Fonts) -> Image.Image:
    """Return the slip for money still owed: how much, its number, what to do."""
    slip = begun(fonts, "お返しできなかったお金の控え", "Money owed to you", claim.specimen)
    slip.pair("お返しする金額", "Amount owed", yen(claim.amount), size=36, bold=True, small=20)
    slip.pair("受付番号", "Claim no.", claim.number, size=36, bold=True, small=20)
    slip.rule()
    slip.space(16)
    for step, english in (
        ("１．この紙をお店の方に見せてください。", "Show this slip to the store staff."),
        ("２．返せないときは、下へお電話ください。", "If they cannot pay you, call the number below."),
        ("３．返金までこの紙をお持ちください。", "Keep this slip until you have been paid."),
    ):
        slip.paragraph(step, 25)
        slip.paragraph(english, 19)
        slip.space(6)
    slip.rule()
    slip.space(16)
    where(slip, claim.issued_at, claim.store, claim.terminal)
    contact(slip, claim.telephone, "お電話", "Telephone")
    return slip.finish()


def test_receipt(fonts: Fonts, *, issued_at: datetime, terminal: str) -> Image.Image:
    """Return the staff's test slip: text sizes, full width, solid black, single dots."""
    slip = begun(fonts, "テスト印字", "Test print", specimen=False)
    slip.pair("日時", "Date", issued_at.strftime(TIME))
    slip.pair("端末番号", "Terminal", terminal)
    for size in (18, 24, 32, 44):
        slip.pair(f"{size} 永鷹驚讃", "", "0123456789", size=size)
    slip.rule()
    slip.space(8)
    slip.rule(dashed=True)
    slip.space(8)
    slip.rule(heavy=True)
    slip.space(12)
    slip.bar("黒 ベ タ  Solid black")
    slip.space(12)
    slip.centred("両はしの線が切れていないことを確かめてください", 20)
    return slip.finish()
