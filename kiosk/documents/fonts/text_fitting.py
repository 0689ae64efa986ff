"""Fits text into a width: it shrinks first, then wraps, and never drops a character."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Protocol

from kiosk.documents.fonts.cid_font import clusters

_NOT_FIRST = frozenset(
    "、。，．・：；？！）」』】〕］｝々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)]}-‐－ 　"
)
_NOT_LAST = frozenset("（「『【〔［｛([{")


class DoesNotFit(ValueError):
    """A text is too long for its cell. The message does not contain the text."""


class HasWidth(Protocol):
    """What a text's width can be asked of."""

    def width(self, text: str, size: float) -> float:
        """Return the width of `text` at `size`."""


@dataclass(frozen=True, slots=True)
class FittedText:
    """The lines of a text, at one size in points. Joined, they are the text."""

    lines: tuple[str, ...]
    size: float

    def height(self, leading: float = 1.35) -> float:
        """Return the points from the top of the first line to the bottom of the last."""
        return self.size * (1 + (len(self.lines) - 1) * leading)


def fit(
    text: str, font: HasWidth, width: float, size: float, *, min_size: float, max_lines: int
) -> FittedText:
    """Fit `text` into `width` points: on one line from `size` down to `min_size` points, else on more.

    Raises DoesNotFit beyond `max_lines` lines, and MissingGlyph.
    """
    natural = font.width(text, size)
    if natural <= width:
        return FittedText((text,), size)
    shrunk = int(size * width / natural * 4) / 4  # quarters of a point
    if shrunk >= min_size and font.width(text, shrunk) <= width:
        return FittedText((text,), shrunk)
    lines = wrapped(text, font, width, min_size)
    if len(lines) > max_lines:
        raise DoesNotFit(f"a text needs {len(lines)} lines where {max_lines} fit")
    # Use the largest size that needs no more lines.
    for quarters in range(int(size * 4), int(min_size * 4), -1):
        larger = wrapped(text, font, width, quarters / 4)
        if len(larger) <= len(lines):
            return FittedText(tuple(larger), quarters / 4)
    return FittedText(tuple(lines), min_size)


def characters(text: str) -> list[str]:
    """Split a text into characters, each with its variation selector."""
    return [*clusters(text)]


def wrapped(text: str, font: HasWidth, width: float, size: float) -> list[str]:
    """Break `text` into lines of at most `width`, where Japanese and Latin may break if that is near."""
    parts = characters(text)
    lines, start = [], 0
    while start < len(parts):
        end, used = start, 0.0
        while end < len(parts):
            used += font.width(parts[end], size)
            if used > width and end > start:
                break
            end += 1
        if end < len(parts):
            # Break between words if the line stays at least half full, else at any allowed position.
            words = (at for at in range(end, (start + end) // 2, -1) if parts[at - 1] in " 　")
            places = (at for at in range(end, start, -1) if _may_break(parts, at))
            end = next(words, None) or next(places, end)
        lines.append("".join(parts[start:end]))
        start = end
    return lines


def _may_break(parts: list[str], at: int) -> bool:
    before, after = parts[at - 1][0], parts[at][0]
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return not (_is_latin(before) and _is_latin(after))


def _is_latin(character: str) -> bool:
    return unicodedata.east_asian_width(character) in {"Na", "N", "A"} and character != " "
