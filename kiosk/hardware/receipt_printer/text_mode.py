"""Lines of Japanese text as ESC/POS commands, in the printer's own characters.

The four settings before the text are those that receiptline sends for Shift_JIS; a printer's default is
JIS code, in which the same bytes print something else. python-escpos' `text` sends kanji as GB 18030.

The vendors' characters (髙, 﨑) have two codes in cp932. Python's codec sends NEC's, whose lead bytes ED and
EE are in the range that every printer takes, and not IBM's (FA to FC).
"""

from __future__ import annotations

from collections.abc import Sequence

_PREAMBLE = (
    b"\x1bR\x08"  # ESC R 8: international characters of Japan, so that 0x5C is the yen sign
    b"\x1bt\x01"  # ESC t 1: code page with half-width katakana
    b"\x1cC\x01"  # FS C 1: kanji in Shift_JIS
)
_LF = b"\n"


def text(lines: Sequence[tuple[str, int]]) -> bytes:
    """Return the commands that print `lines` of (text, times the normal width and height: 1 or 2).

    Raises ValueError for a control character, which would be a command, and UnicodeEncodeError (also a
    ValueError) for what cp932 lacks.
    """
    found, scale = [_PREAMBLE], 1
    for line, wanted in lines:
        if any(character < " " or character == "\x7f" for character in line):
            raise ValueError("a control character in a line")
        if wanted != scale:
            scale = wanted
            found.append(_size(scale))
        found += (line.encode("cp932"), _LF)
    if scale != 1:
        found.append(_size(1))
    return b"".join(found)


def _size(scale: int) -> bytes:
    # Kanji do not follow GS !: they have a command of their own, FS ! (bit 2 double width, bit 3 height).
    return {1: b"\x1d!\x00\x1c!\x00", 2: b"\x1d!\x11\x1c!\x0c"}[scale]
