"""Fitting text into a cell: shrink first, then wrap, never lose a character."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from kiosk.documents.fonts.cid_font import CIDFont, clusters

_NOT_FIRST = frozenset(
    "、。，．・：；？！）」』】〕］｝々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)]}-‐－ 　"
)
_NOT_LAST = frozenset("（「『【〔［｛([{")


class DoesNotFit(ValueError):
    """A text is too long for its place on the sheet. The message holds no text."""


@dataclass(frozen=True, slots=True)
class FittedText:
    """Lines of one text at one size in points; joined they are the text."""

    lines: tuple[str, ...]
    size: float

    def height(self, leading: float = 1.35) -> float:
        """Points from the top of the first line to the bottom of the last."""
        return self.size * (1 + (len(self.lines) - 1) * leading)


def fit(
    text: str, font: CIDFont, width: float, size: float, *, min_size: float, max_lines: int
) -> FittedText:
    """Set `text` in `width` points: one line from `size` down to `min_size` points, then more lines.

    Raises DoesNotFit beyond `max_lines` lines, MissingGlyph for what the font cannot show.
    """
    natural = font.width(text, size)
    if natural <= width:
        return FittedText((text,), size)
    shrunk = int(size * width / natural * 4) / 4  # quarters of a point
    if shrunk >= min_size and font.width(text, shrunk) <= width:
        return FittedText((text,), shrunk)
    lines = _wrapped(text, font, width, min_size)
    if len(lines) > max_lines:
        raise DoesNotFit(f"a text needs {len(lines)} lines where {max_lines} fit")
    # As large as the same number of lines allows.
    for quarters in range(int(size * 4), int(min_size * 4), -1):
        larger = _wrapped(text, font, width, quarters / 4)
        if len(larger) <= len(lines):
            return FittedText(tuple(larger), quarters / 4)
    return FittedText(tuple(lines), min_size)


def characters(text: str) -> list[str]:
    """Return the characters of a text, each with its variation selector."""
    return [chr(base) + (chr(selector) if selector else "") for base, selector in clusters(text)]


def _wrapped(text: str, font: CIDFont, width: float, size: float) -> list[str]:
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
            # Between words when the line stays half full, else wherever a line may end.
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
