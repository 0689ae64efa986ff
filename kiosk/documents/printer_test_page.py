"""The staff's test page for the page printer: margins, fonts, background pattern, grey steps."""

from __future__ import annotations

import io
from datetime import datetime

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.pdf.background import draw_background
from kiosk.documents.pdf.canvas import PAGE_WIDTH, SOFT, PageCanvas
from kiosk.documents.pdf.reportlab_canvas import close_page, new_canvas
from kiosk.rules.eras import japanese_date

_LEFT, _RIGHT = 16.0, 194.0
_VARIANTS = "葛\U000e0104　邉\U000e010f　邊\U000e0108　\U00020bb7　髙　﨑"


def service_page(fonts: Fonts, *, issued_at: datetime, terminal: str) -> bytes:
    """Return the test page, one A4 page without personal data, as PDF. Raises MissingGlyph."""
    stream = io.BytesIO()
    pdf = new_canvas(stream, fonts, "test page", issued_at.date())
    draw_background(pdf, fonts)
    canvas = PageCanvas(pdf)
    canvas.box(8, 8, 194, 281)
    canvas.text(PAGE_WIDTH / 2, 38, "プリンター試し印刷", fonts.mincho, 24, align="centre", spacing=4)
    canvas.text(PAGE_WIDTH / 2, 46, "Printer test page", fonts.gothic, 11, align="centre", colour=SOFT)
    where = f"{japanese_date(issued_at.date())}　{issued_at:%H:%M}　　端末 {terminal}"
    canvas.text(PAGE_WIDTH / 2, 58, where, fonts.mincho, 12, align="centre")
    top = 76.0
    for size in (6.5, 8.5, 11.5, 17.0, 23.0):
        canvas.text(_LEFT, top, f"{size:g} pt", fonts.gothic, 8, colour=SOFT)
        canvas.text(_LEFT + 20, top, "住民票の写し　永鷹驚讃　０１２３", fonts.mincho, size)
        top += size * 0.8 + 4
    canvas.text(_LEFT, top + 4, "異体字", fonts.gothic, 8, colour=SOFT)
    canvas.text(_LEFT + 20, top + 4, _VARIANTS, fonts.mincho, 23)
    for step in range(11):
        canvas.fill(_LEFT + step * 16.0, 190, 16, 14, 1 - step / 10)
        canvas.text(_LEFT + 8 + step * 16.0, 210, f"{step * 10}%", fonts.gothic, 8, align="centre")
    canvas.box(_LEFT, 190, 176, 14)
    checks = (
        "外わくの線が四辺ともとぎれずに見えること。",
        "文字がかすれず、異体字が四角（□）になっていないこと。",
        "灰色の段が１１に分かれて見えること。",
        "コピーすると、地紋に「複写」の文字が浮かび出ること。",
    )
    for number, check in enumerate(checks, start=1):
        canvas.text(_LEFT, 222 + number * 8, f"{number}.", fonts.gothic, 11)
        canvas.text(_LEFT + 8, 222 + number * 8, check, fonts.gothic, 11)
    canvas.line(_LEFT, 280, _RIGHT, 280)
    canvas.text(_LEFT, 285, "証明書ではありません", fonts.gothic, 9)
    canvas.finish()
    close_page(pdf)
    pdf.save()
    return stream.getvalue()
