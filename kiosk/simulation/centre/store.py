"""What the simulated centre remembers: SQLite behind one connection and one writer.

Records and challenges are kept as the opaque bytes that were sent. In memory unless a file is given.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.centre.messages import ApplicationAnswer

_SCHEMA = """
CREATE TABLE IF NOT EXISTS challenge (
    id TEXT PRIMARY KEY, terminal TEXT NOT NULL, visit TEXT NOT NULL,
    nonce BLOB NOT NULL, expires REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS authentication (
    id TEXT PRIMARY KEY, terminal TEXT NOT NULL, visit TEXT NOT NULL, subject TEXT NOT NULL,
    resident TEXT NOT NULL, municipality TEXT NOT NULL, offers BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS application (
    request TEXT PRIMARY KEY, terminal TEXT NOT NULL, content TEXT NOT NULL, answer BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS report (
    request TEXT NOT NULL, terminal TEXT NOT NULL, printed TEXT NOT NULL, void TEXT NOT NULL,
    PRIMARY KEY (request, terminal)) STRICT;
"""


@dataclass(frozen=True, slots=True)
class StoredChallenge:
    """A challenge that was given out. `expires` is seconds since 1970 on the centre's clock."""

    id: str
    terminal: str
    visit: str
    nonce: bytes
    expires: float


@dataclass(frozen=True, slots=True)
class StoredAuthentication:
    """Who was authenticated at which terminal in which visit; `offers` is what was offered, as sent."""

    id: str
    terminal: str
    visit: str
    subject: str
    resident: str
    municipality: str
    offers: bytes


@dataclass(frozen=True, slots=True)
class Report:
    """What a terminal reported of one request: document numbers."""

    request: str
    terminal: str
    printed: tuple[str, ...]
    void: tuple[str, ...]


class ContentDiffers(Exception):
    """This request id is known with another content, or from another terminal."""


class Store:
    """Safe to use from several threads: every statement runs under one lock."""

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.Lock()
        self._db = sqlite3.connect(
            ":memory:" if path is None else path, check_same_thread=False, isolation_level=None
        )
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the database."""
        with self._lock:
            self._db.close()

    def add_challenge(self, challenge: StoredChallenge) -> None:
        """Remember a challenge until it is taken."""
        with self._lock:
            self._db.execute(
                "INSERT INTO challenge VALUES (?, ?, ?, ?, ?)",
                (challenge.id, challenge.terminal, challenge.visit, challenge.nonce, challenge.expires),
            )

    def take_challenge(self, id_: str) -> StoredChallenge | None:
        """Return a challenge and forget it in the same step: it serves once, whatever comes of it."""
        with self._lock:
            rows = self._db.execute("DELETE FROM challenge WHERE id = ? RETURNING *", (id_,)).fetchall()
        return StoredChallenge(*rows[0]) if rows else None

    def add_authentication(self, authentication: StoredAuthentication) -> None:
        """Remember who was authenticated."""
        row = authentication
        with self._lock:
            self._db.execute(
                "INSERT INTO authentication VALUES (?, ?, ?, ?, ?, ?, ?)",
                (row.id, row.terminal, row.visit, row.subject, row.resident, row.municipality, row.offers),
            )

    def authentication(self, id_: str) -> StoredAuthentication | None:
        """Return who was authenticated under this id."""
        with self._lock:
            row = self._db.execute("SELECT * FROM authentication WHERE id = ?", (id_,)).fetchone()
        return StoredAuthentication(*row) if row else None

    def application(
        self, request: str, terminal: str, content: str, issue: Callable[[], ApplicationAnswer]
    ) -> ApplicationAnswer:
        """Return the answer to a request, issuing it the first time only, however many ask at once.

        Raises ContentDiffers when the id is known with another content.
        """
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                answer = self._application_locked(request, terminal, content, issue)
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        return answer

    def _application_locked(
        self, request: str, terminal: str, content: str, issue: Callable[[], ApplicationAnswer]
    ) -> ApplicationAnswer:
        row = self._db.execute(
            "SELECT terminal, content, answer FROM application WHERE request = ?", (request,)
        ).fetchone()
        if row is None:
            answer = issue()
            values = (request, terminal, content, answer.model_dump_json().encode())
            self._db.execute("INSERT INTO application VALUES (?, ?, ?, ?)", values)
            return answer
        if (row[0], row[1]) != (terminal, content):
            raise ContentDiffers
        return ApplicationAnswer.model_validate_json(row[2])

    def knows_request(self, request: str, terminal: str) -> bool:
        """True when this terminal's request was issued."""
        with self._lock:
            found = self._db.execute(
                "SELECT 1 FROM application WHERE request = ? AND terminal = ?", (request, terminal)
            ).fetchone()
        return found is not None

    def put_report(self, report: Report) -> None:
        """Remember a report; the newest one of a request counts."""
        values = (report.request, report.terminal, " ".join(report.printed), " ".join(report.void))
        with self._lock:
            self._db.execute("INSERT OR REPLACE INTO report VALUES (?, ?, ?, ?)", values)

    def reports(self) -> tuple[Report, ...]:
        """All reports, in the order of their requests."""
        with self._lock:
            rows = self._db.execute("SELECT * FROM report ORDER BY request").fetchall()
        return tuple(Report(row[0], row[1], tuple(row[2].split()), tuple(row[3].split())) for row in rows)

    def issued(self) -> int:
        """How many applications were answered with records."""
        with self._lock:
            return int(self._db.execute("SELECT COUNT(*) FROM application").fetchone()[0])
