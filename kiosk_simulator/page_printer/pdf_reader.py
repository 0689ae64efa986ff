"""Reads the pages of a plain PDF: enough of ISO 32000-1 for a simulated printer to count its sheets.

Only the form that the terminal writes is read (one classic cross-reference table, Flate
streams, no encryption, no incremental update); anything else is PdfUnreadable, never guessed.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Any

_LIMIT = 32 * 1024 * 1024
_DEPTH = 32
_SPACE = re.compile(rb"(?:[\x00\t\n\f\r ]|%[^\r\n]*)*")
_NUMBER = re.compile(rb"[+-]?(?:\d+\.?\d*|\.\d+)")
_REFERENCE = re.compile(rb"(\d+)[\x00\t\n\f\r ]+(\d+)[\x00\t\n\f\r ]+R(?![A-Za-z])")
_NAME = re.compile(rb"/([^\x00\t\n\f\r ()<>\[\]{}/%]*)")
_WORD = re.compile(rb"(true|false|null)")
_XREF_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.))", re.S)


class PdfUnreadable(ValueError):
    """The bytes are not a PDF of the plain form that the terminal prints."""


@dataclass(frozen=True, slots=True)
class Ref:
    """An indirect reference."""

    number: int


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page: its dictionary and its decoded content stream."""

    entries: dict[str, Any]
    content: bytes


class _Parser:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def value(self, depth: int = 0) -> Any:
        if depth > _DEPTH:
            raise PdfUnreadable("objects are nested too deeply")
        self._skip()
        data, at = self.data, self.at
        if data.startswith(b"<<", at):
            return self._dictionary(depth)
        if data.startswith(b"[", at):
            self.at += 1
            items = []
            while not self._taken(b"]"):
                items.append(self.value(depth + 1))
            return items
        if data.startswith(b"(", at):
            return self._string()
        if data.startswith(b"<", at):
            end = data.find(b">", at)
            if end < 0:
                raise PdfUnreadable("an unfinished hexadecimal string")
            self.at = end + 1
            return _hexadecimal(data[at + 1 : end])
        for pattern, made in (
            (_REFERENCE, lambda m: Ref(int(m[1]))),
            (_NUMBER, lambda m: float(m[0]) if b"." in m[0] else int(m[0])),
            (_NAME, lambda m: "/" + m[1].decode("latin-1")),
            (_WORD, lambda m: {b"true": True, b"false": False}.get(m[0])),
        ):
            if found := pattern.match(data, at):
                self.at = found.end()
                return made(found)
        raise PdfUnreadable("an object that cannot be read")

    def _skip(self) -> None:
        found = _SPACE.match(self.data, self.at)
        self.at = found.end() if found else self.at

    def _taken(self, token: bytes) -> bool:
        self._skip()
        if self.data.startswith(token, self.at):
            self.at += len(token)
            return True
        return False

    def _dictionary(self, depth: int) -> dict[str, Any]:
        self.at += 2
        entries: dict[str, Any] = {}
        while not self._taken(b">>"):
            key = self.value(depth + 1)
            if not isinstance(key, str) or key in entries:
                raise PdfUnreadable("a dictionary with a wrong or repeated key")
            entries[key] = self.value(depth + 1)
        return entries

    def _string(self) -> bytes:
        depth, at = 0, self.at
        while at < len(self.data):
            byte = self.data[at : at + 1]
            if byte == b"\\":
                at += 1
            elif byte == b"(":
                depth += 1
            elif byte == b")":
                depth -= 1
                if depth == 0:
                    raw, self.at = self.data[self.at + 1 : at], at + 1
                    return _ESCAPE.sub(_unescaped, raw)
            at += 1
        raise PdfUnreadable("an unfinished string")


def _hexadecimal(digits: bytes) -> bytes:
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        raise PdfUnreadable("a wrong hexadecimal string") from None


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes([int(found[1], 8) & 0xFF])
    if found[2]:
        return b""
    return _ESCAPES.get(found[3], found[3])


class _File:
    def __init__(self, data: bytes) -> None:
        if not data.startswith(b"%PDF-"):
            raise PdfUnreadable("no PDF header")
        self.data = data
        starts = re.findall(rb"startxref\s+(\d+)\s+%%EOF", data)
        if len(starts) != 1:
            raise PdfUnreadable("not exactly one cross-reference table")
        self.offsets: dict[int, int] = {}
        self.trailer = self._table(int(starts[0]))
        if not isinstance(self.trailer, dict) or {"/Prev", "/XRefStm", "/Encrypt"} & self.trailer.keys():
            raise PdfUnreadable("an updated, hybrid or encrypted file")

    def _table(self, at: int) -> Any:
        if not (head := re.compile(rb"\s*xref\s+").match(self.data, at)):
            raise PdfUnreadable("no cross-reference table")
        at = head.end()
        while section := re.compile(rb"(\d+) (\d+)\s*?\r?\n").match(self.data, at):
            at = section.end()
            for number in range(int(section[1]), int(section[1]) + int(section[2])):
                entry = _XREF_ENTRY.match(self.data, at)
                if not entry:
                    raise PdfUnreadable("a wrong cross-reference entry")
                at = entry.end()
                if entry[3] == b"n":
                    self.offsets[number] = int(entry[1])
        if not (tail := re.compile(rb"\s*trailer").match(self.data, at)):
            raise PdfUnreadable("no trailer")
        parser = _Parser(self.data)
        parser.at = tail.end()
        return parser.value()

    def resolved(self, thing: Any) -> Any:
        """Follow one reference; a stream gives (dictionary, raw bytes)."""
        if not isinstance(thing, Ref):
            return thing
        at = self.offsets.get(thing.number, -1)
        head = re.compile(rb"\s*(\d+) \d+ obj").match(self.data, at) if at >= 0 else None
        if not head or int(head[1]) != thing.number:
            raise PdfUnreadable("a reference to nothing")
        parser = _Parser(self.data)
        parser.at = head.end()
        value = parser.value()
        stream = re.compile(rb"\s*stream\r?\n").match(self.data, parser.at)
        if not stream or not isinstance(value, dict):
            return value
        length = self.resolved(value.get("/Length"))
        if not isinstance(length, int) or not 0 <= length <= len(self.data) - stream.end():
            raise PdfUnreadable("a stream of wrong length")
        return value, self.data[stream.end() : stream.end() + length]

    def content(self, page: dict[str, Any]) -> bytes:
        stream = self.resolved(page.get("/Contents"))
        if not isinstance(stream, tuple):
            raise PdfUnreadable("a page without one content stream")
        entries, raw = stream
        filters = self.resolved(entries.get("/Filter"))
        if filters not in ("/FlateDecode", ["/FlateDecode"]):
            raise PdfUnreadable("a page content that is not Flate")
        unpacker = zlib.decompressobj()
        try:
            content = unpacker.decompress(raw, _LIMIT)
        except zlib.error:
            raise PdfUnreadable("a damaged page content") from None
        if not unpacker.eof:
            raise PdfUnreadable("a page content that is cut off or too long")
        return content

    def pages(self, node: Any, depth: int = 0) -> list[PdfPage]:
        entries = self.resolved(node)
        if not isinstance(entries, dict) or depth > _DEPTH:
            raise PdfUnreadable("a wrong page tree")
        if entries.get("/Type") == "/Page":
            return [
                PdfPage({key: self.resolved(value) for key, value in entries.items()}, self.content(entries))
            ]
        kids = self.resolved(entries.get("/Kids"))
        if not isinstance(kids, list):
            raise PdfUnreadable("a wrong page tree")
        return [page for kid in kids for page in self.pages(kid, depth + 1)]


def read_pages(pdf: bytes) -> list[PdfPage]:
    """Return the pages in printing order. Raises PdfUnreadable; the message holds no content."""
    try:
        file = _File(pdf)
        root = file.resolved(file.trailer.get("/Root"))
        if not isinstance(root, dict):
            raise PdfUnreadable("no document catalogue")
        return file.pages(root.get("/Pages"))
    except RecursionError:
        raise PdfUnreadable("objects are nested too deeply") from None
