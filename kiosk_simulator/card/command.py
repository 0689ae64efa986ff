"""Parsing of command APDUs by the software card, and its status words.

It shares no code with the driver, so that a mistake in either of them makes a test fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class SW(IntEnum):
    """Status words of the software card; 63Cx carries the tries left."""

    OK = 0x9000
    WRONG_LENGTH = 0x6700
    NO_LOGICAL_CHANNEL = 0x6881
    FILE_STRUCTURE = 0x6981
    NOT_VERIFIED = 0x6982
    BLOCKED = 0x6984
    CONDITIONS = 0x6985
    NO_FILE_SELECTED = 0x6986
    WRONG_DATA = 0x6A80
    NOT_FOUND = 0x6A82
    WRONG_P1P2 = 0x6A86
    NO_REFERENCE_DATA = 0x6A88
    WRONG_OFFSET = 0x6B00
    NO_SUCH_INSTRUCTION = 0x6D00
    NO_SUCH_CLASS = 0x6E00
    SELF_DIAGNOSIS_FAILED = 0x6F00
    TRIES = 0x63C0


class Answer(Exception):
    """Ends a command with a status word other than 9000."""

    def __init__(self, sw: int) -> None:
        super().__init__(f"{sw:04X}")
        self.sw = sw


@dataclass(frozen=True, slots=True)
class Command:
    """The fields of a command; `le` is 1 to 256, None when no data is wanted."""

    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes
    le: int | None

    def __repr__(self) -> str:
        return f"Command({self.ins:02X})"

    @classmethod
    def parse(cls, apdu: bytes) -> Command:
        """Short APDUs only; raises Answer (6700) for extended or truncated ones."""
        if len(apdu) < 4:
            raise Answer(SW.WRONG_LENGTH)
        cla, ins, p1, p2 = apdu[:4]
        body = apdu[4:]
        if not body:
            return cls(cla, ins, p1, p2, b"", None)
        if len(body) == 1:
            return cls(cla, ins, p1, p2, b"", body[0] or 256)
        lc, rest = body[0], body[1:]
        if lc == 0 or len(rest) not in (lc, lc + 1):
            raise Answer(SW.WRONG_LENGTH)
        return cls(cla, ins, p1, p2, rest[:lc], (rest[lc] or 256) if len(rest) > lc else None)
