"""Shapes and text as antialiased RGBA pictures, drawn at four times the size and reduced."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from kiosk.screens.toolkit.fonts import Piece
from kiosk.screens.toolkit.theme import rgb
from kiosk.screens.toolkit.variant_glyphs import VariantFont

_OVER = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """RGBA rows from the top. `left` and `top` are its offset from the requested point."""

    pixels: bytes
    width: int
    height: int
    left: int = 0
    top: int = 0


def _coloured(mask: Image.Image, colour: str, left: int = 0, top: int = 0) -> Picture:
    """One colour everywhere with the mask as opacity, so that edges have no dark fringe."""
    image = Image.new("RGBA", mask.size, (*rgb(colour), 0))
    image.putalpha(mask)
    return Picture(image.tobytes(), *mask.size, left, top)


def text(pieces: Sequence[Piece], colour: str) -> Picture:
    """Text relative to the left end of its baseline, each piece in its own font."""
    boxes, x = [], 0.0
    for piece in pieces:
        left, top, right, bottom = piece.font.getbbox(piece.text, anchor="ls")
        boxes.append((x, math.floor(x + left), math.floor(top), math.floor(x + right), math.floor(bottom)))
        x += piece.font.getlength(piece.text)
    left, top = min(box[1] for box in boxes), min(box[2] for box in boxes)
    right, bottom = max(box[3] for box in boxes), max(box[4] for box in boxes)
    mask = Image.new("L", (right - left + 2, bottom - top + 2), 0)
    draw = ImageDraw.Draw(mask)
    for piece, (start, *_) in zip(pieces, boxes, strict=True):
        if isinstance(piece.font, VariantFont):
            ink, across, down = piece.font.mask()
            mask.paste(255, (math.floor(start) - left + across, down - top), ink)
            continue
        draw.text((start - left, -top), piece.text, font=piece.font, fill=255, anchor="ls")
    return _coloured(mask, colour, left, top)


def plain(colour: str) -> Picture:
    """One colour, to be stretched."""
    return Picture(bytes((*rgb(colour), 255)) * 4, 2, 2)


def nine_patch(radius: int, border: int, fill: str, stroke: str) -> Picture:
    """A rounded box to be stretched, except for its four edges of `left` pixels."""
    edge = max(radius, border) + 2
    side = 2 * edge + 4
    outer, inner = (Image.new("L", (side * _OVER,) * 2, 0) for _ in range(2))
    last = side * _OVER - 1
    ImageDraw.Draw(outer).rounded_rectangle((0, 0, last, last), radius * _OVER, fill=255)
    cut = border * _OVER
    ImageDraw.Draw(inner).rounded_rectangle(
        (cut, cut, last - cut, last - cut), max(0, radius - border) * _OVER, fill=255
    )
    outer, inner = (mask.resize((side, side), Image.Resampling.BOX) for mask in (outer, inner))
    image = Image.composite(
        Image.new("RGB", (side, side), rgb(fill)), Image.new("RGB", (side, side), rgb(stroke)), inner
    ).convert("RGBA")
    image.putalpha(outer)
    return Picture(image.tobytes(), side, side, edge)


def stroke(points: Sequence[tuple[float, float]], width: float, colour: str) -> Picture:
    """A line with round ends and joints, relative to the origin of `points`."""
    half = width / 2 + 1
    left, top = (math.floor(min(point[axis] for point in points) - half) for axis in (0, 1))
    right, bottom = (math.ceil(max(point[axis] for point in points) + half) for axis in (0, 1))
    mask = Image.new("L", ((right - left) * _OVER, (bottom - top) * _OVER), 0)
    draw = ImageDraw.Draw(mask)
    moved = [((x - left) * _OVER, (y - top) * _OVER) for x, y in points]
    draw.line(moved, fill=255, width=round(width * _OVER))
    reach = width * _OVER / 2
    for x, y in moved:
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=255)
    mask = mask.resize((right - left, bottom - top), Image.Resampling.BOX)
    return _coloured(mask, colour, left, top)


def arc(radius: float, width: float, turn: float, colour: str) -> Picture:
    """`turn` (0–1) of a ring, clockwise from the top, in a square picture."""
    side = 2 * math.ceil(radius + 1)
    mask = Image.new("L", (side * _OVER,) * 2, 0)
    draw = ImageDraw.Draw(mask)
    middle, reach = side * _OVER / 2, radius * _OVER
    square = (middle - reach, middle - reach, middle + reach, middle + reach)
    draw.arc(square, -90, -90 + 360 * min(1.0, turn), fill=255, width=round(width * _OVER))
    return _coloured(mask.resize((side, side), Image.Resampling.BOX), colour)
