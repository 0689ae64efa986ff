"""Applications for usage registration, and counts of queries for heads of registers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from kiosk.centre.messages import FormMessage
from kiosk.centre.usage_registration import RegistrationReceipt
from kiosk.rules.services import Service
from kiosk_servers.database.engine import Database
from kiosk_simulator.centre.numbers import draw_number
from kiosk_simulator.centre.request_keys import RequestKey, is_new


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

    def file(
        self, key: RequestKey, municipality: str, resident: str, file: Callable[[], StoredRegistration]
    ) -> RegistrationReceipt:
        """Store the application that `file` makes, once; repeated requests get the same receipt.

        `file` is called for one application of a resident to a municipality at a time, and finds the earlier
        ones stored. Raises ContentDiffers when the key was used with other content, and whatever `file`
        raises: then the key is unused.
        """
        with self._db.transaction():
            if not is_new(self._db, key):
                known = self._db.rows(
                    "SELECT number, usable_from FROM registration "
                    "WHERE municipality = ? AND resident = ? AND request = ?",
                    *(municipality, resident, key.request),
                )
                return RegistrationReceipt(known[0][0], date.fromisoformat(known[0][1]))
            sequence = self._db.rows(
                "INSERT INTO registration_turn (municipality, resident, filed) VALUES (?, ?, 1) "
                "ON CONFLICT (municipality, resident) DO UPDATE SET filed = registration_turn.filed + 1 "
                "RETURNING filed",
                *(municipality, resident),
            )[0][0]
            row = file()
            self._db.rows(
                "INSERT INTO registration (municipality, resident, sequence, request, terminal, serial, "
                "form, number, usable_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                *(municipality, resident, sequence, key.request, key.terminal, row.serial),
                *(row.form.model_dump_json(), row.number, row.usable_from.isoformat()),
            )
            return RegistrationReceipt(row.number, row.usable_from)

    def draw_number(self, terminal: str, request: str) -> str:
        """A number for an application, which no other ever gets; within `file`."""
        return draw_number(self._db, Service.USAGE_REGISTRATION, terminal, request)

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

    def count_question(self, terminal: str, authentication: str) -> int:
        """Count one more question for heads by this authentication; returns how many there were so far."""
        rows = self._db.rows(
            "INSERT INTO question (terminal, authentication, asked) VALUES (?, ?, 1) "
            "ON CONFLICT (terminal, authentication) DO UPDATE SET asked = question.asked + 1 RETURNING asked",
            *(terminal, authentication),
        )
        return int(rows[0][0])
