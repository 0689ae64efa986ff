"""Encoding and decoding of IPP messages (RFC 8010, section 3)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

_DEPTH = 8


class IppMalformed(ValueError):
    """The bytes are not an IPP message. The error message never quotes their content."""


class Tag(IntEnum):
    """Delimiter and value tags (RFC 8010, 3.5)."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    UNSUPPORTED = 0x05
    UNSUPPORTED_VALUE = 0x10
    UNKNOWN = 0x12
    NO_VALUE = 0x13
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    OCTETS = 0x30
    DATE_TIME = 0x31
    RESOLUTION = 0x32
    RANGE = 0x33
    COLLECTION = 0x34
    TEXT_WITH_LANGUAGE = 0x35
    NAME_WITH_LANGUAGE = 0x36
    END_COLLECTION = 0x37
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49
    MEMBER = 0x4A


@dataclass(frozen=True, slots=True)
class Value:
    """One value, whose Python type depends on the tag.

    int (INTEGER, ENUM) · bool · str (all character strings) · (int, int) (RANGE) ·
    (int, int, int) (RESOLUTION) · (language, text) · tuple of Attribute (COLLECTION) ·
    None (out-of-band) · bytes (everything else).
    """

    tag: int
    value: Any


@dataclass(frozen=True, slots=True)
class Attribute:
    """A name and one or more values."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Attributes under one delimiter tag."""

    tag: int
    attributes: tuple[Attribute, ...] = ()

    def first(self, name: str) -> Any:
        """Return the first value of an attribute, or None."""
        return next((item.values[0].value for item in self.attributes if item.name == name), None)

    def all(self, name: str) -> tuple[Any, ...]:
        """Return all values of an attribute, empty if it is missing."""
        return next(
            (tuple(v.value for v in item.values) for item in self.attributes if item.name == name), ()
        )


@dataclass(frozen=True, slots=True)
class Message:
    """A request or a response: `code` is the operation id or the status code."""

    code: int
    request_id: int
    groups: tuple[Group, ...] = ()
    data: bytes = b""
    version: tuple[int, int] = (2, 0)

    def group(self, tag: int) -> Group:
        """Return the first group with a tag, or an empty group."""
        return next((group for group in self.groups if group.tag == tag), Group(tag))


def attribute(name: str, tag: int, *values: Any) -> Attribute:
    """Build an attribute whose values share one tag."""
    return Attribute(name, tuple(Value(tag, value) for value in values))


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
    """Parse the bytes of a message. Raises IppMalformed."""
    if len(data) < 9:
        raise IppMalformed("shorter than a header")
    major, minor, code, request_id = struct.unpack_from(">BBHI", data)
    reader = _Reader(data, 8)
    groups: list[Group] = []
    tag = reader.byte()
    while tag != Tag.END:
        if not 0x00 < tag < 0x10:
            raise IppMalformed("a value outside a group")
        fields = list(reader.fields())
        groups.append(Group(tag, _joined(iter(fields))))
        tag = reader.byte()
    return Message(code, request_id, tuple(groups), data[reader.at :], (major, minor))


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

    def fields(self) -> Iterator[tuple[int, bytes, bytes]]:
        """Yield (tag, name, value) up to the next delimiter tag, which is not consumed."""
        while self.at < len(self.data) and self.data[self.at] >= 0x10:
            yield self.byte(), self.sized(), self.sized()


_Fields = Iterator[tuple[int, bytes, bytes]]


def _joined(fields: _Fields) -> tuple[Attribute, ...]:
    attributes: list[tuple[str, list[Value]]] = []
    for tag, name, raw in fields:
        value = _value(tag, raw, fields, 0)
        if name:
            attributes.append((_string(name), [value]))
        elif attributes:
            attributes[-1][1].append(value)
        else:
            raise IppMalformed("a further value of no attribute")
    return tuple(Attribute(name, tuple(values)) for name, values in attributes)


def _collection(fields: _Fields, depth: int) -> tuple[Attribute, ...]:
    members: list[tuple[str, list[Value]]] = []
    for tag, name, raw in fields:
        if name:
            raise IppMalformed("a name inside a collection")
        if tag == Tag.END_COLLECTION:
            if any(not values for _, values in members):
                raise IppMalformed("a member without a value")
            return tuple(Attribute(name, tuple(values)) for name, values in members)
        if tag == Tag.MEMBER:
            members.append((_string(raw), []))
        elif members:
            members[-1][1].append(_value(tag, raw, fields, depth))
        else:
            raise IppMalformed("a value of no member")
    raise IppMalformed("an unfinished collection")


def _value(tag: int, raw: bytes, fields: _Fields, depth: int) -> Value:
    if tag == Tag.COLLECTION:
        if depth >= _DEPTH:
            raise IppMalformed("collections are nested too deeply")
        return Value(tag, _collection(fields, depth + 1))
    if tag in (Tag.END_COLLECTION, Tag.MEMBER):
        raise IppMalformed("a collection's tag outside a collection")
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
        inner = _Reader(raw, 0)
        pair = (_string(inner.sized()), _string(inner.sized()))
        if inner.at != len(raw):
            raise IppMalformed("a text longer than it says")
        return pair
    if 0x40 <= tag <= 0x5F:
        return _string(raw)
    return raw


def _struct(form: str, raw: bytes) -> tuple[Any, ...]:
    if len(raw) != struct.calcsize(form):
        raise IppMalformed("a value of wrong length")
    return struct.unpack(form, raw)


def _string(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise IppMalformed("a text that is not UTF-8") from None
