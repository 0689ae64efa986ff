"""A command for the whole fleet, in waves: it goes on by itself, and stops by itself where anything is wrong.

A wave is the share of all terminals that have the command by its end. Which come first is decided by a
hash of the roll-out and the terminal: chance for people, and the same on every host.
"""

from __future__ import annotations

import hashlib
import math
import secrets
from dataclasses import dataclass

from kiosk.fleet.messages import Command, Outcome
from kiosk_fleet.commands import Commands, from_text
from kiosk_servers.database.engine import Database

WAVES = (0.01, 0.1, 0.5, 1.0)
SOAK = 1800.0
"""Seconds in which a wave that has the command must be without alarm before the next one gets it."""
SILENT_AFTER = 3
"""Heartbeats that may be missing before a terminal counts as silent."""
_COLUMNS = "id, body, begun, begun_by, wave, wave_begun, state, why"
RUNNING, STOPPED, DONE = "running", "stopped", "done"


@dataclass(frozen=True, slots=True)
class Rollout:
    """`wave` counts from 0; `state` is running, stopped or done, `why` the reason of a stop."""

    id: str
    command: Command
    begun: float
    begun_by: str
    wave: int
    wave_begun: float
    state: str
    why: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How many terminals a roll-out was given to, and how many have answered."""

    ordered: int
    applied: int
    refused: int


class Rollouts:
    """Those in a database. `look` is called now and then by every worker; one of them does it."""

    def __init__(self, database: Database, every: float, soak: float = SOAK) -> None:
        """`every` is the interval of heartbeats in seconds."""
        self._db, self._commands = database, Commands(database)
        self._every, self._soak = every, soak

    def begin(self, command: Command, by: str, now: float) -> str:
        """Give the command to the first wave; returns the roll-out's id."""
        identifier = secrets.token_hex(16)
        with self._db.transaction():
            self._db.rows(
                "INSERT INTO rollout (id, body, begun, begun_by, wave, wave_begun, state, why, looked) "
                "VALUES (?, ?, ?, ?, 0, ?, ?, '', ?)",
                *(identifier, command.model_dump_json(), now, by, now, RUNNING, now),
            )
            self._give(identifier, command, 0, by, now)
        return identifier

    def stop(self, identifier: str, why: str) -> bool:
        """Give it to nobody any more; False when it was over."""
        with self._db.transaction():
            found = self._db.rows(
                "UPDATE rollout SET state = ?, why = ? WHERE id = ? AND state = ? RETURNING id",
                *(STOPPED, why, identifier, RUNNING),
            )
            if found:
                self._commands.withdraw(identifier)
        return bool(found)

    def look(self, now: float) -> None:
        """Stop what has an alarm in its waves, and go on with what has none."""
        for each in self.all(10):
            if each.state != RUNNING or not self._is_mine(each.id, now):
                continue
            if why := self._trouble(each, now):
                self.stop(each.id, why)
            elif now - each.wave_begun >= self._soak and self._all_have_answered(each):
                self._advance(each, now)

    def all(self, most: int = 20) -> list[Rollout]:
        """The newest ones, newest first."""
        rows = self._db.rows(f"SELECT {_COLUMNS} FROM rollout ORDER BY begun DESC LIMIT ?", most)  # noqa: S608
        return [Rollout(row[0], from_text(row[1]), *row[2:]) for row in rows]

    def progress(self, identifier: str) -> Progress:
        """How far one is."""
        rows = self._db.rows(
            "SELECT outcome, COUNT(*) FROM command WHERE rollout = ? GROUP BY outcome", identifier
        )
        found = {str(outcome): int(number) for outcome, number in rows}
        return Progress(sum(found.values()), found.get(Outcome.APPLIED, 0), found.get(Outcome.REFUSED, 0))

    def _is_mine(self, identifier: str, now: float) -> bool:
        """True for the one worker that looks this time; several at once wait for each other here."""
        return bool(
            self._db.rows(
                "UPDATE rollout SET looked = ? WHERE id = ? AND looked < ? RETURNING id",
                *(now, identifier, now - min(self._every, 5.0)),
            )
        )

    def _trouble(self, rollout: Rollout, now: float) -> str:
        alarms = self._db.rows(
            "SELECT a.terminal, a.kind FROM alarm a JOIN command c ON c.terminal = a.terminal "
            "WHERE c.rollout = ? AND a.acknowledged IS NULL AND a.latest >= ? ORDER BY a.latest LIMIT 1",
            *(rollout.id, rollout.begun),
        )
        if alarms:
            return f"{alarms[0][1]} {alarms[0][0]}"
        refused = self._db.rows(
            "SELECT terminal FROM command WHERE rollout = ? AND outcome = ? LIMIT 1",
            *(rollout.id, Outcome.REFUSED.value),
        )
        if refused:
            return f"refused {refused[0][0]}"
        silent = self._db.rows(
            "SELECT t.name FROM terminal t JOIN command c ON c.terminal = t.name "
            "WHERE c.rollout = ? AND t.seen < ? AND t.seen >= ? ORDER BY t.name LIMIT 1",
            *(rollout.id, now - SILENT_AFTER * self._every, rollout.begun - SILENT_AFTER * self._every),
        )
        return f"silent {silent[0][0]}" if silent else ""

    def _all_have_answered(self, rollout: Rollout) -> bool:
        """Whoever was silent before it began gets the command when it is back; nobody waits for it."""
        return not self._db.rows(
            "SELECT 1 FROM command c JOIN terminal t ON t.name = c.terminal "
            "WHERE c.rollout = ? AND c.outcome = '' AND t.seen >= ? LIMIT 1",
            *(rollout.id, rollout.begun - SILENT_AFTER * self._every),
        )

    def _advance(self, rollout: Rollout, now: float) -> None:
        wave = rollout.wave + 1
        with self._db.transaction():
            if wave == len(WAVES):
                self._db.rows("UPDATE rollout SET state = ? WHERE id = ?", DONE, rollout.id)
                return
            if self._db.rows(
                "UPDATE rollout SET wave = ?, wave_begun = ? WHERE id = ? AND wave = ? AND state = ? "
                "RETURNING id",
                *(wave, now, rollout.id, rollout.wave, RUNNING),
            ):
                self._give(rollout.id, rollout.command, wave, rollout.begun_by, now)

    def _give(self, identifier: str, command: Command, wave: int, by: str, now: float) -> None:
        names = [str(name) for (name,) in self._db.rows("SELECT name FROM terminal")]
        names.sort(key=lambda name: hashlib.sha256(f"{identifier} {name}".encode()).digest())
        share = names[: math.ceil(len(names) * WAVES[wave])]
        self._commands.order(sorted(share), command, by, now, identifier)
