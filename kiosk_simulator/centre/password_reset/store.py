"""Reservations and APDU scripts of password resets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from kiosk.centre.messages import ResponsesAnswer
from kiosk.rules.services import Service
from kiosk_servers.database.engine import Database
from kiosk_simulator.centre.numbers import draw_number
from kiosk_simulator.centre.request_keys import ContentDiffers


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

    def put(self, row: StoredReservation) -> None:
        """Store a reservation in place of the card's earlier one."""
        made_at = row.made_at.astimezone(UTC).isoformat()
        self._db.rows(
            "INSERT INTO reservation (resident, subject, made_at) VALUES (?, ?, ?) "
            "ON CONFLICT (resident, subject) DO UPDATE SET made_at = excluded.made_at",
            *(row.resident, row.subject, made_at),
        )

    def of_resident(self, resident: str) -> tuple[StoredReservation, ...]:
        """All unused reservations of one person, for any card."""
        rows = self._db.rows(
            "SELECT subject, resident, made_at FROM reservation WHERE resident = ?", resident
        )
        return tuple(StoredReservation(row[0], row[1], datetime.fromisoformat(row[2])) for row in rows)

    def use_up(self, resident: str, subject: str) -> None:
        """Delete the card's reservation: the password has been reset."""
        self._db.rows("DELETE FROM reservation WHERE resident = ? AND subject = ?", resident, subject)


class Scripts:
    """Rounds of current and completed scripts. Safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def begin(self, row: StoredRound) -> None:
        """Store a first round; ends any earlier script of this authentication."""
        with self._db.transaction():
            self.end(row.terminal, row.authentication)
            self.add(row)

    def add(self, row: StoredRound) -> None:
        """Store a round."""
        self._db.rows(
            "INSERT INTO script (id, authentication, terminal, visit, round, started) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            *(row.id, row.authentication, row.terminal, row.visit, row.round, row.started),
        )

    def end(self, terminal: str, authentication: str) -> None:
        """Delete every round of this authentication."""
        self._db.rows(
            "DELETE FROM script WHERE terminal = ? AND authentication = ?", terminal, authentication
        )

    def answer(
        self, terminal: str, id_: str, content: str, decide: Callable[[StoredRound | None], ResponsesAnswer]
    ) -> ResponsesAnswer:
        """The answer to the responses of a round; `decide` makes it the first time only.

        `decide` gets None for an unknown round. Raises ContentDiffers when the round was answered with
        other responses before, and whatever `decide` raises.
        """
        with self._db.transaction():
            # An update that changes nothing holds the row: whoever repeats the responses waits here.
            rows = self._db.rows(
                "UPDATE script SET round = round WHERE terminal = ? AND id = ? "
                "RETURNING id, authentication, terminal, visit, round, started, content, answer",
                *(terminal, id_),
            )
            if rows and rows[0][6] is not None:
                if rows[0][6] != content:
                    raise ContentDiffers
                return ResponsesAnswer.model_validate_json(rows[0][7])
            answer = decide(StoredRound(*rows[0][:6]) if rows else None)
            self._db.rows(
                "UPDATE script SET content = ?, answer = ? WHERE terminal = ? AND id = ?",
                *(content, answer.model_dump_json().encode(), terminal, id_),
            )
            return answer

    def draw_number(self, terminal: str, script: str) -> str:
        """A number for a reset, which no other ever gets; within `answer`."""
        return draw_number(self._db, Service.PASSWORD_RESET, terminal, script)
