"""Commands that wait for a terminal, given to it until it says what became of them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from kiosk.fleet.messages import MOST_COMMANDS, Command
from kiosk_servers.database.engine import Database

WITHDRAWN = "withdrawn"
_BODY: TypeAdapter[Command] = TypeAdapter(Command)


@dataclass(frozen=True, slots=True)
class Order:
    """A command of a terminal; `outcome` is empty until it has answered. Moments: seconds since 1970."""

    terminal: str
    command: Command
    ordered: float
    ordered_by: str
    rollout: str
    outcome: str
    answered: float | None


def parsed(body: Mapping[str, Any], identifier: str = "") -> Command:
    """A command of these fields with an id, by default a new one. Raises pydantic.ValidationError."""
    return _BODY.validate_json(json.dumps({**body, "id": identifier or secrets.token_hex(16)}))


def from_text(body: str) -> Command:
    """A command as the database keeps it."""
    return _BODY.validate_json(body)


class Commands:
    """Those in a database."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def order(
        self, terminals: Iterable[str], command: Command, by: str, now: float, rollout: str = ""
    ) -> None:
        """Let terminals be given a command at their next heartbeat; one that has it already keeps it."""
        for terminal in terminals:
            self._db.rows(
                "INSERT INTO command (terminal, id, body, ordered, ordered_by, rollout, outcome) "
                "VALUES (?, ?, ?, ?, ?, ?, '') ON CONFLICT DO NOTHING",
                *(terminal, command.id, command.model_dump_json(), now, by, rollout),
            )

    def waiting(self, terminal: str) -> tuple[Command, ...]:
        """What the terminal has not answered yet, oldest first."""
        rows = self._db.rows(
            "SELECT body FROM command WHERE terminal = ? AND outcome = '' ORDER BY ordered, id LIMIT ?",
            *(terminal, MOST_COMMANDS),
        )
        return tuple(from_text(body) for (body,) in rows)

    def withdraw(self, rollout: str) -> None:
        """Give a stopped roll-out's command to nobody any more; who has it says so all the same."""
        self._db.rows("UPDATE command SET outcome = ? WHERE rollout = ? AND outcome = ''", WITHDRAWN, rollout)

    def of(self, terminal: str, most: int = 50) -> list[Order]:
        """Those of a terminal, newest first."""
        rows = self._db.rows(
            "SELECT terminal, body, ordered, ordered_by, rollout, outcome, answered FROM command "
            "WHERE terminal = ? ORDER BY ordered DESC, id LIMIT ?",
            *(terminal, most),
        )
        return [Order(row[0], from_text(row[1]), *row[2:]) for row in rows]
