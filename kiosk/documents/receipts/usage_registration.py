"""The confirmation of an application for usage registration. It names nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from PIL import Image

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.receipts.layout import draw_contact, draw_location, draw_steps, start_receipt


@dataclass(frozen=True, slots=True)
class RegistrationSlip:
    """A submitted application; `telephone` is the municipality's."""

    issued_at: datetime
    store: str
    terminal: str
    municipality: str
    number: str
    usable_from: date
    telephone: str
    specimen: bool


def registration_slip(sent: RegistrationSlip, fonts: Fonts) -> Image.Image:
    """Return the confirmation as a 1-bit image 576 dots wide. Raises MissingGlyph, DoesNotFit."""
    canvas = start_receipt(
        fonts, "本籍地の利用登録　申請の控え", "Usage registration: application", sent.specimen
    )
    canvas.pair("申請番号", "Application no.", sent.number, size=36, bold=True, small=20)
    canvas.pair("申請先", "Municipality", sent.municipality)
    day = sent.usable_from
    about = f"{day.year}年{day.month}月{day.day}日ごろ"
    canvas.pair("使えるようになる日", "Usable from about", about, size=30, bold=True)
    canvas.pair("手数料", "Fee", "無料")
    draw_steps(
        canvas,
        (
            (
                "１．審査の状態は、この端末で確かめられます。",
                "See at this terminal how far it is.",
            ),
            (
                "２．登録後、端末で戸籍の証明書が取れます。",
                "Then certificates can be had at terminals.",
            ),
            ("３．この紙をそれまでお持ちください。", "Keep this slip until then."),
        ),
    )
    draw_location(canvas, sent.issued_at, sent.store, sent.terminal)
    draw_contact(canvas, sent.telephone, "お問い合わせ", "Enquiries")
    return canvas.finish()
