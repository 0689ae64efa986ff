"""Encoding and decoding of IPP messages (RFC 8010, section 3)."""

from __future__ import annotations

import re
import struct
from typing import Any

from kiosk.hardware.page_printer.ipp_message import Attribute, Group, Message, Tag, Value

_DEPTH = 8
_NAME = re.compile(rb"[a-zA-Z0-9._-]{1,255}")
_NO_NAME = "?"


class IppMalformed(ValueError):
    """The bytes are not an IPP message. The error message never quotes their content."""


class _Unreadable(Exception):
    """One value cannot be read; what follows it can."""


# --- writing --------------------------------------------------------------------------------------


def encode(message: Message) -> bytes:
    """Return the bytes of a message. Raises ValueError for a value that IPP cannot represent."""
    try:
        head = struct.pack(">BBHI", *message.version, message.code, message.request_id)
        body = b"".join(bytes([group.tag]) + _attributes(group.attributes) for group in message.groups)
    except (struct.error, TypeError, AttributeError) as error:
        raise ValueError("a value that IPP cannot hold") from error
    return head + body + bytes([Tag.END]) + message.data


def _attributes(attributes: tuple[Attribute, ...]) -> bytes:
    parts = []
    for item in attributes:
        if not item.name or not item.values:
            raise ValueError("an attribute without name or value")
        for index, value in enumerate(item.values):
            parts.append(_field(value, item.name if index == 0 else ""))
    return b"".join(parts)


def _field(value: Value, name: str) -> bytes:
    head = bytes([value.tag]) + _sized(name.encode("ascii"))
    if value.tag != Tag.COLLECTION:
        return head + _sized(_packed(value))
    members = []
    for member in value.value:
        members.append(bytes([Tag.MEMBER]) + _sized(b"") + _sized(member.name.encode("ascii")))
        members.extend(_field(item, "") for item in member.values)
    return head + _sized(b"") + b"".join(members) + bytes([Tag.END_COLLECTION]) + _sized(b"") * 2


def _sized(data: bytes) -> bytes:
    if len(data) > 0x7FFF:
        raise ValueError(f"a field of {len(data)} bytes")
    return len(data).to_bytes(2, "big") + data


def _packed(value: Value) -> bytes:
    tag, content = value.tag, value.value
    if 0x10 <= tag <= 0x1F:
        return b""
    if tag in (Tag.INTEGER, Tag.ENUM):
        return struct.pack(">i", content)
    if tag == Tag.BOOLEAN:
        return b"\x01" if content else b"\x00"
    if tag == Tag.RANGE:
        return struct.pack(">ii", *content)
    if tag == Tag.RESOLUTION:
        return struct.pack(">iib", *content)
    if tag in (Tag.TEXT_WITH_LANGUAGE, Tag.NAME_WITH_LANGUAGE):
        return _sized(content[0].encode("ascii")) + _sized(content[1].encode())
    if 0x40 <= tag <= 0x5F:
        return bytes(content.encode())
    return bytes(content)


# --- reading --------------------------------------------------------------------------------------


def decode(data: bytes) -> Message:
    """Parse the bytes of a message.

    A value that cannot be read (a text that is not UTF-8, a wrong length, a damaged collection) is left
    out and its attribute is named in `Message.skipped`: one value that nobody asked for does not void
    the answer. Raises IppMalformed where the message itself is damaged.
    """
    if len(data) < 9:
        raise IppMalformed("shorter than a header")
    major, minor, code, request_id = struct.unpack_from(">BBHI", data)
    reader = _Reader(data, 8)
    groups: list[Group] = []
    skipped: list[str] = []
    tag = reader.byte()
    while tag != Tag.END:
        if not 0x00 < tag < 0x10:
            raise IppMalformed("a value outside a group")
        groups.append(Group(tag, _group(reader, skipped)))
        tag = reader.byte()
    names = tuple(dict.fromkeys(skipped))
    return Message(code, request_id, tuple(groups), data[reader.at :], (major, minor), names)


class _Reader:
    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def byte(self) -> int:
        return self.take(1)[0]

    def take(self, length: int) -> bytes:
        if self.at + length > len(self.data):
            raise IppMalformed("cut off")
        self.at += length
        return self.data[self.at - length : self.at]

    def sized(self) -> bytes:
        length = int.from_bytes(self.take(2), "big")
        if length > 0x7FFF:
            raise IppMalformed("a negative length")
        return self.take(length)

    def field(self) -> tuple[int, bytes, bytes] | None:
        """Return (tag, name, value), or None before the next delimiter tag, which is not consumed."""
        if self.at >= len(self.data) or self.data[self.at] < 0x10:
            return None
        return self.byte(), self.sized(), self.sized()

    def member(self) -> tuple[int, bytes]:
        """Return (tag, value) of a collection's next field.

        Raises _Unreadable, without consuming anything, where the collection has ended without an end:
        what follows is an attribute or a group.
        """
        before = self.at
        field = self.field()
        if field is None or field[1]:
            self.at = before
            raise _Unreadable("an unfinished collection")
        return field[0], field[2]


def _group(reader: _Reader, skipped: list[str]) -> tuple[Attribute, ...]:
    attributes: list[tuple[str, list[Value]]] = []
    while (field := reader.field()) is not None:
        tag, name, raw = field
        stray = not name and (not attributes or tag in (Tag.MEMBER, Tag.END_COLLECTION))
        if name or stray:
            # Values that follow a stray one belong to it, and not to the attribute before it.
            attributes.append((_name(name), []))
        try:
            value = _value(reader, tag, raw, 0)
        except _Unreadable:
            skipped.append(_name(raw) if tag == Tag.MEMBER else attributes[-1][0])
        else:
            attributes[-1][1].append(value)
    return tuple(Attribute(name, tuple(values)) for name, values in attributes if values and name != _NO_NAME)


def _collection(reader: _Reader, depth: int) -> tuple[Attribute, ...]:
    """Read up to the collection's own end, also when something inside it cannot be read."""
    members: list[tuple[str, list[Value]]] = []
    sound = True
    while True:
        tag, raw = reader.member()
        if tag == Tag.END_COLLECTION:
            break
        if tag == Tag.MEMBER:
            members.append((_name(raw), []))
            continue
        try:
            value = _value(reader, tag, raw, depth)
        except _Unreadable:
            sound = False
            continue
        if members:
            members[-1][1].append(value)
        else:
            sound = False
    if not sound or any(not values or name == _NO_NAME for name, values in members):
        raise _Unreadable("a damaged collection")
    return tuple(Attribute(name, tuple(values)) for name, values in members)


def _skip_collection(reader: _Reader) -> None:
    """Read up to a collection's end without keeping it, however deep it is."""
    depth = 1
    while depth:
        tag, _ = reader.member()
        if tag == Tag.COLLECTION:
            depth += 1
        elif tag == Tag.END_COLLECTION:
            depth -= 1


def _value(reader: _Reader, tag: int, raw: bytes, depth: int) -> Value:
    if tag == Tag.COLLECTION:
        if depth >= _DEPTH:
            _skip_collection(reader)
            raise _Unreadable("collections are nested too deeply")
        return Value(tag, _collection(reader, depth + 1))
    if tag in (Tag.END_COLLECTION, Tag.MEMBER):
        raise _Unreadable("a collection's tag outside a collection")
    return Value(tag, _unpacked(tag, raw))


def _unpacked(tag: int, raw: bytes) -> Any:
    if 0x10 <= tag <= 0x1F:
        return None
    if tag in (Tag.INTEGER, Tag.ENUM):
        return _struct(">i", raw)[0]
    if tag == Tag.BOOLEAN:
        return _struct(">?", raw)[0]
    if tag == Tag.RANGE:
        return _struct(">ii", raw)
    if tag == Tag.RESOLUTION:
        return _struct(">iib", raw)
    if tag in (Tag.TEXT_WITH_LANGUAGE, Tag.NAME_WITH_LANGUAGE):
        return _text_with_language(raw)
    if 0x40 <= tag <= 0x5F:
        return _string(raw)
    return raw


def _text_with_language(raw: bytes) -> tuple[str, str]:
    inner = _Reader(raw, 0)
    try:
        language, text = inner.sized(), inner.sized()
    except IppMalformed:
        raise _Unreadable("a text shorter than its length") from None
    if inner.at != len(raw):
        raise _Unreadable("a text longer than its length")
    return _string(language), _string(text)


def _struct(form: str, raw: bytes) -> tuple[Any, ...]:
    if len(raw) != struct.calcsize(form):
        raise _Unreadable("a value of wrong length")
    return struct.unpack(form, raw)


def _string(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise _Unreadable("a text that is not UTF-8") from None


def _name(raw: bytes) -> str:
    return raw.decode("ascii") if _NAME.fullmatch(raw) else _NO_NAME
