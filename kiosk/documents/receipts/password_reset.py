"""The confirmation of a password reset. It names nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PIL import Image

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.receipts.layout import draw_contact, draw_location, draw_steps, start_receipt


@dataclass(frozen=True, slots=True)
class ResetSlip:
    """A completed reset; `number` identifies it to the call centre."""

    issued_at: datetime
    store: str
    terminal: str
    number: str
    telephone: str
    specimen: bool


def reset_slip(done: ResetSlip, fonts: Fonts) -> Image.Image:
    """Return the confirmation as a 1-bit image 576 dots wide. Raises MissingGlyph, DoesNotFit."""
    canvas = start_receipt(fonts, "署名用パスワード　再設定の控え", "Signature password reset", done.specimen)
    canvas.pair("受付番号", "Number", done.number, size=36, bold=True, small=20)
    canvas.pair("手数料", "Fee", "無料")
    draw_steps(
        canvas,
        (
            ("新しいパスワードは今から使えます。", "The new password can be used from now on."),
            ("パスワードはこの紙に書かないでください。", "Do not write the password on this slip."),
            (
                "心当たりがないときは、すぐ下へお電話ください。",
                "If you did not do this yourself, call the number below at once.",
            ),
        ),
    )
    draw_location(canvas, done.issued_at, done.store, done.terminal)
    draw_contact(canvas, done.telephone, "お問い合わせ", "Enquiries")
    return canvas.finish()
