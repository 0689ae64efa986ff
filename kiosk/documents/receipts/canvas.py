"""Draws a receipt as an image: black on white, from the top down, 576 dots wide (72 mm at 8 dots/mm)."""

from __future__ import annotations

from functools import cache

from PIL import Image, ImageDraw, ImageFont

from kiosk.documents.fonts.cid_font import CIDFont
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import FittedText, fit

WIDTH = 576
"""Dots."""
MARGIN = 16
_FULL = WIDTH - 2 * MARGIN
_GAP = 24
_TALLEST = 4096
_THRESHOLD = 150
"""Grey values below this become ink, so that thin strokes keep their weight on thermal paper."""


@cache
def _face(font: CIDFont, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font.path), size, layout_engine=ImageFont.Layout.BASIC)


class ReceiptCanvas:
    """Writes line by line from the top. Its methods raise MissingGlyph and DoesNotFit."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._image = Image.new("L", (WIDTH, _TALLEST), 255)
        self._draw = ImageDraw.Draw(self._image)
        self._y = MARGIN

    def space(self, dots: int) -> None:
        """Leave a vertical space of `dots`."""
        self._y += dots

    def rule(self, *, heavy: bool = False, dashed: bool = False) -> None:
        """Draw a horizontal line across the full width."""
        weight = 4 if heavy else 2
        step, dash = (12, 6) if dashed else (_FULL, _FULL)
        for x in range(MARGIN, WIDTH - MARGIN, step):
            self._draw.rectangle(
                (x, self._y, min(x + dash, WIDTH - MARGIN) - 1, self._y + weight - 1), fill=0
            )
        self._y += weight

    def centred(self, text: str, size: int, *, bold: bool = False) -> None:
        """Write a centred text, smaller or on several lines if it is long."""
        font = self._font(bold)
        fitted = fit(text, font, _FULL, size, min_size=size * 0.6, max_lines=4)
        for line in fitted.lines:
            self._write(WIDTH / 2, line, font, int(fitted.size), "ma")
            self._y += round(fitted.size * 1.3)

    def bar(self, text: str, size: int = 30) -> None:
        """Write white on black across the full width."""
        font = self._font(True)
        font.check(text)
        self._draw.rectangle((MARGIN, self._y, WIDTH - MARGIN - 1, self._y + size * 2 - 1), fill=0)
        self._draw.text((WIDTH / 2, self._y + size), text, font=_face(font, size), fill=255, anchor="mm")
        self._y += size * 2

    def paragraph(self, text: str, size: int = 24) -> None:
        """Write a text across the full width, on as many lines as it needs."""
        for line in fit(text, self._font(False), _FULL, size, min_size=size, max_lines=12).lines:
            self._write(MARGIN, line, self._font(False), size, "la")
            self._y += round(size * 1.5)

    def pair(
        self, label: str, english: str, value: str, *, size: int = 26, bold: bool = False, small: int = 17
    ) -> None:
        """Write label and value on one line, the English under the label."""
        font = self._font(bold)
        top = self._y
        # The value takes up to 62 % of the width, the label what remains.
        room = _FULL - _GAP - min(font.width(value, size), 0.62 * _FULL)
        fitted_label = fit(label, font, room, size, min_size=size * 0.8, max_lines=4)
        room = _FULL - _GAP - max(font.width(line, fitted_label.size) for line in fitted_label.lines)
        amount = fit(value, font, room, size, min_size=size * 0.7, max_lines=4)
        value_end = self._lines(WIDTH - MARGIN, top, amount, font, "ra")
        label_end = self._lines(MARGIN, top, fitted_label, font, "la")
        if english:
            self._y = label_end
            self._write(MARGIN, english, self._font(False), small, "la")
            label_end += round(small * 1.6)
        self._y = max(label_end, value_end) + 6

    def _lines(self, x: float, top: int, fitted: FittedText, font: CIDFont, anchor: str) -> int:
        self._y = top
        for line in fitted.lines:
            self._write(x, line, font, int(fitted.size), anchor)
            self._y += round(fitted.size * 1.2)
        return self._y

    def finish(self) -> Image.Image:
        """Return the receipt as a 1-bit image, 255 = paper. Raises ValueError above 4,096 dots."""
        if self._y + MARGIN > _TALLEST:
            raise ValueError(f"a slip of {self._y} dots")
        cut = self._image.crop((0, 0, WIDTH, self._y + MARGIN))
        return cut.point([0 if grey < _THRESHOLD else 255 for grey in range(256)]).convert("1")

    def _font(self, bold: bool) -> CIDFont:
        return self._fonts.gothic_bold if bold else self._fonts.gothic

    def _write(self, x: float, text: str, font: CIDFont, size: int, anchor: str) -> None:
        font.check(text)
        self._draw.text((x, self._y), text, font=_face(font, size), fill=0, anchor=anchor)
