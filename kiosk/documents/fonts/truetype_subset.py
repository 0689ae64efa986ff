"""Cuts a TrueType font to the glyphs of one document (ISO/IEC 14496-22: glyf, head, hhea, hmtx, loca, maxp).

HarfBuzz's subsetter reads all of a font's 61,000 glyphs for a page that shows 200 of them. This one reads
what it keeps. Outlines stay byte for byte; hinting goes, as printers of 600 dpi ignore it.
"""

from __future__ import annotations

import array
import mmap
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

_DIRECTORY = struct.Struct(">4sIII")
_ARGS_ARE_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX, _INSTRUCTIONS = 0x01, 0x08, 0x20, 0x40, 0x80, 0x100
_HEAD_LOCA_FORMAT, _HEAD_CHECKSUM, _HHEA_METRICS, _MAXP_GLYPHS = 50, 8, 34, 4
_MAXP_HINTING = range(14, 28, 2)
"""Offsets in maxp of what only hinting needs: maxZones … maxSizeOfInstructions."""
_DEEPEST = 8
"""Levels of composites in composites; more is a loop."""


class FontDamaged(ValueError):
    """The file is no TrueType font whose outlines can be read."""


@dataclass(frozen=True, slots=True)
class _Glyph:
    """Outlines without hinting; `components` are the offsets of glyph ids in them, with these ids."""

    outlines: bytes
    components: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Subset:
    """A font file, and the new id of each glyph that was asked for. Glyph 0 is .notdef."""

    font: bytes = field(repr=False)
    new_ids: dict[int, int]


class TrueTypeSubsetter:
    """One font file, mapped into memory. Not thread-safe; glyphs once read are kept.

    Raises OSError when the file cannot be read, and FontDamaged when it is no TrueType font.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            self._tables = self._directory()
            self._head, self._hhea, self._maxp = (self._table(tag) for tag in (b"head", b"hhea", b"maxp"))
            self._long_loca = struct.unpack_from(">h", self._head, _HEAD_LOCA_FORMAT)[0] != 0
            self._metrics: int = struct.unpack_from(">H", self._hhea, _HHEA_METRICS)[0]
            self._count: int = struct.unpack_from(">H", self._maxp, _MAXP_GLYPHS)[0]
            self._loca, self._glyf, self._hmtx = (self._tables[tag] for tag in (b"loca", b"glyf", b"hmtx"))
        except (KeyError, struct.error):
            raise FontDamaged(f"{path.name} has no TrueType outlines") from None
        if not self._metrics:
            raise FontDamaged(f"{path.name} has no widths")
        self._glyphs: dict[int, _Glyph] = {}

    def subset(self, glyphs: Iterable[int]) -> Subset:
        """Return a font of these glyphs, of those they are made of, and .notdef. Raises FontDamaged."""
        wanted = {0, *glyphs}
        edge = set(wanted)
        for _ in range(_DEEPEST):
            edge = {part for glyph in edge for _, part in self._read(glyph).components} - wanted
            wanted |= edge
        if edge:
            raise FontDamaged("composites of a glyph have no end")
        new_ids = {old: new for new, old in enumerate(sorted(wanted))}
        outlines, offsets, metrics = bytearray(), [0], bytearray()
        for old in new_ids:
            glyph = self._read(old)
            start = len(outlines)
            outlines += glyph.outlines
            for place, part in glyph.components:
                struct.pack_into(">H", outlines, start + place, new_ids[part])
            outlines += bytes(-len(outlines) % 4)
            offsets.append(len(outlines))
            metrics += self._metric(old)
        head, hhea, maxp = bytearray(self._head), bytearray(self._hhea), bytearray(self._maxp)
        struct.pack_into(">I", head, _HEAD_CHECKSUM, 0)
        struct.pack_into(">h", head, _HEAD_LOCA_FORMAT, 1)
        struct.pack_into(">H", hhea, _HHEA_METRICS, len(new_ids))
        struct.pack_into(">H", maxp, _MAXP_GLYPHS, len(new_ids))
        for place in _MAXP_HINTING:
            struct.pack_into(">H", maxp, place, 2 if place == _MAXP_HINTING[0] else 0)
        tables = {
            b"glyf": bytes(outlines),
            b"head": bytes(head),
            b"hhea": bytes(hhea),
            b"hmtx": bytes(metrics),
            b"loca": struct.pack(f">{len(offsets)}I", *offsets),
            b"maxp": bytes(maxp),
        }
        return Subset(_file(tables), new_ids)

    # --- reading ------------------------------------------------------------------------------------

    def _directory(self) -> dict[bytes, tuple[int, int]]:
        count = struct.unpack_from(">H", self._data, 4)[0]
        rows = (_DIRECTORY.unpack_from(self._data, 12 + 16 * number) for number in range(count))
        return {tag: (offset, length) for tag, _, offset, length in rows}

    def _table(self, tag: bytes) -> bytes:
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    def _metric(self, glyph: int) -> bytes:
        """Return advance and left side bearing; the last advance holds for all glyphs beyond it."""
        start = self._hmtx[0]
        if glyph < self._metrics:
            return self._data[start + 4 * glyph : start + 4 * glyph + 4]
        advance = start + 4 * (self._metrics - 1)
        bearing = start + 4 * self._metrics + 2 * (glyph - self._metrics)
        return self._data[advance : advance + 2] + self._data[bearing : bearing + 2]

    def _read(self, glyph: int) -> _Glyph:
        found = self._glyphs.get(glyph)
        if found is None:
            try:
                found = self._glyphs[glyph] = _without_hinting(self._outlines(glyph))
            except (struct.error, IndexError):
                raise FontDamaged(f"glyph {glyph} cannot be read") from None
        return found

    def _outlines(self, glyph: int) -> bytes:
        if not 0 <= glyph < self._count:
            raise IndexError(glyph)
        if self._long_loca:
            start, end = struct.unpack_from(">II", self._data, self._loca[0] + 4 * glyph)
        else:
            start, end = (
                2 * each for each in struct.unpack_from(">HH", self._data, self._loca[0] + 2 * glyph)
            )
        if not 0 <= start <= end <= self._glyf[1]:
            raise IndexError(glyph)
        return self._data[self._glyf[0] + start : self._glyf[0] + end]


def _without_hinting(outlines: bytes) -> _Glyph:
    if not outlines:
        return _Glyph(b"", ())
    contours = struct.unpack_from(">h", outlines)[0]
    if contours >= 0:
        place = 10 + 2 * contours
        instructions = struct.unpack_from(">H", outlines, place)[0]
        return _Glyph(outlines[:place] + b"\0\0" + outlines[place + 2 + instructions :], ())
    data, components = bytearray(outlines), []
    place = 10
    while True:
        flags, part = struct.unpack_from(">HH", data, place)
        struct.pack_into(">H", data, place, flags & ~_INSTRUCTIONS)
        components.append((place + 2, part))
        place += 8 if flags & _ARGS_ARE_WORDS else 6
        place += 2 * bool(flags & _SCALE) + 4 * bool(flags & _TWO_SCALES) + 8 * bool(flags & _MATRIX)
        if not flags & _MORE:
            return _Glyph(bytes(data[:place]), tuple(components))


# --- writing ----------------------------------------------------------------------------------------


def _file(tables: dict[bytes, bytes]) -> bytes:
    """Return a font file of these tables, which are in the order of their tags."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">IHHHH", 0x00010000, count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    directory, body = bytearray(), bytearray()
    for tag, data in tables.items():
        offset = len(head) + 16 * count + len(body)
        padded = data + bytes(-len(data) % 4)
        directory += _DIRECTORY.pack(tag, _checksum(padded), offset, len(data))
        body += padded
    return head + bytes(directory) + bytes(body)


def _checksum(padded: bytes) -> int:
    words = array.array("I", padded)
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF
