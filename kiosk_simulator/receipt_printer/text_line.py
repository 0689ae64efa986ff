"""A line of text as the simulated printer prints it: its settings, and the dots of its own characters.

Without FS C 1 a printer takes the bytes of kanji for JIS code; here each of them becomes a question mark, so
that a driver which forgets the command is seen on the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from kiosk.documents.fonts.files import GOTHIC, find_font
from kiosk_simulator.receipt_printer.escpos_parser import Command

COLUMN = 12
"""Dots of a half-width character; a kanji has two columns."""
HEIGHT = 24
WIDTH = 576
_YEN, _OVERLINE = "\u00a5", "\u203e"


@cache
def _face(scale: int, columns: int) -> ImageFont.FreeTypeFont:
    size = HEIGHT - 2 if columns == 2 else 17  # the typeface is proportional, the printer's own is not
    return ImageFont.truetype(str(find_font(GOTHIC)), size * scale)


class TextLine:
    """Collects the bytes of a line. Kanji and other characters have sizes of their own."""

    def __init__(self) -> None:
        self._initialise()

    def _initialise(self) -> None:
        self._bytes: list[tuple[int, int, int]] = []
        self._size, self._kanji_size = 1, 1
        self._is_shift_jis = self._is_japan = False

    def take(self, command: Command) -> bool:
        """Carry out a setting or keep a character; False for any other command."""
        name, data = command.name, command.data
        if name == b"\x1b@":
            self._initialise()
        elif name == b"\x1bR":
            self._is_japan = data == b"\x08"
        elif name == b"\x1cC":
            self._is_shift_jis = data in (b"\x01", b"1")
        elif name == b"\x1d!":
            self._size = (data[0] & 0x07) + 1
        elif name == b"\x1c!":
            self._kanji_size = 2 if data[0] & 0x0C == 0x0C else 1
        elif len(name) == 1 and name[0] >= 0x20:
            self._bytes.append((name[0], self._size, self._kanji_size))
        else:
            return False
        return True

    def printed(self) -> list[bytes]:
        """Return the line's dot rows, a set bit being ink, and begin the next; none for an empty line."""
        cells, self._bytes = list(self._cells()), []
        if not cells:
            return []
        height = HEIGHT * max(scale for _, _, scale in cells)
        image = Image.new("1", (WIDTH, height))
        draw = ImageDraw.Draw(image)
        x = 0
        for text, columns, scale in cells:
            width = columns * COLUMN * scale
            if text.strip():
                draw.text((x + width / 2, height - 2), text, fill=1, font=_face(scale, columns), anchor="md")
            x += width
        dots, row = image.tobytes(), WIDTH // 8
        return [dots[at : at + row] for at in range(0, len(dots), row)]

    def _cells(self) -> Iterator[tuple[str, int, int]]:
        """(character, columns, times the normal size)."""
        waiting = iter(self._bytes)
        for byte, size, kanji_size in waiting:
            if self._is_shift_jis and (0x81 <= byte <= 0x9F or 0xE0 <= byte <= 0xFC):
                trail = next(waiting, (0x3F, 1, 1))[0]
                yield bytes((byte, trail)).decode("cp932", "replace"), 2, kanji_size
            elif self._is_japan and byte in b"\\~":
                yield (_YEN if byte == 0x5C else _OVERLINE), 1, size
            elif byte < 0x80 or (self._is_shift_jis and 0xA1 <= byte <= 0xDF):
                yield bytes((byte,)).decode("cp932"), 1, size
            else:
                yield "?", 1, size
