"""Draws a slip as an image: black on white, from the top down, 576 dots wide (72 mm at 8 dots/mm)."""

from __future__ import annotations

from functools import cache, lru_cache

from PIL import Image, ImageDraw, ImageFont

from kiosk.documents.fonts.cid_font import CIDFont
from kiosk.documents.fonts.files import Script
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.sans_font import SansFont
from kiosk.documents.fonts.text_fitting import fit, wrapped
from kiosk.documents.receipts.captions import ENGLISH, Caption, Catalogue, said
from kiosk.documents.receipts.slip import Bar, Centred, Pair, Paragraph, Part, Rule, Slip, Space, Words

Font = CIDFont | SansFont

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
def _face(font: Font, size: int) -> ImageFont.FreeTypeFont:
    index = font.index if isinstance(font, SansFont) else 0
    return ImageFont.truetype(str(font.path), size, index, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=256)
def _ink(text: str, font: Font, size: int, anchor: str) -> tuple[Image.Image, int, int]:
    """Return a text's ink and where it lies from its anchor. For labels and sentences: there are few.

    Numbers, times, places and amounts are never asked for here: nothing of a visit is kept.
    """
    face = _face(font, size)
    left, top, right, bottom = face.getbbox(text, anchor=anchor)
    ink = Image.new("L", (int(right - left), int(bottom - top)))
    ImageDraw.Draw(ink).text((-left, -top), text, font=face, fill=255, anchor=anchor)
    return ink, int(left), int(top)


def draw(slip: Slip, fonts: Fonts, catalogue: Catalogue = ENGLISH) -> Image.Image:
    """Return the slip as a 1-bit image 576 dots wide, 255 = paper, exactly as high as it needs to be.

    Its captions are said as the catalogue says them.

    Raises MissingGlyph, DoesNotFit, and ValueError above 4,096 dots.
    """
    canvas = _Canvas(fonts, catalogue)
    for part in slip:
        canvas.put(part)
    return canvas.finish()


class _Canvas:
    """Writes line by line from the top."""

    def __init__(self, fonts: Fonts, catalogue: Catalogue) -> None:
        self._fonts, self._catalogue = fonts, catalogue
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

    def _centred(self, words: Words, size: int, *, bold: bool) -> None:
        text, font = self._said(words, bold=bold)
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

    def _paragraph(self, words: Words, size: int) -> None:
        text, font = self._said(words)
        for line in fit(text, font, _FULL, size, min_size=size, max_lines=12).lines:
            self._stamp(MARGIN, line, font, size, "la")
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
        room_beside = _FULL - _GAP - max(font.width(line, amount.size) for line in amount.lines)
        for line in fitted_label.lines:
            self._stamp(MARGIN, line, font, int(fitted_label.size), "la")
            self._y += round(fitted_label.size * 1.2)
        if pair.caption:
            text, face = self._said(pair.caption)
            # Beside a value on several lines there is only what the value leaves.
            room = room_beside if self._y < value_end else _FULL
            for line in wrapped(text, face, room, pair.small):
                self._stamp(MARGIN, line.rstrip(), face, pair.small, "la")
                self._y += round(pair.small * 1.6)
        self._y = max(self._y, value_end) + 6

    def finish(self) -> Image.Image:
        """Return what was drawn, cut to its height. Raises ValueError above 4,096 dots."""
        if self._y + MARGIN > _TALLEST:
            raise ValueError(f"a slip of {self._y} dots")
        return self._image.crop((0, 0, WIDTH, self._y + MARGIN)).point(_BLACK_OR_WHITE, "1")

    def _said(self, words: Words, *, bold: bool = False) -> tuple[str, Font]:
        """Return a text, and the font that it is set in."""
        text, script = said(words, self._catalogue), self._catalogue.script
        if isinstance(words, Caption) and script is not Script.JAPANESE:
            return text, SansFont.of(script)
        return text, self._font(bold)

    def _font(self, bold: bool) -> CIDFont:
        return self._fonts.gothic_bold if bold else self._fonts.gothic

    def _write(self, x: float, text: str, font: Font, size: int, anchor: str) -> None:
        font.check(text)
        self._draw.text((x, self._y), text, font=_face(font, size), fill=0, anchor=anchor)

    def _stamp(self, x: int, text: str, font: Font, size: int, anchor: str) -> None:
        """Write words that do not differ from visit to visit."""
        font.check(text)
        ink, left, top = _ink(text, font, size, anchor)
        self._image.paste(0, (x + left, self._y + top - self._lead(font, size)), ink)

    def _lead(self, font: Font, size: int) -> int:
        """Return how many dots a caption's face stands lower than the slip's own."""
        if not isinstance(font, SansFont):
            return 0
        return _face(font, size).getmetrics()[0] - _face(self._font(False), size).getmetrics()[0]
