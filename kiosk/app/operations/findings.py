"""What a check found: in words, and how bad it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum


class Level(IntEnum):
    """How bad; the value is the exit status of `kiosk doctor` when nothing is worse."""

    FINE = 0
    WARNING = 1
    """The terminal serves, and somebody should act."""
    FAULT = 2
    """Something cannot be served, or must not go on like this."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at (`check`, and `about` which of several), and what was found.

    `facts` are the same for a program: numbers with their unit in the name.
    """

    check: str
    level: Level
    text: str
    about: str = ""
    facts: dict[str, object] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """As `kiosk doctor --json` prints it."""
        found: dict[str, object] = {"check": self.check, "level": self.level.name.lower(), "text": self.text}
        return found | ({"about": self.about} if self.about else {}) | self.facts


def worst(findings: Iterable[Finding]) -> Level:
    """The worst level, FINE for none."""
    return max((each.level for each in findings), default=Level.FINE)
