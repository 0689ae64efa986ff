"""A face of Noto Sans CJK for the captions of slips, which are drawn and never embedded."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import uharfbuzz as hb

from kiosk.documents.fonts.cid_font import MissingGlyph
from kiosk.documents.fonts.files import SANS, SANS_INDEX, Script, find_font


class SansFont:
    """One face of the collection; it has the widths and the check of `CIDFont`."""

    def __init__(self, path: Path, index: int) -> None:
        self.path, self.index = path, index
        face = hb.Face(hb.Blob.from_file_path(str(path)), index)
        self._font, self._per_em = hb.Font(face), float(face.upem)

    @staticmethod
    @cache
    def of(script: Script) -> SansFont:
        """Return the face for Chinese or Korean. Raises FontNotFound."""
        return SansFont(find_font(SANS), SANS_INDEX[script])

    def width(self, text: str, size: float) -> float:
        """Return the width of `text` in points at `size` points. Raises MissingGlyph."""
        return (
            float(sum(self._font.get_glyph_h_advance(self._glyph(each)) for each in text))
            * size
            / self._per_em
        )

    def check(self, text: str) -> None:
        """Raise MissingGlyph unless the face has every character of `text`."""
        for each in text:
            self._glyph(each)

    def _glyph(self, character: str) -> int:
        glyph = self._font.get_nominal_glyph(ord(character))
        if not glyph:
            raise MissingGlyph(self.path.name, "character", (ord(character), 0))
        return int(glyph)
