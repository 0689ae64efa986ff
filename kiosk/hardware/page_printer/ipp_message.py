"""IPP messages as data: tags, values, attributes and groups (RFC 8010, section 3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any


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

    def integers(self, name: str) -> tuple[int, ...]:
        """Return an attribute's whole numbers; a value of another type is none of them."""
        return tuple(
            value for value in self.all(name) if isinstance(value, int) and not isinstance(value, bool)
        )

    def integer(self, name: str) -> int | None:
        """Return an attribute's first whole number, None without one."""
        return next(iter(self.integers(name)), None)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return an attribute's character strings, with or without a language (RFC 8011, 5.1.2 and 5.1.3)."""
        found = (value[1] if _has_language(value) else value for value in self.all(name))
        return tuple(text for text in found if isinstance(text, str))

    def text(self, name: str) -> str | None:
        """Return an attribute's first character string, None without one."""
        return next(iter(self.texts(name)), None)


@dataclass(frozen=True, slots=True)
class Message:
    """A request or a response: `code` is the operation id or the status code."""

    code: int
    request_id: int
    groups: tuple[Group, ...] = ()
    data: bytes = b""
    version: tuple[int, int] = (2, 0)
    skipped: tuple[str, ...] = field(default=(), compare=False)
    """Names of attributes of which a value could not be read; `?` for a name that is no keyword."""

    def group(self, tag: int) -> Group:
        """Return the first group with a tag, or an empty group."""
        return next((group for group in self.groups if group.tag == tag), Group(tag))


def _has_language(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and all(isinstance(part, str) for part in value)


def attribute(name: str, tag: int, *values: Any) -> Attribute:
    """Build an attribute whose values share one tag."""
    return Attribute(name, tuple(Value(tag, value) for value in values))
