"""Applications for usage registration, and counts of queries for heads of registers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from kiosk.centre.messages import FormMessage, UsageApplicationAnswer
from kiosk_simulator.centre.database import Database
from kiosk_simulator.centre.store import ContentDiffers

_SCHEMA = """
CREATE TABLE IF NOT EXISTS registration (
    sequence INTEGER PRIMARY KEY, request TEXT NOT NULL UNIQUE, terminal TEXT NOT NULL,
    content TEXT NOT NULL, resident TEXT NOT NULL, serial INTEGER NOT NULL, municipality TEXT NOT NULL,
    form TEXT NOT NULL, number TEXT NOT NULL, usable_from TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS question (
    authentication TEXT PRIMARY KEY, asked INTEGER NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class StoredRegistration:
    """One application. `serial` is that of the user-authentication certificate used for it."""

    resident: str
    serial: int
    municipality: str
    form: FormMessage = field(repr=False)
    number: str
    usable_from: date


class Registrations:
    """Safe to use from several threads, as the database is."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._db.create(_SCHEMA)

    def file(
        self, request: str, terminal: str, content: str, file: Callable[[], StoredRegistration]
    ) -> UsageApplicationAnswer:
        """Store the application that `file` makes, once; repeated requests get the same answer.

        Raises ContentDiffers when the id was used with other content, and whatever `file` raises.
        """
        with self._db.transaction():
            known = self._db.rows(
                "SELECT terminal, content, number, usable_from FROM registration WHERE request = ?", request
            )
            if known:
                if known[0][:2] != (terminal, content):
                    raise ContentDiffers
                number, usable_from = known[0][2], date.fromisoformat(known[0][3])
                return UsageApplicationAnswer(number=number, usable_from=usable_from)
            row = file()
            self._db.rows(
                "INSERT INTO registration (request, terminal, content, resident, serial, municipality, "
                "form, number, usable_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                *(request, terminal, content, row.resident, row.serial, row.municipality),
                *(row.form.model_dump_json(), row.number, row.usable_from.isoformat()),
            )
            return UsageApplicationAnswer(number=row.number, usable_from=row.usable_from)

    def newest(self, resident: str, municipality: str, serial: int | None) -> StoredRegistration | None:
        """The newest application of a resident, or with `serial` the newest one made with this card."""
        rows = self._db.rows(
            "SELECT resident, serial, municipality, form, number, usable_from FROM registration "
            "WHERE resident = ? AND municipality = ? AND serial = coalesce(?, serial) "
            "ORDER BY sequence DESC LIMIT 1",
            *(resident, municipality, serial),
        )
        if not rows:
            return None
        row = rows[0]
        form = FormMessage.model_validate_json(row[3])
        return StoredRegistration(row[0], row[1], row[2], form, row[4], date.fromisoformat(row[5]))

    def decide_from(self, number: str, day: date) -> bool:
        """Let an application be decided from `day` on; False for an unknown number."""
        return bool(
            self._db.rows(
                "UPDATE registration SET usable_from = ? WHERE number = ? RETURNING number",
                *(day.isoformat(), number),
            )
        )

    def count_question(self, authentication: str) -> int:
        """Count one more question for heads by this authentication; returns how many there were so far."""
        rows = self._db.rows(
            "INSERT INTO question VALUES (?, 1) ON CONFLICT DO UPDATE SET asked = asked + 1 RETURNING asked",
            authentication,
        )
        return int(rows[0][0])
