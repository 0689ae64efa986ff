"""The parts that receipts share: header, place and time, steps, contact."""

from __future__ import annotations

from datetime import datetime

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.receipts.canvas import ReceiptCanvas

TIME = "%Y/%m/%d %H:%M"


def yen(amount: int) -> str:
    """Return an amount such as 1,000円."""
    return f"{amount:,}円"


def start_receipt(fonts: Fonts, title: str, english: str, specimen: bool) -> ReceiptCanvas:
    """Start a receipt with its title, below a specimen bar if it is a specimen."""
    canvas = ReceiptCanvas(fonts)
    if specimen:
        canvas.bar("見本  SAMPLE")
        canvas.space(20)
    canvas.centred(title, 44, bold=True)
    canvas.centred(english, 22)
    canvas.space(14)
    canvas.rule(heavy=True)
    canvas.space(16)
    return canvas


def draw_location(canvas: ReceiptCanvas, issued_at: datetime, store: str, terminal: str) -> None:
    """Write time, store and terminal."""
    canvas.pair("日時", "Date and time", issued_at.strftime(TIME))
    canvas.pair("取扱店", "Store", store)
    canvas.pair("端末番号", "Terminal", terminal)


def draw_contact(canvas: ReceiptCanvas, telephone: str, label: str, english: str) -> None:
    """Write at the bottom whom to call."""
    canvas.space(4)
    canvas.rule()
    canvas.space(16)
    canvas.pair(label, english, telephone, bold=True)


def draw_steps(canvas: ReceiptCanvas, steps: tuple[tuple[str, str], ...]) -> None:
    """Write numbered steps between two rules, each in Japanese and English."""
    canvas.rule()
    canvas.space(16)
    for japanese, english in steps:
        canvas.paragraph(japanese, 25)
        canvas.paragraph(english, 19)
        canvas.space(6)
    canvas.rule()
    canvas.space(16)
