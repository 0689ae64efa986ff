"""Sealed bytes as several symbols, of which any one may be missing.

Each symbol holds a header and one piece of equal length; the last piece is the exclusive or of the others,
so that a stain, a staple or a fold over one symbol costs nothing. A single piece is drawn twice instead. The
header says to which page and to which set a symbol belongs: symbols of several sheets in one scan are told
apart by it.
"""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field

VERSION = 1
LONGEST_PIECE = 902
"""Bytes: with the header 914, a QR symbol of 113 modules at error correction M (ISO/IEC 18004)."""
MOST_PIECES = 8
_HEADER = struct.Struct(">2s4sBBBBH")
"""Magic number with version, set, page, pages, index, pieces without the parity, bytes of all pieces."""
_MAGIC = bytes((0xC7, VERSION))
MOST_PAGES = 255


class SymbolError(ValueError):
    """The bytes are no symbol of ours."""


class TooLong(ValueError):
    """More sealed bytes than fit on the back of a sheet."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol: piece `index` of `count` (index == count: the parity) of page `page` of `pages`.

    `set` are the first four bytes of the SHA-256 of the sealed bytes, `length` their number.
    """

    set: bytes
    page: int
    pages: int
    index: int
    count: int
    length: int
    piece: bytes = field(repr=False)

    def to_bytes(self) -> bytes:
        """Return the content of the symbol."""
        return (
            _HEADER.pack(_MAGIC, self.set, self.page, self.pages, self.index, self.count, self.length)
            + self.piece
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Symbol:
        """Parse the content of a symbol. Raises SymbolError for what is none of ours."""
        if len(data) < _HEADER.size or data[: len(_MAGIC)] != _MAGIC:
            raise SymbolError("not one of our symbols")
        _, name, page, pages, index, count, length = _HEADER.unpack_from(data)
        piece = data[_HEADER.size :]
        if not (
            1 <= page <= pages
            and 1 <= count <= MOST_PIECES
            and index <= count
            and length > 0
            and len(piece) == math.ceil(length / count)
        ):
            raise SymbolError("a malformed symbol")
        return cls(name, page, pages, index, count, length, piece)

    @property
    def page_set(self) -> tuple[bytes, int, int, int, int]:
        """What all symbols of one page have in common."""
        return self.set, self.page, self.pages, self.count, self.length


def split(sealed: bytes, page: int, pages: int) -> tuple[Symbol, ...]:
    """Split the sealed bytes of page `page` of `pages` into symbols, the parity last; one piece comes twice.

    Raises TooLong for more than MOST_PIECES pieces, and ValueError for a page that is not in 1 … pages.
    """
    if not 1 <= page <= pages <= MOST_PAGES:
        raise ValueError("a page has a number from 1 to the number of pages")
    count = max(1, math.ceil(len(sealed) / LONGEST_PIECE))
    if count > MOST_PIECES:
        raise TooLong(f"{len(sealed)} sealed bytes do not fit on the back of a sheet")
    size = math.ceil(len(sealed) / count)
    pieces = [sealed[start : start + size].ljust(size, b"\0") for start in range(0, count * size, size)]
    name = set_name(sealed)
    if count == 1:
        return (Symbol(name, page, pages, 0, count, len(sealed), pieces[0]),) * 2
    pieces.append(_exclusive_or(pieces, size))
    return tuple(Symbol(name, page, pages, i, count, len(sealed), piece) for i, piece in enumerate(pieces))


def join(symbols: Iterable[Symbol]) -> bytes | None:
    """Return the sealed bytes of symbols of one page set, or None while more than one piece is missing.

    Symbols that contradict each other give bytes that do not open.
    """
    found = {symbol.index: symbol for symbol in symbols}
    if not found:
        return None
    first = next(iter(found.values()))
    missing = [index for index in range(first.count + 1) if index not in found]
    if len(missing) > 1:
        return None
    pieces = {index: symbol.piece for index, symbol in found.items()}
    if missing:
        pieces[missing[0]] = _exclusive_or(pieces.values(), len(first.piece))
    return b"".join(pieces[index] for index in range(first.count))[: first.length]


def set_name(sealed: bytes) -> bytes:
    """Return the name that the symbols of these sealed bytes carry."""
    return hashlib.sha256(sealed).digest()[:4]


def _exclusive_or(pieces: Iterable[bytes], size: int) -> bytes:
    combined = 0
    for piece in pieces:
        combined ^= int.from_bytes(piece, "big")
    return combined.to_bytes(size, "big")
