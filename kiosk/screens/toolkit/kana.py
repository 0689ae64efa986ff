"""Katakana input: voicing marks and small letters change the last character."""

from __future__ import annotations

import unicodedata

VOICED, HALF_VOICED, SMALL = "゛", "゜", "small"
_COMBINING = {VOICED: "\u3099", HALF_VOICED: "\u309a"}
_TAKES = {
    VOICED: frozenset("ウカキクケコサシスセソタチツテトハヒフヘホ"),
    HALF_VOICED: frozenset("ハヒフヘホ"),
}
# Unicode also has ヷ and ヺ, which no name may hold (kiosk.rules.registration).
_LARGE_LETTERS, _SMALL_LETTERS = "アイウエオツヤユヨワ", "ァィゥェォッャュョヮ"
_ENLARGED = str.maketrans(_SMALL_LETTERS, _LARGE_LETTERS)
_CHANGED_SIZE = str.maketrans(_LARGE_LETTERS + _SMALL_LETTERS, _SMALL_LETTERS + _LARGE_LETTERS)


def marked(text: str, mark: str) -> str:
    """`text` with `mark` (VOICED, HALF_VOICED, SMALL) toggled on its last kana.

    Unchanged where the mark does not apply.
    """
    if not text:
        return text
    last = text[-1]
    if mark == SMALL:
        return text[:-1] + last.translate(_CHANGED_SIZE)
    bare = unicodedata.normalize("NFD", last)[0]
    if bare not in _TAKES[mark]:
        return text
    composed = unicodedata.normalize("NFC", bare + _COMBINING[mark])
    return text[:-1] + (bare if composed == last else composed)


ROWS = (
    "アイウエオ",
    "カキクケコ",
    "サシスセソ",
    "タチツテト",
    "ナニヌネノ",
    "ハヒフヘホ",
    "マミムメモ",
    "ヤユヨ",
    "ラリルレロ",
    "ワヲン",
)
"""The rows of the syllabary (行), each by its kana."""


def row_of(reading: str) -> str:
    """The first kana of the row that a reading in katakana belongs to; empty for anything else."""
    first = unicodedata.normalize("NFD", reading[:1])[:1].translate(_ENLARGED)
    return next((row[0] for row in ROWS if first and first in row), "")
