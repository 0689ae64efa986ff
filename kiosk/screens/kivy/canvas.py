"""Implements the toolkit's Canvas: one mesh of textured rectangles for all that is painted.

Every shape and piece of text is antialiased once and kept in the atlas, so no multisampling is needed, which
would cost four times as much without a GPU.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import lru_cache
from types import TracebackType
from typing import Any, Self

from kivy.graphics import Mesh

from kiosk.screens.kivy.atlas import Atlas, Piece
from kiosk.screens.toolkit import raster
from kiosk.screens.toolkit.layout import Box
from kiosk.screens.toolkit.palettes import PALETTES
from kiosk.screens.toolkit.theme import Style

ATLAS = Atlas()
_EACH = 16
"""Numbers of a rectangle: four corners, each a place in the window and one on the texture."""
_MOST = 0x10000 // 4 * _EACH
"""A mesh numbers its corners with sixteen bits."""

# No text is in these: they outlast a visit, and only have to be put into the atlas again.
_nine_patch = lru_cache(maxsize=256)(raster.nine_patch)
_stroke = lru_cache(maxsize=256)(raster.stroke)
_arc = lru_cache(maxsize=128)(raster.arc)


class KivyCanvas:
    """A context manager: a Canvas whose paint is added to `instructions` at its end, for a window of `height`
    pixels."""

    def __init__(self, instructions: Any, style: Style, height: int) -> None:
        self._instructions, self._style, self._height = instructions, style, height
        self._colours = PALETTES[style.palette]
        self._texture: Any = None
        self._corners: list[float] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._flush()

    def _flush(self) -> None:
        """Add a mesh of what has been painted so far."""
        if self._corners:
            mesh = Mesh(
                vertices=array("f", self._corners),
                indices=_indices(len(self._corners) // _EACH),
                mode="triangles",
                texture=self._texture,
            )
            self._instructions.add(mesh)
            self._corners = []

    def _put(self, texture: Any, corners: Sequence[float]) -> None:
        """Add rectangles, as `_corners_of` gives them."""
        if texture is not self._texture or len(self._corners) + len(corners) > _MOST:
            self._flush()
            self._texture = texture
        self._corners.extend(corners)

    def _blit(self, piece: Piece, left: int, top: int) -> None:
        low = self._height - top - piece.height
        self._put(piece.texture, _corners_of(piece, left, low, piece.width, piece.height))

    def _pixels(self, box: Box) -> tuple[int, int, int, int]:
        scale = self._style.scale
        left, top = round(box.x * scale), round(box.y * scale)
        return left, top, round(box.right * scale) - left, round(box.bottom * scale) - top

    def box(
        self, box: Box, fill: str, *, stroke: str | None = None, border: float = 0, radius: float = 0
    ) -> None:
        """See Canvas."""
        left, top, width, height = self._pixels(box)
        if width <= 0 or height <= 0:
            return
        fill = self._colours.get(fill, fill)
        stroke = fill if stroke is None else self._colours.get(stroke, stroke)
        thick = max(1, round(border * self._style.scale)) if border else 0
        bottom = self._height - top - height
        round_by = min(round(radius * self._style.scale), width // 2, height // 2)
        if not round_by and not thick:
            piece = ATLAS.piece(fill, lambda: raster.plain(fill))
            self._put(piece.texture, _corners_of(piece, left, bottom, width, height))
            return
        key = (round_by, thick, fill, stroke)
        piece = ATLAS.piece(key, lambda: _nine_patch(*key))
        place = (left, bottom, width, height)
        self._put(piece.texture, ATLAS.frame((*key, *place), lambda: _frame(piece, *place)))

    def text(self, text: str, x: float, baseline: float, *, size: float, bold: bool, colour: str) -> None:
        """See Canvas."""
        if not text.strip():
            return
        colour = self._colours.get(colour, colour)
        style, face = self._style, self._style.typeface
        pixels = style.pixels(size)
        piece = ATLAS.piece(
            (text, pixels, bold, colour, face), lambda: raster.text(face.pieces(text, pixels, bold), colour)
        )
        self._blit(piece, round(x * style.scale) + piece.left, round(baseline * style.scale) + piece.top)

    def stroke(self, points: Sequence[tuple[float, float]], width: float, colour: str) -> None:
        """See Canvas."""
        colour = self._colours.get(colour, colour)
        scale = self._style.scale
        first_x, first_y = round(points[0][0] * scale), round(points[0][1] * scale)
        key = (tuple((x * scale - first_x, y * scale - first_y) for x, y in points), width * scale, colour)
        piece = ATLAS.piece(key, lambda: _stroke(*key))
        self._blit(piece, first_x + piece.left, first_y + piece.top)

    def arc(self, centre: tuple[float, float], radius: float, width: float, turn: float, colour: str) -> None:
        """See Canvas."""
        colour = self._colours.get(colour, colour)
        scale = self._style.scale
        key = (radius * scale, width * scale, turn, colour)
        piece = ATLAS.piece(key, lambda: _arc(*key))
        self._blit(
            piece, round(centre[0] * scale - piece.width / 2), round(centre[1] * scale - piece.height / 2)
        )


def _corners_of(piece: Piece, left: int, low: int, width: int, height: int) -> tuple[float, ...]:
    """A rectangle of the window, in pixels from its lower left corner, with a piece on it."""
    texture, x, y, wide, tall, *_ = piece
    across, down = texture.size
    u, v, right, bottom = x / across, y / down, (x + wide) / across, (y + tall) / down
    high, end = low + height, left + width
    return left, low, u, bottom, end, low, right, bottom, end, high, right, v, left, high, u, v


def _frame(piece: Piece, left: int, low: int, width: int, height: int) -> tuple[float, ...]:
    """A nine-patch: its corners as they are, what is between them stretched."""
    edge = min(piece.left, width // 2, height // 2)
    found: list[float] = []
    for y, tall, v, down in _thirds(height, piece.height, edge):
        for x, wide, u, across in _thirds(width, piece.width, edge):
            base = low + height - y - tall
            part = piece._replace(x=piece.x + u, y=piece.y + v, width=across, height=down)
            found += _corners_of(part, left + x, base, wide, tall)
    return tuple(found)


def _thirds(length: int, of_picture: int, edge: int) -> list[tuple[int, int, int, int]]:
    """Begin and length of both edges and of what is between them, on the glass and in the picture."""
    found = [
        (0, edge, 0, edge),
        (edge, length - 2 * edge, edge, of_picture - 2 * edge),
        (length - edge, edge, of_picture - edge, edge),
    ]
    return [part for part in found if part[1]]


@lru_cache(maxsize=256)
def _indices(count: int) -> array[int]:
    """The corners of so many rectangles, as two triangles each."""
    found = array("H")
    for first in range(0, 4 * count, 4):
        found.extend((first, first + 1, first + 2, first + 2, first + 3, first))
    return found
