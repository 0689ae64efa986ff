"""Draws one page on reportlab's canvas, in millimetres from the upper left corner and in three layers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.documents.fonts.cid_font import CIDFont
from kiosk.documents.fonts.text_fitting import FittedText
from kiosk.documents.pdf.image_mask import mask_resource

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
"""A4, millimetres."""
HAIRLINE = 0.5
"""Points."""

Align = Literal["left", "centre", "right"]
Colour = float | tuple[float, float, float]
INK, SOFT = 0.0, 0.3


@dataclass(frozen=True, slots=True)
class Mask:
    """A square one-bit image of `modules` × `modules`, see `mask_resource`; equal names are equal images."""

    name: str
    modules: int
    packed: bytes


class PageCanvas:
    """Collects what a page shows and writes it by layers: fills, then the overprint, then lines and text.

    The order of the calls does not matter across layers. Operators (ISO 32000-1, annex A) are written here
    and not by reportlab's canvas, which formats every number and every string in Python; fonts, images and
    the file are reportlab's.
    """

    def __init__(self, pdf: Canvas) -> None:
        self._pdf = pdf
        self._fills: list[str] = []
        self._overprint: list[str] = []
        self._ink: list[str] = []

    def fill(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """Fill a rectangle; (`x`, `y`) is its upper left corner in millimetres."""
        self._fills.append(f"{_fill_colour(grey)} {_rectangle(x, y, width, height)} f")

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        line: float = HAIRLINE,
        colour: Colour = INK,
    ) -> None:
        """Draw the outline of a rectangle; `line` is its width in points."""
        style = f"{_stroke_colour(colour)} {line:.4g} w"
        self._ink.append(f"{style} {_rectangle(x, y, width, height)} S")

    def line(self, x1: float, y1: float, x2: float, y2: float, *, width: float = HAIRLINE) -> None:
        """Draw a line of `width` points."""
        ends = f"{_across(x1)} {_up(y1)} m {_across(x2)} {_up(y2)} l"
        self._ink.append(f"{_stroke_colour(INK)} {width:.4g} w {ends} S")

    def text(
        self,
        x: float,
        y: float,
        text: str,
        font: CIDFont,
        size: float,
        *,
        align: Align = "left",
        colour: Colour = INK,
        spacing: float = 0.0,
    ) -> None:
        """Write one line of text: `y` is the baseline; `size` and letter `spacing` are in points.

        Raises MissingGlyph.
        """
        name, codes, glyphs, width = font.encode(text, self._pdf._doc)
        left = x * mm
        if align != "left":
            length = width * size / 1000 + spacing * (glyphs - 1)
            left -= length / 2 if align == "centre" else length
        between = f"{spacing:.4g} Tc " if spacing else ""
        self._ink.append(
            f"BT {_fill_colour(colour)} {name} {size:.4g} Tf {between}{left:.3f} {_up(y)} Td <{codes}> Tj"
            f"{' 0 Tc' if spacing else ''} ET"
        )

    def cell(
        self,
        x: float,
        top: float,
        height: float,
        fitted: FittedText,
        font: CIDFont,
        *,
        align: Align = "left",
        leading: float = 1.35,
    ) -> None:
        """Write fitted lines, vertically centred in a cell of `height` millimetres."""
        block = fitted.height(leading) / mm
        # The centre of a kanji's em square is 0.38 of the size above the baseline.
        first = top + height / 2 - block / 2 + fitted.size / mm * 0.88
        for number, line in enumerate(fitted.lines):
            self.text(x, first + number * fitted.size * leading / mm, line, font, fitted.size, align=align)

    def overprint(self, text: str, font: CIDFont, length: float, angle: float, grey: float) -> None:
        """Write `text` across the centre of the page, `length` millimetres long, at `angle` degrees.

        Raises MissingGlyph.
        """
        name, codes, _, width = font.encode(text, self._pdf._doc)
        size = length * mm / (width / 1000)
        cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        turn = f"{cosine:.6f} {sine:.6f} {-sine:.6f} {cosine:.6f}"
        self._overprint.append(
            f"q {turn} {_across(PAGE_WIDTH / 2)} {_up(PAGE_HEIGHT / 2)} cm BT {_fill_colour(grey)} {name} "
            f"{size:.3f} Tf {-length / 2 * mm:.3f} {-0.35 * size:.3f} Td <{codes}> Tj ET Q"
        )

    def mask(self, x: float, y: float, side: float, quiet: float, mask: Mask) -> None:
        """Draw a square mask of `side` millimetres in black on a white ground, `quiet` millimetres wider."""
        name = mask_resource(self._pdf, mask.name, (mask.modules, mask.modules), mask.packed)
        around = side + 2 * quiet
        ground = f"{_fill_colour(1.0)} {_rectangle(x - quiet, y - quiet, around, around)} f"
        place = f"{_across(side)} 0 0 {_across(side)} {_across(x)} {_up(y + side)} cm"
        self._ink.append(f"{ground} {_fill_colour(INK)} q {place} /{name} Do Q")

    def finish(self) -> None:
        """Write the layers to the page, fills first."""
        for layer in (self._fills, self._overprint, self._ink):
            self._pdf._code.extend(layer)
            layer.clear()


def _across(millimetres: float) -> str:
    return f"{millimetres * mm:.3f}"


def _up(millimetres: float) -> str:
    """From the upper edge, as a height over the lower one."""
    return f"{(PAGE_HEIGHT - millimetres) * mm:.3f}"


def _rectangle(x: float, y: float, width: float, height: float) -> str:
    return f"{_across(x)} {_up(y + height)} {_across(width)} {_across(height)} re"


def _fill_colour(colour: Colour) -> str:
    if isinstance(colour, tuple):
        return f"{colour[0]:.4g} {colour[1]:.4g} {colour[2]:.4g} rg"
    return f"{colour:.4g} g"


def _stroke_colour(colour: Colour) -> str:
    if isinstance(colour, tuple):
        return f"{colour[0]:.4g} {colour[1]:.4g} {colour[2]:.4g} RG"
    return f"{colour:.4g} G"
