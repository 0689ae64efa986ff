"""The receipt printer's test print for staff."""

from __future__ import annotations

from datetime import datetime

from PIL import Image

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.receipts.layout import TIME, start_receipt


def test_receipt(fonts: Fonts, *, issued_at: datetime, terminal: str) -> Image.Image:
    """Return the test print: text sizes, full width, solid black, thin lines."""
    canvas = start_receipt(fonts, "テスト印字", "Test print", specimen=False)
    canvas.pair("日時", "Date", issued_at.strftime(TIME))
    canvas.pair("端末番号", "Terminal", terminal)
    for size in (18, 24, 32, 44):
        canvas.pair(f"{size} 永鷹驚讃", "", "0123456789", size=size)
    canvas.rule()
    canvas.space(8)
    canvas.rule(dashed=True)
    canvas.space(8)
    canvas.rule(heavy=True)
    canvas.space(12)
    canvas.bar("黒 ベ タ  Solid black")
    canvas.space(12)
    canvas.centred("両はしの線が切れていないことを確かめてください", 20)
    return canvas.finish()
