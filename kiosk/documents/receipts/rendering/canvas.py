"""Draws a slip as an image: black on white, from the top down, 576 dots wide (72 mm at 8 dots/mm)."""

from __future__ import annotations

from functools import cache, lru_cache

from PIL import Image, ImageDraw, ImageFont

from kiosk.documents.fonts.cid_font import CIDFont
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import fit
from kiosk.documents.receipts.slip import Bar, Centred, Pair, Paragraph, Part, Rule, Slip, Space

WIDTH = 576
"""Dots."""
MARGIN = 16
_FULL = WIDTH - 2 * MARGIN
_GAP = 24
_TALLEST = 4096
_THRESHOLD = 150
"""Grey values below this become ink, so that thin strokes keep their weight on thermal paper."""
_BLACK_OR_WHITE = [0 if grey < _THRESHOLD else 255 for grey in range(256)]


@cache
def _face(font: CIDFont, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font.path), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=256)
def _ink(text: str, font: CIDFont, size: int, anchor: str) -> tuple[Image.Image, int, int]:
    """Return a text's ink and where it lies from its anchor. For labels and sentences: there are few.

    Numbers, times, places and amounts are never asked for here: nothing of a visit is kept.
    """
    face = _face(font, size)
    left, top, right, bottom = face.getbbox(text, anchor=anchor)
    ink = Image.new("L", (int(right - left), int(bottom - top)))
    ImageDraw.Draw(ink).text((-left, -top), text, font=face, fill=255, anchor=anchor)
    return ink, int(left), int(top)


def draw(slip: Slip, fonts: Fonts) -> Image.Image:
    """Return the slip as a 1-bit image 576 dots wide, 255 = paper, exactly as high as it needs to be.

    Raises MissingGlyph, DoesNotFit, and ValueError above 4,096 dots.
    """
    canvas = _Canvas(fonts)
    for part in slip:
        canvas.put(part)
    return canvas.finish()


class _Canvas:
    """Writes line by line from the top."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._image = Image.new("L", (WIDTH, _TALLEST), 255)
        self._draw = ImageDraw.Draw(self._image)
        self._y = MARGIN

    def put(self, part: Part) -> None:
        """Draw the next part of the slip."""
        match part:
            case Space(dots):
                self._y += dots
            case Rule(heavy, dashed):
                self._rule(heavy=heavy, dashed=dashed)
            case Centred(text, size, bold):
                self._centred(text, size, bold=bold)
            case Bar(text, size):
                self._bar(text, size)
            case Paragraph(text, size):
                self._paragraph(text, size)
            case Pair():
                self._pair(part)

    def _rule(self, *, heavy: bool, dashed: bool) -> None:
        weight = 4 if heavy else 2
        step, dash = (12, 6) if dashed else (_FULL, _FULL)
        for x in range(MARGIN, WIDTH - MARGIN, step):
            self._draw.rectangle(
                (x, self._y, min(x + dash, WIDTH - MARGIN) - 1, self._y + weight - 1), fill=0
            )
        self._y += weight

    def _centred(self, text: str, size: int, *, bold: bool) -> None:
        font = self._font(bold)
        fitted = fit(text, font, _FULL, size, min_size=size * 0.6, max_lines=4)
        for line in fitted.lines:
            self._stamp(WIDTH // 2, line, font, int(fitted.size), "ma")
            self._y += round(fitted.size * 1.3)

    def _bar(self, text: str, size: int) -> None:
        font = self._font(True)
        font.check(text)
        self._draw.rectangle((MARGIN, self._y, WIDTH - MARGIN - 1, self._y + size * 2 - 1), fill=0)
        self._draw.text((WIDTH / 2, self._y + size), text, font=_face(font, size), fill=255, anchor="mm")
        self._y += size * 2

    def _paragraph(self, text: str, size: int) -> None:
        for line in fit(text, self._font(False), _FULL, size, min_size=size, max_lines=12).lines:
            self._stamp(MARGIN, line, self._font(False), size, "la")
            self._y += round(size * 1.5)

    def _pair(self, pair: Pair) -> None:
        font = self._font(pair.bold)
        size, top = pair.size, self._y
        # The value takes up to 62 % of the width, the label what remains.
        room = _FULL - _GAP - min(font.width(pair.value, size), 0.62 * _FULL)
        fitted_label = fit(pair.label, font, room, size, min_size=size * 0.8, max_lines=4)
        room = _FULL - _GAP - max(font.width(line, fitted_label.size) for line in fitted_label.lines)
        amount = fit(pair.value, font, room, size, min_size=size * 0.7, max_lines=4)
        for line in amount.lines:
            self._write(WIDTH - MARGIN, line, font, int(amount.size), "ra")
            self._y += round(amount.size * 1.2)
        value_end, self._y = self._y, top
        for line in fitted_label.lines:
            self._stamp(MARGIN, line, font, int(fitted_label.size), "la")
            self._y += round(fitted_label.size * 1.2)
        label_end = self._y
        if pair.english:
            self._stamp(MARGIN, pair.english, self._font(False), pair.small, "la")
            label_end += round(pair.small * 1.6)
        self._y = max(label_end, value_end) + 6

    def finish(self) -> Image.Image:
        """Return what was drawn, cut to its height. Raises ValueError above 4,096 dots."""
        if self._y + MARGIN > _TALLEST:
            raise ValueError(f"a slip of {self._y} dots")
        return self._image.crop((0, 0, WIDTH, self._y + MARGIN)).point(_BLACK_OR_WHITE, "1")

    def _font(self, bold: bool) -> CIDFont:
        return self._fonts.gothic_bold if bold else self._fonts.gothic

    def _write(self, x: float, text: str, font: CIDFont, size: int, anchor: str) -> None:
        font.check(text)
        self._draw.text((x, self._y), text, font=_face(font, size), fill=0, anchor=anchor)

    def _stamp(self, x: int, text: str, font: CIDFont, size: int, anchor: str) -> None:
        """Write words that do not differ from visit to visit."""
        font.check(text)
        ink, left, top = _ink(text, font, size, anchor)
        self._image.paste(0, (x + left, self._y + top), ink)
