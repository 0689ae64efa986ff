"""Slips of the free services: a password reset done, a usage registration applied for. They name nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from PIL import Image

from kiosk.documents.fonts import Fonts
from kiosk.documents.slip import Slip
from kiosk.documents.slip_parts import begun, contact, where


@dataclass(frozen=True, slots=True)
class ResetSlip:
    """A reset that is done; `number` names it to the call centre."""

    issued_at: datetime
    store: str
    terminal: str
    number: str
    telephone: str
    specimen: bool


@dataclass(frozen=True, slots=True)
class RegistrationSlip:
    """An application that the centre has; `telephone` is the municipality's."""

    issued_at: datetime
    store: str
    terminal: str
    municipality: str
    number: str
    usable_from: date
    telephone: str
    specimen: bool


def reset_slip(done: ResetSlip, fonts: Fonts) -> Image.Image:
    """Return the confirmation as a 1-bit image 576 dots wide. Raises MissingGlyph, DoesNotFit."""
    slip = begun(fonts, "署名用パスワード　再設定の控え", "Signature password reset", done.specimen)
    slip.pair("受付番号", "Number", done.number, size=36, bold=True, small=20)
    slip.pair("手数料", "Fee", "無料")
    _steps(
        slip,
        (
            ("新しいパスワードは今から使えます。", "The new password can be used from now on."),
            ("パスワードはこの紙に書かないでください。", "Do not write the password on this slip."),
            (
                "心当たりがないときは、すぐ下へお電話ください。",
                "If you did not do this yourself, call the number below at once.",
            ),
        ),
    )
    where(slip, done.issued_at, done.store, done.terminal)
    contact(slip, done.telephone, "お問い合わせ", "Enquiries")
    return slip.finish()


def registration_slip(sent: RegistrationSlip, fonts: Fonts) -> Image.Image:
    """Return the slip of an application as a 1-bit image 576 dots wide. Raises MissingGlyph, DoesNotFit."""
    slip = begun(fonts, "本籍地の利用登録　申請の控え", "Usage registration: application", sent.specimen)
    slip.pair("申請番号", "Application no.", sent.number, size=36, bold=True, small=20)
    slip.pair("申請先", "Municipality", sent.municipality)
    day = sent.usable_from
    about = f"{day.year}年{day.month}月{day.day}日ごろ"
    slip.pair("使えるようになる日", "Usable from about", about, size=30, bold=True)
    slip.pair("手数料", "Fee", "無料")
    _steps(
        slip,
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
    where(slip, sent.issued_at, sent.store, sent.terminal)
    contact(slip, sent.telephone, "お問い合わせ", "Enquiries")
    return slip.finish()


def _steps(slip: Slip, steps: tuple[tuple[str, str], ...]) -> None:
    slip.rule()
    slip.space(16)
    for japanese, english in steps:
        slip.paragraph(japanese, 25)
        slip.paragraph(english, 19)
        slip.space(6)
    slip.rule()
    slip.space(16)
