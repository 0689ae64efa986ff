"""A slip as lines of text, for printers that print no pictures: 48 half-width columns on 72 mm."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.documents.fonts.text_fitting import wrapped
from kiosk.documents.receipts.captions import ENGLISH, Caption, Catalogue, said
from kiosk.documents.receipts.rendering.shift_jis import columns, printable
from kiosk.documents.receipts.rendering.stand_ins import GETA, NOTICE
from kiosk.documents.receipts.slip import Bar, Centred, Pair, Paragraph, Part, Rule, Slip, Space

COLUMNS = 48
"""Half-width characters of 12 dots on 576."""
TextLine = tuple[str, int]
"""(text, times the normal width and height: 1 or 2). Every character is in cp932."""

_BIG = 36
"""Sizes in dots from which on a text is printed in double width and height."""
_GAP = 2


def text_lines(slip: Slip, catalogue: Catalogue = ENGLISH) -> tuple[TextLine, ...]:
    """Return what the slip says, line by line; the last lines tell of characters that had to be replaced.

    Captions that cp932 has no characters for, such as Korean ones, are said in English.
    """
    chosen = catalogue if _can_print(slip, catalogue) else ENGLISH
    lines = [line for part in slip for line in _lines(part, chosen)]
    if any(GETA in text for text, _ in lines):
        lines += [(line, 1) for notice in NOTICE for line in _wrapped(printable(notice), COLUMNS)]
    return tuple(lines)


def _can_print(slip: Slip, catalogue: Catalogue) -> bool:
    words = [part.caption if isinstance(part, Pair) else getattr(part, "text", "") for part in slip]
    return not any(GETA in printable(said(each, catalogue)) for each in words if isinstance(each, Caption))


def _lines(part: Part, catalogue: Catalogue) -> Iterator[TextLine]:
    match part:
        case Space():
            return
        case Rule(heavy):
            yield ("=" if heavy else "-") * COLUMNS, 1
        case Centred(words, size):
            yield from _centred(printable(said(words, catalogue)), 2 if size >= _BIG else 1)
        case Bar(text):
            yield from _centred(f"【{printable(text)}】", 2)
        case Paragraph(words):
            yield from ((line, 1) for line in _wrapped(printable(said(words, catalogue)), COLUMNS))
        case Pair():
            yield from _pair(part, said(part.caption, catalogue))


def _centred(text: str, scale: int) -> Iterator[TextLine]:
    for line in _wrapped(text, COLUMNS // scale):
        yield " " * ((COLUMNS // scale - columns(line)) // 2) + line, scale


def _pair(pair: Pair, caption: str) -> Iterator[TextLine]:
    label, value = printable(pair.label), printable(pair.value)
    scale = 2 if pair.size >= _BIG else 1
    if columns(label) + _GAP + columns(value) * scale <= COLUMNS and scale == 1:
        yield label + value.rjust(len(value) + COLUMNS - columns(label) - columns(value)), 1
    else:
        yield from ((line, 1) for line in _wrapped(label, COLUMNS))
        for line in _wrapped(value, COLUMNS // scale):
            yield line.rjust(len(line) + COLUMNS // scale - columns(line)), scale
    if caption:
        yield from ((f" {line}", 1) for line in _wrapped(printable(caption), COLUMNS - 1))


class _Columns:
    @staticmethod
    def width(text: str, size: float) -> float:
        return columns(text) * size


def _wrapped(text: str, width: int) -> list[str]:
    return [line.rstrip() for line in wrapped(text, _Columns(), width, 1)]
