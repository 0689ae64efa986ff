"""Finds the typefaces of the screens, measures text, and never draws a box for a character.

Japanese and European languages are set in BIZ UDPGothic, a universal-design face; Chinese and Korean in
Noto Sans CJK with the shapes of their countries. A character that the language's face lacks is taken from
another: language names, for instance, stand on every page. Names are set with the certificates' own
shapes where the language's face lacks a character, and always where a variation selector asks for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from PIL import ImageFont

from kiosk.documents.fonts.character_map import CharacterMap
from kiosk.documents.fonts.files import (
    GOTHIC,
    GOTHIC_BOLD,
    MINCHO,
    SANS,
    SANS_BOLD,
    SANS_INDEX,
    FontNotFound,
    Script,
    find_font,
)
from kiosk.screens.toolkit.variant_glyphs import VariantFont, clusters, outline, spelled

_KEPT_SIZES = 64


class FontsMissing(RuntimeError):
    """The typeface is not installed; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Face:
    """One typeface: a file for each weight, and the index in it."""

    regular: Path
    bold: Path
    index: int = 0

    def path(self, bold: bool) -> Path:
        """The file of a weight."""
        return self.bold if bold else self.regular


class Piece(NamedTuple):
    """A stretch of text in one font, and that font."""

    text: str
    font: ImageFont.FreeTypeFont | VariantFont


_characters = lru_cache(maxsize=8)(CharacterMap)


class Typeface:
    """The faces of one language in order of preference, opened once for each size."""

    def __init__(self, faces: Sequence[Face]) -> None:
        self.faces = tuple(faces)
        self._font = lru_cache(maxsize=_KEPT_SIZES)(self._open)
        self.advance = lru_cache(maxsize=4096)(self._advance)

    def _open(self, face: int, pixels: int, bold: bool) -> ImageFont.FreeTypeFont:
        chosen = self.faces[face]
        return ImageFont.truetype(
            str(chosen.path(bold)), pixels, index=chosen.index, layout_engine=ImageFont.Layout.BASIC
        )

    def covers(self, text: str, bold: bool = False) -> bool:
        """Whether some face has every character of `text`."""
        return all(
            self._face_of(base, bold) is not None if not selector else outline(base + selector) is not None
            for base, selector in clusters(text)
        )

    def _face_of(self, char: str, bold: bool) -> int | None:
        if char.isascii():
            return 0
        code = ord(char)
        for number, face in enumerate(self.faces):
            if code in _characters(face.path(bold), face.index):
                return number
        return None

    def pieces(self, text: str, pixels: int, bold: bool) -> list[Piece]:
        """`text` cut where the face changes. What no face has is spelled by its code points."""
        if text.isascii():
            return [Piece(text, self._font(0, pixels, bold))]
        pieces: list[tuple[int | None, str]] = []
        for base, selector in clusters(text):
            char, face = base, self._face_of(base, bold)
            if selector:
                char, face = base + selector, None
                if outline(char) is not None:
                    pieces.append((None, char))
                    continue
            if face is None:
                char, face = spelled(char), 0
            if pieces and pieces[-1][0] is not None and (pieces[-1][0] == face or char.isspace()):
                pieces[-1] = (pieces[-1][0], pieces[-1][1] + char)
            else:
                pieces.append((face, char))
        return [
            Piece(piece, VariantFont(piece, pixels, bold) if face is None else self._font(face, pixels, bold))
            for face, piece in pieces
        ]

    def _advance(self, text: str, pixels: int, bold: bool) -> float:
        return float(sum(piece.font.getlength(piece.text) for piece in self.pieces(text, pixels, bold)))


def typeface(script: Script = Script.JAPANESE) -> Typeface:
    """The one typeface of the program for a script; raises FontsMissing."""
    return _typeface(script)


@lru_cache(maxsize=len(Script))
def _typeface(script: Script) -> Typeface:
    try:
        japanese = Face(find_font(GOTHIC), find_font(GOTHIC_BOLD))
        regular, bold = find_font(SANS), find_font(SANS_BOLD)
        korean, chinese = (Face(regular, bold, SANS_INDEX[each]) for each in (Script.KOREAN, Script.CHINESE))
        mincho = Face(find_font(MINCHO), find_font(MINCHO))
    except FontNotFound as error:
        raise FontsMissing(str(error)) from error
    order = {
        Script.JAPANESE: (japanese, mincho, chinese, korean),
        Script.CHINESE: (chinese, japanese, korean, mincho),
        Script.KOREAN: (korean, japanese, chinese, mincho),
    }
    return Typeface(order[script])
