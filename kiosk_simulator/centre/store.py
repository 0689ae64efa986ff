"""The simulated centre's challenges, authentications, applications and reports.

Records and challenges are stored as the bytes that were sent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.centre.messages import ApplicationAnswer
from kiosk.rules.services import Service
from kiosk_simulator.centre.database import Database

_SCHEMA = """
CREATE TABLE IF NOT EXISTS challenge (
    id TEXT PRIMARY KEY, terminal TEXT NOT NULL, visit TEXT NOT NULL,
    nonce BLOB NOT NULL, expires REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS authentication (
    id TEXT PRIMARY KEY, service TEXT NOT NULL, terminal TEXT NOT NULL, visit TEXT NOT NULL,
    subject TEXT NOT NULL, serial INTEGER NOT NULL, resident TEXT NOT NULL, municipality TEXT NOT NULL,
    offers BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS application (
    request TEXT PRIMARY KEY, terminal TEXT NOT NULL, content TEXT NOT NULL, answer BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS outcome (
    request TEXT NOT NULL, terminal TEXT NOT NULL, printed TEXT NOT NULL, void TEXT NOT NULL,
    uncertain TEXT NOT NULL,
    PRIMARY KEY (request, terminal)) STRICT;
"""


@dataclass(frozen=True, slots=True)
class StoredChallenge:
    """An issued challenge. `expires` is in seconds since 1970 on the centre's clock."""

    id: str
    terminal: str
    visit: str
    nonce: bytes
    expires: float


@dataclass(frozen=True, slots=True)
class StoredAuthentication:
    """Who was authenticated for which service, at which terminal, in which visit.

    `serial` is that of the user-authentication certificate, `municipality` is empty for services without
    one, `offers` are the offers as sent, for certificates only.
    """

    id: str
    service: Service
    terminal: str
    visit: str
    subject: str
    serial: int
    resident: str
    municipality: str = ""
    offers: bytes = b""


@dataclass(frozen=True, slots=True)
class Report:
    """A terminal's report on one request: document numbers."""

    request: str
    terminal: str
    printed: tuple[str, ...]
    void: tuple[str, ...]
    uncertain: tuple[str, ...] = ()


class ContentDiffers(Exception):
    """The request id was used before with other content, or by another terminal."""


class Store:
    """Safe to use from several threads, as the database is."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._db.create(_SCHEMA)

    def add_challenge(self, challenge: StoredChallenge) -> None:
        """Store a challenge until it is taken."""
        row = challenge
        self._db.rows(
            "INSERT INTO challenge VALUES (?, ?, ?, ?, ?)",
            *(row.id, row.terminal, row.visit, row.nonce, row.expires),
        )

    def take_challenge(self, id_: str) -> StoredChallenge | None:
        """Return a challenge and delete it atomically: it can be used only once, even if that fails."""
        rows = self._db.rows("DELETE FROM challenge WHERE id = ? RETURNING *", id_)
        return StoredChallenge(*rows[0]) if rows else None

    def add_authentication(self, authentication: StoredAuthentication) -> None:
        """Store an authentication."""
        row = authentication
        self._db.rows(
            "INSERT INTO authentication VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(row.id, row.service, row.terminal, row.visit, row.subject, row.serial),
            *(row.resident, row.municipality, row.offers),
        )

    def authentication(self, id_: str) -> StoredAuthentication | None:
        """Return the authentication with this id."""
        rows = self._db.rows("SELECT * FROM authentication WHERE id = ?", id_)
        return StoredAuthentication(rows[0][0], Service(rows[0][1]), *rows[0][2:]) if rows else None

    def application(
        self, request: str, terminal: str, content: str, issue: Callable[[], ApplicationAnswer]
    ) -> ApplicationAnswer:
        """Return the answer to a request; `issue` makes it the first time only, even under concurrency.

        Raises ContentDiffers when the id was used with other content.
        """
        with self._db.transaction():
            known = self._db.rows(
                "SELECT terminal, content, answer FROM application WHERE request = ?", request
            )
            if known:
                if known[0][:2] != (terminal, content):
                    raise ContentDiffers
                return ApplicationAnswer.model_validate_json(known[0][2])
            answer = issue()
            values = (request, terminal, content, answer.model_dump_json().encode())
            self._db.rows("INSERT INTO application VALUES (?, ?, ?, ?)", *values)
            return answer

    def knows_request(self, request: str, terminal: str) -> bool:
        """True when this request of the terminal was answered with records."""
        statement = "SELECT 1 FROM application WHERE request = ? AND terminal = ?"
        return bool(self._db.rows(statement, request, terminal))

    def put_report(self, report: Report) -> None:
        """Store a report in place of an earlier one on the same request."""
        numbers = (" ".join(each) for each in (report.printed, report.void, report.uncertain))
        values = (report.request, report.terminal, *numbers)
        self._db.rows("INSERT OR REPLACE INTO outcome VALUES (?, ?, ?, ?, ?)", *values)

    def reports(self) -> tuple[Report, ...]:
        """All reports, ordered by request."""
        rows = self._db.rows("SELECT * FROM outcome ORDER BY request")
        return tuple(Report(*row[:2], *(tuple(numbers.split()) for numbers in row[2:])) for row in rows)

    def issued(self) -> int:
        """Number of applications that were answered with records."""
        return int(self._db.rows("SELECT COUNT(*) FROM application")[0][0])
