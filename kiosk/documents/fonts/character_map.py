"""Which characters a font has: the table `cmap` of the OpenType specification.

A page asks it of each of its characters, and the first page before anything else: a library that shapes text
takes longer to load than all the answers.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from pathlib import Path
from struct import error as StructError
from struct import unpack_from
from typing import BinaryIO

_HIGHEST_BASIC = 0xFFFF
_GROUPS, _SEGMENTS = 12, 4
"""Formats of tables of Unicode: groups of any characters, and segments of the Basic Multilingual Plane."""
_UNICODE = frozenset({*((0, encoding) for encoding in range(5)), (3, 1), (3, 10)})
"""Platform and encoding of the tables whose codes are Unicode's (0, 5 has variation sequences)."""


class UnusableFont(ValueError):
    """A file is no font, or one without a table of Unicode characters; the message names it."""


class CharacterMap:
    """The characters of one font."""

    def __init__(self, path: Path, index: int = 0) -> None:
        """Read the font of a file, or number `index` of a collection. Raises OSError and UnusableFont."""
        try:
            with path.open("rb") as file:
                self._table = _best(_tables(file, index))
        except (StructError, ValueError) as error:
            raise UnusableFont(f"{path.name}: no characters can be read of font {index}") from error

    def __contains__(self, code: int) -> bool:
        """Whether the font has a glyph for a code point."""
        return self._table.has(code)


class _Groups:
    """Format 12."""

    def __init__(self, table: bytes) -> None:
        count = unpack_from(">I", table, 12)[0]
        values = _numbers("I", table[16:], 3 * count)
        self._first, self._last, self._glyph = values[0::3], values[1::3], values[2::3]

    def has(self, code: int) -> bool:
        at = bisect_right(self._first, code) - 1
        return at >= 0 and code <= self._last[at] and self._glyph[at] + code - self._first[at] != 0


class _Segments:
    """Format 4."""

    def __init__(self, table: bytes) -> None:
        length, count = unpack_from(">2xH", table)[0], unpack_from(">H", table, 6)[0] // 2
        words = _numbers("H", table[14:], (length - 14) // 2)
        if len(words) <= 4 * count:
            raise ValueError("segments are cut off")
        self._last = words[:count]
        self._first = words[count + 1 : 2 * count + 1]
        self._delta = words[2 * count + 1 : 3 * count + 1]
        self._offsets = words[3 * count + 1 :]
        """How far behind its own place each segment has its glyphs, in bytes; then the glyphs."""

    def has(self, code: int) -> bool:
        at = bisect_left(self._last, code)
        if code > _HIGHEST_BASIC or at == len(self._last) or code < self._first[at]:
            return False
        offset, glyph = self._offsets[at], code
        if offset:
            place = at + offset // 2 + code - self._first[at]
            glyph = self._offsets[place] if place < len(self._offsets) else 0
        return glyph != 0 and (glyph + self._delta[at]) & 0xFFFF != 0


def _tables(file: BinaryIO, index: int) -> dict[int, bytes]:
    """The tables of Unicode characters by their format."""
    start = unpack_from(">I", _read(file, 12 + 4 * index, 4))[0] if _read(file, 0, 4) == b"ttcf" else 0
    count = unpack_from(">H", _read(file, start + 4, 2))[0]
    directory = _read(file, start + 12, 16 * count)
    entries = (unpack_from(">4s4xII", directory, 16 * each) for each in range(count))
    cmap = next((_read(file, at, length) for tag, at, length in entries if tag == b"cmap"), b"")
    found = {}
    for each in range(unpack_from(">H", cmap, 2)[0]):
        platform, encoding, at = unpack_from(">HHI", cmap, 4 + 8 * each)
        if (platform, encoding) in _UNICODE:
            found[unpack_from(">H", cmap, at)[0]] = cmap[at:]
    return found


def _best(tables: dict[int, bytes]) -> _Groups | _Segments:
    if _GROUPS in tables:
        return _Groups(tables[_GROUPS])
    if _SEGMENTS in tables:
        return _Segments(tables[_SEGMENTS])
    raise ValueError("no table of Unicode characters")


def _read(file: BinaryIO, at: int, length: int) -> bytes:
    file.seek(at)
    return file.read(length)


def _numbers(kind: str, data: bytes, count: int) -> array[int]:
    found = array(kind)
    found.frombytes(data[: max(0, count) * found.itemsize])
    if len(found) != count:
        raise ValueError("a table is cut off")
    if sys.byteorder == "little":
        found.byteswap()
    return found
