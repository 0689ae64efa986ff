"""Glyphs of variation sequences (IVS), drawn as the certificates draw them.

A character with a variation selector is another character: it gets its own glyph of the certificates' font
(IPAmj明朝), found as for paper, so that two names that differ never look alike on the screen either.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from kiosk.documents.fonts.files import MINCHO, find_font

Point = tuple[float, float]
_OVER = 4
_STEPS = 6
"""Straight pieces of a curve."""
_KEPT = 512
_CLUSTERS = re.compile("(.)([\ufe00-\ufe0f\U000e0100-\U000e01ef]?)", re.DOTALL)


def clusters(text: str) -> list[tuple[str, str]]:
    """The characters of a text, each with its variation selector or an empty text."""
    found: list[tuple[str, str]] = _CLUSTERS.findall(text)
    return found


@dataclass(frozen=True, slots=True)
class Outline:
    """A glyph in a square of 1 em: its contours, with y downwards from the baseline, and its advance."""

    contours: tuple[tuple[Point, ...], ...]
    advance: float


class _Pen:
    """Collects contours; curves become straight pieces."""

    def __init__(self) -> None:
        self.contours: list[list[Point]] = []

    def moveTo(self, to: Point) -> None:
        self.contours.append([to])

    def lineTo(self, to: Point) -> None:
        self.contours[-1].append(to)

    def qCurveTo(self, by: Point, to: Point) -> None:
        (x0, y0), (x1, y1), (x2, y2) = self.contours[-1][-1], by, to
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
            self.contours[-1].append((a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2))

    def curveTo(self, first: Point, second: Point, to: Point) -> None:
        points = (self.contours[-1][-1], first, second, to)
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
            x, y = (sum(s * p[axis] for s, p in zip(shares, points, strict=True)) for axis in (0, 1))
            self.contours[-1].append((x, y))

    def closePath(self) -> None:
        """A contour is closed by being filled."""


@lru_cache(maxsize=_KEPT)
def outline(sequence: str) -> Outline | None:
    """The glyph of one variation sequence; None where the certificates' font has none.

    Raises FontNotFound if that font is not installed.
    """
    # Here, because only some names need them, and the imports take as long as several pictures.
    import uharfbuzz

    from kiosk.documents.fonts.cid_font import CIDFont, MissingGlyph

    ((base, selector),) = clusters(sequence)
    try:
        glyph = CIDFont.open(find_font(MINCHO)).glyph(base, selector)
    except MissingGlyph:
        return None
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(find_font(MINCHO))))
    font, pen, em = uharfbuzz.Font(face), _Pen(), float(face.upem)
    font.draw_glyph_with_pen(glyph, pen)
    contours = tuple(tuple((x / em, -y / em) for x, y in contour) for contour in pen.contours)
    return Outline(contours, float(font.get_glyph_h_advance(glyph)) / em)


@dataclass(frozen=True, slots=True)
class VariantFont:
    """One variation sequence at a size in pixels, with what text drawing asks of a font."""

    sequence: str
    pixels: int
    bold: bool

    @property
    def _outline(self) -> Outline:
        found = outline(self.sequence)
        if found is None:
            raise ValueError("a variation sequence without a glyph")
        return found

    def getlength(self, text: str) -> float:
        """The advance in pixels."""
        return self._outline.advance * self.pixels

    def getbbox(self, text: str, *, anchor: str) -> tuple[float, float, float, float]:
        """The box of the ink around the left end of the baseline."""
        points = [point for contour in self._outline.contours for point in contour]
        across, down = zip(*points, strict=True)
        size = self.pixels
        return min(across) * size - 1, min(down) * size - 1, max(across) * size + 1, max(down) * size + 1

    def mask(self) -> tuple[Image.Image, int, int]:
        """The opacity of the ink, and its offset from the left end of the baseline.

        For bold text the strokes are a little wider: the font has one weight.
        """
        left, top, right, bottom = self.getbbox(self.sequence, anchor="ls")
        x, y = math.floor(left), math.floor(top)
        width, height = math.ceil(right) - x, math.ceil(bottom) - y
        scale, size = self.pixels * _OVER, (width * _OVER, height * _OVER)
        filled = Image.new("1", size, 0)
        for contour in self._outline.contours:  # a contour inside another is a hole
            shape = Image.new("1", size, 0)
            placed = [(px * scale - x * _OVER, py * scale - y * _OVER) for px, py in contour]
            ImageDraw.Draw(shape).polygon(placed, fill=1)
            filled = ImageChops.logical_xor(filled, shape)
        grey = filled.convert("L")
        if self.bold:
            grey = grey.filter(ImageFilter.MaxFilter(5))
        return grey.resize((width, height), Image.Resampling.BOX), x, y


def spelled(sequence: str) -> str:
    """What stands for a character that no font has: 〓 with its code points, so that names stay different."""
    return "〓" + "".join(f"{ord(each):X}" for each in sequence)
