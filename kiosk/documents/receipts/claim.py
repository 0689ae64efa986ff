"""The claim slip: money that the terminal owes and could not pay out, or that nobody can tell yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PIL import Image

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.receipts.layout import draw_contact, draw_location, draw_steps, start_receipt, yen


@dataclass(frozen=True, slots=True)
class Claim:
    """What a shopper leaves with instead of money.

    `amount` yen are certainly owed. `unknown` yen may have been paid out or not, and with `uncounted` more
    may have been inserted than was credited. Raises ValueError for a negative amount, or for no claim at all.
    """

    issued_at: datetime
    store: str
    terminal: str
    amount: int
    number: str
    telephone: str
    specimen: bool
    unknown: int = 0
    uncounted: bool = False

    def __post_init__(self) -> None:
        if min(self.amount, self.unknown) < 0 or not (self.amount or self.unknown or self.uncounted):
            raise ValueError(f"a claim of {self.amount} yen and {self.unknown} yen unknown")


def claim_slip(claim: Claim, fonts: Fonts) -> Image.Image:
    """Return the claim slip as a 1-bit image 576 dots wide. Raises MissingGlyph, DoesNotFit."""
    canvas = start_receipt(fonts, "お返しできなかったお金の控え", "Money owed to you", claim.specimen)
    if claim.amount:
        canvas.pair("お返しする金額", "Amount owed", yen(claim.amount), size=36, bold=True, small=20)
    if claim.unknown:
        canvas.pair("確認が必要な金額", "To be checked", yen(claim.unknown), size=36, bold=True, small=20)
    if claim.uncounted:
        canvas.pair("投入された金額", "Money inserted", "要確認", size=28, bold=True, small=20)
    canvas.pair("受付番号", "Claim no.", claim.number, size=36, bold=True, small=20)
    draw_steps(
        canvas,
        (
            ("１．この紙をお店の方に見せてください。", "Show this slip to the store staff."),
            ("２．返せないときは、下へお電話ください。", "If they cannot pay you, call the number below."),
            ("３．返金までこの紙をお持ちください。", "Keep this slip until you have been paid."),
        ),
    )
    draw_location(canvas, claim.issued_at, claim.store, claim.terminal)
    draw_contact(canvas, claim.telephone, "お電話", "Telephone")
    return canvas.finish()
