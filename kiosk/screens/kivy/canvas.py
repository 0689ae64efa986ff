"""Implements the toolkit's Canvas with Kivy's graphics instructions.

Every shape and piece of text is antialiased once, cached as a texture and drawn as a rectangle, so
no multisampling is needed, which would cost four times as much without a GPU.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from kivy.graphics import BorderImage, Color, Rectangle
from kivy.graphics.texture import Texture

from kiosk.screens.toolkit import raster
from kiosk.screens.toolkit.fonts import Typeface
from kiosk.screens.toolkit.layout import Box
from kiosk.screens.toolkit.palettes import PALETTES
from kiosk.screens.toolkit.theme import Style, rgb


def _texture(picture: raster.Picture) -> Any:
    texture = Texture.create(size=(picture.width, picture.height), colorfmt="rgba")
    texture.blit_buffer(picture.pixels, colorfmt="rgba", bufferfmt="ubyte")
    texture.flip_vertical()
    return texture


@lru_cache(maxsize=512)
def text_texture(text: str, pixels: int, bold: bool, colour: str, face: Typeface) -> tuple[Any, int, int]:
    """A texture of a text, and its offset from the left end of the baseline."""
    picture = raster.text(face.pieces(text, pixels, bold), colour)
    return _texture(picture), picture.left, picture.top


@lru_cache(maxsize=256)
def _box_texture(radius: int, border: int, fill: str, stroke: str) -> tuple[Any, int]:
    picture = raster.nine_patch(radius, border, fill, stroke)
    return _texture(picture), picture.left


@lru_cache(maxsize=256)
def _stroke_texture(
    points: tuple[tuple[float, float], ...], width: float, colour: str
) -> tuple[Any, int, int]:
    picture = raster.stroke(points, width, colour)
    return _texture(picture), picture.left, picture.top


@lru_cache(maxsize=128)
def _arc_texture(radius: float, width: float, turn: float, colour: str) -> Any:
    return _texture(raster.arc(radius, width, turn, colour))


class KivyCanvas:
    """A Canvas that adds to `instructions`, for a window of `height` pixels."""

    def __init__(self, instructions: Any, style: Style, height: int) -> None:
        self._instructions, self._style, self._height = instructions, style, height
        self._colours = PALETTES[style.palette]

    def _pixels(self, box: Box) -> tuple[int, int, int, int]:
        scale = self._style.scale
        left, top = round(box.x * scale), round(box.y * scale)
        return left, top, round(box.right * scale) - left, round(box.bottom * scale) - top

    def _blit(self, texture: Any, left: int, top: int) -> None:
        width, height = texture.size
        self._instructions.add(
            Rectangle(texture=texture, pos=(left, self._height - top - height), size=(width, height))
        )

    def box(
        self, box: Box, fill: str, *, stroke: str | None = None, border: float = 0, radius: float = 0
    ) -> None:
        """See Canvas."""
        left, top, width, height = self._pixels(box)
        if width <= 0 or height <= 0:
            return
        fill = self._colours.get(fill, fill)
        stroke = fill if stroke is None else self._colours.get(stroke, stroke)
        bottom = self._height - top - height
        thick = max(1, round(border * self._style.scale)) if border else 0
        round_by = min(round(radius * self._style.scale), width // 2, height // 2)
        if not round_by and not thick:
            red, green, blue = rgb(fill)
            self._instructions.add(Color(red / 255, green / 255, blue / 255, 1))
            self._instructions.add(Rectangle(pos=(left, bottom), size=(width, height)))
            self._instructions.add(Color(1, 1, 1, 1))
            return
        texture, edge = _box_texture(round_by, thick, fill, stroke)
        edge = min(edge, width // 2, height // 2)
        self._instructions.add(
            BorderImage(texture=texture, pos=(left, bottom), size=(width, height), border=(edge,) * 4)
        )

    def text(self, text: str, x: float, baseline: float, *, size: float, bold: bool, colour: str) -> None:
        """See Canvas."""
        if not text.strip():
            return
        colour = self._colours.get(colour, colour)
        texture, left, top = text_texture(text, self._style.pixels(size), bold, colour, self._style.typeface)
        scale = self._style.scale
        self._blit(texture, round(x * scale) + left, round(baseline * scale) + top)

    def stroke(self, points: Sequence[tuple[float, float]], width: float, colour: str) -> None:
        """See Canvas."""
        colour = self._colours.get(colour, colour)
        scale = self._style.scale
        first_x, first_y = round(points[0][0] * scale), round(points[0][1] * scale)
        relative = tuple((x * scale - first_x, y * scale - first_y) for x, y in points)
        texture, left, top = _stroke_texture(relative, width * scale, colour)
        self._blit(texture, first_x + left, first_y + top)

    def arc(self, centre: tuple[float, float], radius: float, width: float, turn: float, colour: str) -> None:
        """See Canvas."""
        colour = self._colours.get(colour, colour)
        scale = self._style.scale
        texture = _arc_texture(radius * scale, width * scale, turn, colour)
        side = texture.size[0]
        self._blit(texture, round(centre[0] * scale - side / 2), round(centre[1] * scale - side / 2))
