"""The simulated centre's challenges, authentications, applications and reports.

Records and challenges are stored as the bytes that were sent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.centre.messages import ApplicationAnswer
from kiosk.rules.services import Service
from kiosk_servers.database.engine import Database
from kiosk_simulator.centre.numbers import draw_number
from kiosk_simulator.centre.request_keys import ContentDiffers, RequestKey, is_new

_AUTHENTICATION = "id, service, terminal, visit, subject, serial, resident, municipality, offers"


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


class UnknownDocument(ContentDiffers):
    """A report names a document that its request never got."""


class Store:
    """Safe to use from several threads, as the database is."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add_challenge(self, challenge: StoredChallenge) -> None:
        """Store a challenge until it is taken."""
        row = challenge
        self._db.rows(
            "INSERT INTO challenge (terminal, id, visit, nonce, expires) VALUES (?, ?, ?, ?, ?)",
            *(row.terminal, row.id, row.visit, row.nonce, row.expires),
        )

    def take_challenge(self, terminal: str, id_: str) -> StoredChallenge | None:
        """Return a terminal's challenge and delete it atomically: it serves only once, even if that fails."""
        rows = self._db.rows(
            "DELETE FROM challenge WHERE terminal = ? AND id = ? "
            "RETURNING id, terminal, visit, nonce, expires",
            *(terminal, id_),
        )
        return StoredChallenge(*rows[0]) if rows else None

    def add_authentication(self, authentication: StoredAuthentication) -> None:
        """Store an authentication."""
        row = authentication
        self._db.rows(
            f"INSERT INTO authentication ({_AUTHENTICATION}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            *(row.id, row.service, row.terminal, row.visit, row.subject, row.serial),
            *(row.resident, row.municipality, row.offers),
        )

    def authentication(self, terminal: str, id_: str) -> StoredAuthentication | None:
        """Return a terminal's authentication with this id."""
        query = f"SELECT {_AUTHENTICATION} FROM authentication WHERE terminal = ? AND id = ?"  # noqa: S608
        return _one(self._db.rows(query, terminal, id_))

    def authentication_at_any(self, id_: str) -> StoredAuthentication | None:
        """Return the authentication with this id, whichever terminal asked for it."""
        query = f"SELECT {_AUTHENTICATION} FROM authentication WHERE id = ?"  # noqa: S608
        return _one(self._db.rows(query, id_))

    def application(
        self, key: RequestKey, municipality: str, issue: Callable[[], ApplicationAnswer]
    ) -> ApplicationAnswer:
        """Return the answer to a request; `issue` makes it the first time only, whichever workers are asked.

        Raises ContentDiffers when the key was used with other content, and whatever `issue` raises: then the
        key is unused.
        """
        with self._db.transaction():
            if not is_new(self._db, key):
                query = "SELECT answer FROM application WHERE terminal = ? AND request = ?"
                (row,) = self._db.rows(query, key.terminal, key.request)
                return ApplicationAnswer.model_validate_json(row[0])
            answer = issue()
            self._db.rows(
                "INSERT INTO application (terminal, request, municipality, answer) VALUES (?, ?, ?, ?)",
                *(key.terminal, key.request, municipality, answer.model_dump_json().encode()),
            )
            return answer

    def draw_number(self, terminal: str, request: str) -> str:
        """A number for a document, which no other ever gets; within the transaction of its application."""
        return draw_number(self._db, Service.CERTIFICATES, terminal, request)

    def knows_request(self, request: str, terminal: str) -> bool:
        """True when this request of the terminal was answered with records."""
        statement = "SELECT 1 FROM application WHERE terminal = ? AND request = ?"
        return bool(self._db.rows(statement, terminal, request))

    def put_report(
        self, terminal: str, request: str, printed: tuple[str, ...], uncertain: tuple[str, ...]
    ) -> None:
        """Store a report in place of an earlier one on the same request; what it does not name is void.

        A request that was never answered is used up. Raises ContentDiffers for a request of another terminal,
        UnknownDocument for a number that was not given to this request.
        """
        with self._db.transaction():
            issued = self._numbers_of(terminal, request)
            if not set(issued) >= {*printed, *uncertain}:
                raise UnknownDocument
            void = (each for each in issued if each not in (*printed, *uncertain))
            self._db.rows(
                "INSERT INTO outcome (terminal, request, printed, void, uncertain) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (terminal, request) DO UPDATE SET "
                "printed = excluded.printed, void = excluded.void, uncertain = excluded.uncertain",
                *(terminal, request, *(" ".join(each) for each in (printed, void, uncertain))),
            )

    def _numbers_of(self, terminal: str, request: str) -> tuple[str, ...]:
        """Numbers given to a request. One that never came is used up. Raises ContentDiffers."""
        where = "service = ? AND terminal = ? AND request = ?"
        query = f"SELECT number FROM given_number WHERE {where} ORDER BY number"  # noqa: S608
        try:
            is_new(self._db, RequestKey(Service.CERTIFICATES, terminal, request, ""))
        except ContentDiffers:  # it was answered, or is another terminal's
            if not self.knows_request(request, terminal):
                raise
        return tuple(number for (number,) in self._db.rows(query, Service.CERTIFICATES, terminal, request))

    def reports(self) -> tuple[Report, ...]:
        """All reports, ordered by request."""
        rows = self._db.rows(
            "SELECT request, terminal, printed, void, uncertain FROM outcome ORDER BY request"
        )
        return tuple(Report(*row[:2], *(tuple(numbers.split()) for numbers in row[2:])) for row in rows)

    def issued(self) -> int:
        """Number of applications that were answered with records."""
        return int(self._db.rows("SELECT COUNT(*) FROM application")[0][0])


def _one(rows: list[tuple[Any, ...]]) -> StoredAuthentication | None:
    return StoredAuthentication(rows[0][0], Service(rows[0][1]), *rows[0][2:]) if rows else None
