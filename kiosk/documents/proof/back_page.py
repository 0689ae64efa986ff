"""The back of a sheet: its symbols, and how they are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from reportlab.lib.units import mm

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import fit
from kiosk.documents.layout.dimensions import LEFT, RIGHT, WIDTH
from kiosk.documents.layout.page import PagePosition
from kiosk.documents.pdf.canvas import PAGE_WIDTH, SOFT, PageCanvas
from kiosk.documents.proof.qr import MODULE, QUIET_MODULES, qr
from kiosk.documents.proof.sealing import seal
from kiosk.documents.proof.symbols import Symbol, split
from kiosk.rules.eras import full_width

_TOP = 40.0
_COLUMNS = 3
_PITCH_GAP = QUIET_MODULES * MODULE
_NOTES = (
    "うら面の記号は、この証明書の内容を発行元の電子署名とともに暗号化したものです。",
    "確認する方は、おもて面とうら面の全体を200dpi以上で読み取り、検証プログラムに入れてください。",
    "複写すると、地紋に「複写」の文字が現れることがあります。記号は複写を防ぐものではありません。",
)


@dataclass(frozen=True, slots=True)
class Proof:
    """What the backs of one document say: a payload (`Payload.to_bytes`), and for whom it is sealed."""

    payload: bytes = field(repr=False)
    recipient: X25519PublicKey

    def symbols(self, page: int, pages: int) -> tuple[Symbol, ...]:
        """Return the symbols for the back of a page. Raises TooLong."""
        return split(seal(self.payload, self.recipient, page, pages), page, pages)


def draw_back(
    canvas: PageCanvas, fonts: Fonts, symbols: tuple[Symbol, ...], position: PagePosition, *, specimen: bool
) -> None:
    """Draw the back of a page. Raises DoesNotFit never: `symbols.MOST_PIECES` and the parity have room."""
    title = "証明書の真正性を確認するための記号"
    canvas.text(PAGE_WIDTH / 2, 22, title, fonts.gothic, 13, align="centre", spacing=1)
    if specimen:
        notice = "見本 SAMPLE　この証明書は見本です。効力はありません。"
        canvas.text(PAGE_WIDTH / 2, 30, notice, fonts.gothic, 10, align="centre")
    drawn = {symbol: qr(symbol.to_bytes(), random=True) for symbol in dict.fromkeys(symbols)}
    masks = [drawn[symbol] for symbol in symbols]
    side = masks[0].modules * MODULE
    pitch = side + _PITCH_GAP
    across = min(_COLUMNS, len(masks))
    left = (PAGE_WIDTH - across * pitch + _PITCH_GAP) / 2
    for number, mask in enumerate(masks):
        row, column = divmod(number, _COLUMNS)
        canvas.mask(left + column * pitch, _TOP + row * pitch, side, _PITCH_GAP, mask)
    for line, note in enumerate(_NOTES):
        fitted = fit(note, fonts.gothic, WIDTH * mm, 8.5, min_size=6.5, max_lines=1)
        canvas.text(LEFT, 268 + 4.2 * line, note, fonts.gothic, fitted.size, colour=SOFT)
    canvas.line(LEFT, 280, RIGHT, 280, width=0.4)
    canvas.text(PAGE_WIDTH / 2 + 8, 285, f"照合番号　{position.code}", fonts.gothic, 9, align="centre")
    pages = f"{full_width(position.page)} ／ {full_width(position.pages)} ページ（うら）"
    canvas.text(RIGHT, 285, pages, fonts.gothic, 9, align="right")
