"""Reservations and APDU scripts of password resets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from kiosk.centre.messages import ResponsesAnswer
from kiosk_simulator.centre.database import Database
from kiosk_simulator.centre.store import ContentDiffers

_SCHEMA = """
CREATE TABLE IF NOT EXISTS reservation (
    subject TEXT PRIMARY KEY, resident TEXT NOT NULL, made_at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS script (
    id TEXT PRIMARY KEY, authentication TEXT NOT NULL, terminal TEXT NOT NULL, visit TEXT NOT NULL,
    round INTEGER NOT NULL, started REAL NOT NULL, content TEXT, answer BLOB) STRICT;
"""


@dataclass(frozen=True, slots=True)
class StoredReservation:
    """A reservation for one card, by the SHA-256 of its user-authentication certificate; aware time."""

    subject: str
    resident: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class StoredRound:
    """One round of a script. `started` is the start of the script in seconds since 1970."""

    id: str
    authentication: str
    terminal: str
    visit: str
    round: int
    started: float


class Reservations:
    """The newest reservation of each card. Safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._db.create(_SCHEMA)

    def put(self, row: StoredReservation) -> None:
        """Store a reservation in place of the card's earlier one."""
        made_at = row.made_at.astimezone(UTC).isoformat()
        self._db.rows(
            "INSERT OR REPLACE INTO reservation VALUES (?, ?, ?)", row.subject, row.resident, made_at
        )

    def of_resident(self, resident: str) -> tuple[StoredReservation, ...]:
        """All unused reservations of one person, for any card."""
        rows = self._db.rows("SELECT * FROM reservation WHERE resident = ?", resident)
        return tuple(StoredReservation(row[0], row[1], datetime.fromisoformat(row[2])) for row in rows)

    def use_up(self, subject: str) -> None:
        """Delete the card's reservation: the password has been reset."""
        self._db.rows("DELETE FROM reservation WHERE subject = ?", subject)


class Scripts:
    """Rounds of current and completed scripts. Safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._db.create(_SCHEMA)

    def begin(self, row: StoredRound) -> None:
        """Store a first round; ends any earlier script of this authentication."""
        with self._db.transaction():
            self.end(row.authentication)
            self.add(row)

    def add(self, row: StoredRound) -> None:
        """Store a round."""
        self._db.rows(
            "INSERT INTO script VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)",
            *(row.id, row.authentication, row.terminal, row.visit, row.round, row.started),
        )

    def end(self, authentication: str) -> None:
        """Delete every round of this authentication."""
        self._db.rows("DELETE FROM script WHERE authentication = ?", authentication)

    def answer(
        self, id_: str, content: str, decide: Callable[[StoredRound | None], ResponsesAnswer]
    ) -> ResponsesAnswer:
        """The answer to the responses of a round; `decide` makes it the first time only.

        `decide` gets None for an unknown round. Raises ContentDiffers when the round was answered with
        other responses before, and whatever `decide` raises.
        """
        with self._db.transaction():
            rows = self._db.rows("SELECT * FROM script WHERE id = ?", id_)
            if rows and rows[0][6] is not None:
                if rows[0][6] != content:
                    raise ContentDiffers
                return ResponsesAnswer.model_validate_json(rows[0][7])
            answer = decide(StoredRound(*rows[0][:6]) if rows else None)
            self._db.rows(
                "UPDATE script SET content = ?, answer = ? WHERE id = ?",
                *(content, answer.model_dump_json().encode(), id_),
            )
            return answer
