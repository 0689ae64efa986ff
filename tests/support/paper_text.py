"""Reads a slip from the bytes that reached the printer's wire, by the printers' manuals alone.

Shares nothing with the encoder: commands are told by their tables, Shift_JIS is turned into JIS X 0208's rows
and cells by arithmetic and read through Python's ISO-2022-JP (the vendors' extension rows through its cp932).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ARGUMENTS = {
    b"\x1b@": 0, b"\x1bR": 1, b"\x1bt": 1, b"\x1cC": 1, b"\x1d!": 1, b"\x1c!": 1, b"\x1bd": 1, b"\x1dV": 1,
    b"\x1dr": 1, b"\x10\x04": 1,
}  # fmt: skip
"""Bytes after each command that may occur in text mode; any other command is an error."""


@dataclass(frozen=True)
class Line:
    """One printed line; `is_big` if all its characters are twice as wide and high."""

    text: str
    is_big: bool

    @property
    def columns(self) -> int:
        """Half-width columns that it takes, of 48."""
        width = sum(1 if character.isascii() or "｡" <= character <= "ﾟ" else 2 for character in self.text)
        return width * (2 if self.is_big else 1)


def read(stream: bytes) -> list[list[Line]]:
    """Return the lines of each slip in `stream`, each begun by ESC @ and ended by GS V."""
    slips: list[list[Line]] = []
    text, sizes = "", set[tuple[int, int]]()
    settings: dict[bytes, int] = {}
    at = 0
    while at < len(stream):
        byte = stream[at]
        if byte in b"\x10\x1b\x1c\x1d":
            command = stream[at : at + 2]
            if command == b"\x1d(":  # GS ( H: its own length
                at += 5 + int.from_bytes(stream[at + 3 : at + 5], "little")
                continue
            count = ARGUMENTS[command]
            if command == b"\x1b@":
                slips.append([])
                settings = {}
            elif count:
                settings[command] = stream[at + 2]
            at += 2 + count
        elif byte == 0x0A:
            if text:
                assert settings[b"\x1cC"] == 1, "kanji are not in Shift_JIS"
                assert (settings[b"\x1bR"], settings[b"\x1bt"]) == (8, 1), "not Japan's characters"
                assert len(sizes) == 1, "one line in two sizes"
                slips[-1].append(Line(text, sizes == {(0x11, 0x0C)}))
            text, sizes = "", set()
            at += 1
        else:
            length = 2 if 0x81 <= byte <= 0x9F or 0xE0 <= byte <= 0xFC else 1
            text += _character(stream[at : at + length])
            sizes.add((settings.get(b"\x1d!", 0), settings.get(b"\x1c!", 0)))
            at += length
    return [slip for slip in slips if slip]


def _character(code: bytes) -> str:
    if len(code) == 1:
        (byte,) = code
        if byte < 0x80:
            assert byte >= 0x20, "a control character on paper"
            return "¥" if byte == 0x5C else chr(byte)
        assert 0xA1 <= byte <= 0xDF, f"0x{byte:02x} is no character"
        return chr(0xFF61 + byte - 0xA1)
    lead, trail = code
    assert 0x40 <= trail <= 0xFC
    assert trail != 0x7F
    row = 2 * (lead - (0x70 if lead <= 0x9F else 0xB0)) - (1 if trail <= 0x9E else 0)
    cell = trail - (0x7E if trail > 0x9E else 0x20 if trail > 0x7E else 0x1F)
    if row in range(0x21, 0x29) or row in range(0x30, 0x75):
        return (b"\x1b$B" + bytes((row, cell)) + b"\x1b(B").decode("iso2022_jp")
    return code.decode("cp932")  # row 13 and the IBM characters are in no standard


def amounts(lines: list[Line]) -> dict[str, int]:
    """Return the yen on a slip by label; a big amount stands on the line under its label."""
    found: dict[str, int] = {}
    label = ""
    for line in lines:
        if match := re.fullmatch(r"(\S*?)\s*([\d,]+)円", line.text.strip()):
            found[match[1] or label] = int(match[2].replace(",", ""))
        label = line.text.strip()
    return found
