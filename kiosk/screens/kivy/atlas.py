"""Pictures side by side in a few large textures, so that a whole page is one call of OpenGL.

A call costs a software renderer more than the pixels of a line of text, and a page has sixty pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, NamedTuple

from kivy.graphics.texture import Texture

from kiosk.screens.toolkit.raster import Picture

_WIDTH, _HEIGHT = 2048, 1024
"""Pixels of a texture; a larger picture has one to itself."""
_MOST = 4
"""So many textures are kept; then the oldest is dropped with what is on it."""
_MOST_FRAMES = 512
_ROOMY = 1.25
"""How much higher than a picture the shelf may be on which it is put."""


class Piece(NamedTuple):
    """Where a picture is on its texture, in pixels from the corner of its first row."""

    texture: Any
    x: int
    y: int
    width: int
    height: int
    left: int
    top: int


@dataclass(slots=True)
class _Shelf:
    y: int
    height: int
    used: int = 0


class _Sheet:
    """One texture, filled from its first row on in shelves."""

    def __init__(self, width: int, height: int) -> None:
        self.texture = Texture.create(size=(width, height), colorfmt="rgba")
        # Every picture is drawn pixel for pixel, so that no filter is needed, and neighbours never bleed.
        self.texture.min_filter = self.texture.mag_filter = "nearest"
        self._width, self._height, self._top = width, height, 0
        self._shelves: list[_Shelf] = []

    def put(self, picture: Picture) -> Piece | None:
        """None where there is no room left."""
        shelf = self._shelf(picture.width, picture.height)
        if shelf is None:
            return None
        x, shelf.used = shelf.used, shelf.used + picture.width
        size = picture.width, picture.height
        self.texture.blit_buffer(
            picture.pixels, pos=(x, shelf.y), size=size, colorfmt="rgba", bufferfmt="ubyte"
        )
        return Piece(self.texture, x, shelf.y, *size, picture.left, picture.top)

    def _shelf(self, width: int, height: int) -> _Shelf | None:
        for shelf in self._shelves:
            if height <= shelf.height <= height * _ROOMY and shelf.used + width <= self._width:
                return shelf
        if width > self._width or self._top + height > self._height:
            return None
        shelf = _Shelf(self._top, height)
        self._top += height
        self._shelves.append(shelf)
        return shelf


class Atlas:
    """Finds pictures by what they show. Needs the window's OpenGL context once it is used."""

    def __init__(self) -> None:
        self._sheets: list[_Sheet] = []
        self._pieces: dict[Hashable, Piece] = {}
        self._frames: dict[Hashable, tuple[float, ...]] = {}

    def __len__(self) -> int:
        return len(self._pieces)

    def piece(self, key: Hashable, draw: Callable[[], Picture]) -> Piece:
        """The picture that is known by `key`; `draw` makes it if there is none."""
        found = self._pieces.get(key)
        if found is None:
            found = self._pieces[key] = self._put(draw())
        return found

    def frame(self, key: Hashable, work_out: Callable[[], tuple[float, ...]]) -> tuple[float, ...]:
        """What `work_out` finds from pieces, kept as long as they are where they were."""
        found = self._frames.get(key)
        if found is None:
            if len(self._frames) >= _MOST_FRAMES:  # something on a page moves
                self._frames.clear()
            found = self._frames[key] = work_out()
        return found

    def forget(self) -> None:
        """Drop everything. What is on the glass stays: it keeps the textures that it needs."""
        self._sheets.clear()
        self._pieces.clear()
        self._frames.clear()

    def _put(self, picture: Picture) -> Piece:
        found = self._sheets[-1].put(picture) if self._sheets else None
        if found is None:
            sheet = _Sheet(max(_WIDTH, picture.width), max(_HEIGHT, picture.height))
            self._sheets.append(sheet)
            if len(self._sheets) > _MOST:
                self._drop(self._sheets.pop(0))
            found = sheet.put(picture)
        assert found is not None
        return found

    def _drop(self, sheet: _Sheet) -> None:
        self._frames.clear()
        self._pieces = {
            key: piece for key, piece in self._pieces.items() if piece.texture is not sheet.texture
        }
