"""What was seen at the terminals, in values that go from one process to another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Application:
    """One application's end: `refused` is the terminal's reason, empty for one whose records it took."""

    terminal: str
    request: str
    refused: str


@dataclass(frozen=True, slots=True)
class AcceptedDocument:
    """A document that would be on paper. `own`: its bytes have the holder's subject and name."""

    terminal: str
    request: str
    number: str
    resident: str
    own: bool


@dataclass(slots=True)
class Played:
    """All that one or many terminals went through."""

    applications: list[Application] = field(default_factory=list)
    accepted: list[AcceptedDocument] = field(default_factory=list)
    proofs_of_another: int = 0
    """Answers for another card, refused at once."""
    not_signed_in: Counter[str] = field(default_factory=Counter)
    """Visits that ended before there was an order, by the terminal's reason."""
    stops: Counter[str] = field(default_factory=Counter)
    """How often an answer was noticed to be another's, by terminal."""
    rows: Counter[str] = field(default_factory=Counter)
    """Number of the last row of each terminal's journal."""
    owed: int = 0
    """Outcomes that could not be reported in the end."""
    broken: list[str] = field(default_factory=list)
    """Exceptions that no task expected: there may be none."""

    def add(self, other: Played) -> None:
        """Count what somebody else has seen as well."""
        self.applications += other.applications
        self.accepted += other.accepted
        self.proofs_of_another += other.proofs_of_another
        self.not_signed_in += other.not_signed_in
        self.stops += other.stops
        self.rows += other.rows
        self.owed += other.owed
        self.broken += other.broken
