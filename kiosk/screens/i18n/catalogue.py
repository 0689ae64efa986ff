"""Reads gettext catalogues: .po text to entries, entries to the .mo bytes `gettext` understands."""

from __future__ import annotations

import ast
import struct
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Entry:
    """One message. `translations` has one item, or one for each plural form."""

    context: str | None = None
    message: str = ""
    plural: str | None = None
    translations: list[str] = field(default_factory=list)
    fuzzy: bool = False


class PoError(ValueError):
    """The catalogue is not well formed; the message names the line."""


def parse_po(text: str) -> list[Entry]:
    """Entries of a .po file, the header (empty message) among them. Raises PoError."""
    entries: list[Entry] = []
    entry, target = Entry(), ""
    for number, raw in enumerate([*text.splitlines(), ""], 1):
        line = raw.strip()
        if line.startswith("#"):
            if line.startswith("#,") and "fuzzy" in line:
                entry.fuzzy = True
            continue
        if not line:
            if entry.translations:
                entries.append(entry)
            entry, target = Entry(), ""
            continue
        keyword, _, quoted = (target, "", line) if line.startswith('"') else line.partition(" ")
        try:
            value = ast.literal_eval(quoted)
        except (SyntaxError, ValueError) as error:
            raise PoError(f"line {number}: not a quoted string") from error
        _store(entry, keyword, str(value), continues=line.startswith('"'), number=number)
        target = keyword
    return entries


def _store(entry: Entry, keyword: str, value: str, *, continues: bool, number: int) -> None:
    if keyword == "msgctxt":
        entry.context = (entry.context or "") + value
    elif keyword == "msgid":
        entry.message += value
    elif keyword == "msgid_plural":
        entry.plural = (entry.plural or "") + value
    elif keyword.startswith("msgstr"):
        if continues:
            entry.translations[-1] += value
        else:
            entry.translations.append(value)
    else:
        raise PoError(f"line {number}: unknown keyword")


def to_mo(entries: list[Entry]) -> bytes:
    """The binary catalogue (GNU gettext .mo, little endian); untranslated and fuzzy entries are left out."""
    pairs = []
    for entry in entries:
        if entry.fuzzy and entry.message:
            continue
        if not any(entry.translations):
            continue
        key = entry.message if entry.plural is None else f"{entry.message}\0{entry.plural}"
        if entry.context is not None:
            key = f"{entry.context}\x04{key}"
        pairs.append((key.encode(), "\0".join(entry.translations).encode()))
    pairs.sort()
    count = len(pairs)
    keys_at, values_at = 28, 28 + 8 * count
    offset = 28 + 16 * count
    tables: list[bytes] = []
    blob = b""
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]), offset + len(blob)))
            blob += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, keys_at, values_at, 0, 0)
    return head + b"".join(tables) + blob


def compile_catalogue(source: Path) -> Path:
    """Write the .mo file beside a .po file and return its path. Raises PoError and OSError."""
    compiled = source.with_suffix(".mo")
    compiled.write_bytes(to_mo(parse_po(source.read_text(encoding="utf-8"))))
    return compiled
