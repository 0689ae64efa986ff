"""領収書: the receipt for what was sold and paid. It names no person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PIL import Image

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.receipts.layout import draw_contact, draw_location, start_receipt, yen

ReceiptLine = tuple[str, int, int]
"""(certificate in Japanese, copies, yen for all its copies)."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was sold and paid. All amounts are in yen; `number` is random.

    Raises ValueError if the amounts do not add up.
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


def render_receipt(receipt: Receipt, fonts: Fonts) -> Image.Image:
    """Return the receipt as a 1-bit image 576 dots wide. Raises MissingGlyph, DoesNotFit."""
    canvas = start_receipt(fonts, "領 収 書", "Receipt", receipt.specimen)
    draw_location(canvas, receipt.issued_at, receipt.store, receipt.terminal)
    canvas.pair("発行自治体", "Municipality", receipt.municipality)
    canvas.pair("領収番号", "Receipt no.", receipt.number)
    canvas.space(4)
    canvas.rule()
    canvas.space(16)
    for label, copies, price in receipt.lines:
        canvas.pair(label, f"{copies} cop{'y' if copies == 1 else 'ies'}", f"{copies}部　{yen(price)}")
    canvas.space(4)
    canvas.rule(heavy=True)
    canvas.space(16)
    canvas.pair("合計", "Total", yen(receipt.price), size=44, bold=True, small=20)
    canvas.rule(dashed=True)
    canvas.space(16)
    canvas.pair("お預かり", "Cash received", yen(receipt.inserted))
    canvas.pair("おつり", "Change", yen(receipt.change))
    draw_contact(canvas, receipt.telephone, "お問い合わせ", "Enquiries")
    return canvas.finish()
