"""Alarms: kept until somebody has acknowledged them by name, whatever right answer comes later."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk_servers.database.engine import Database


class AlarmKind(StrEnum):
    """What must not happen. The first four are about the journal's chain, the others are said by a row."""

    GAP = "gap"
    """Rows are missing between the last one that was acknowledged and those that came."""
    FORK = "fork"
    """A row that was acknowledged is another one now."""
    ROLLBACK = "rollback"
    """Rows that were acknowledged are not in the terminal's journal any more, or it is another journal."""
    CHAIN_BROKEN = "chain_broken"
    """A row does not follow from the one before it: it was changed."""
    ISSUING_STOPPED = "issuing_stopped"
    """A record or an answer was another person's, or not genuine; the terminal issues nothing any more."""
    OUTCOME_REFUSED = "outcome_refused"
    """The issuing centre will never take what the terminal reports of a request."""
    JOURNAL_RECONCILED = "journal_reconciled"
    """Staff took up the journal again after damage or loss."""


OF_CHAIN = frozenset({AlarmKind.GAP, AlarmKind.FORK, AlarmKind.ROLLBACK, AlarmKind.CHAIN_BROKEN})
BY_ROW = {
    each.value: each
    for each in (AlarmKind.ISSUING_STOPPED, AlarmKind.OUTCOME_REFUSED, AlarmKind.JOURNAL_RECONCILED)
}
"""By the kind of row, which is a text here: a newer terminal may write kinds not known to this server."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """`seq` is the row that it was raised about first, `times` how often since; moments are in Unix time.

    `acknowledged` is None, and `acknowledged_by` empty, until somebody has.
    """

    terminal: str
    kind: AlarmKind
    number: int
    seq: int
    times: int
    raised: float
    latest: float
    acknowledged: float | None
    acknowledged_by: str


_COLUMNS = "terminal, kind, number, seq, times, raised, latest, acknowledged, acknowledged_by"


class Alarms:
    """Those in a database; `raise_` within the transaction that holds the terminal's row."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def raise_(self, terminal: str, kind: AlarmKind, seq: int, now: float) -> bool:
        """Raise one, or count it in one that is open; True when it is a new one."""
        if self._db.rows(
            "UPDATE alarm SET times = times + 1, latest = ? "
            "WHERE terminal = ? AND kind = ? AND acknowledged IS NULL RETURNING number",
            *(now, terminal, kind.value),
        ):
            return False
        ((number,),) = self._db.rows(
            "SELECT COUNT(*) FROM alarm WHERE terminal = ? AND kind = ?", terminal, kind.value
        )
        self._db.rows(
            f"INSERT INTO alarm ({_COLUMNS}) VALUES (?, ?, ?, ?, 1, ?, ?, NULL, '')",  # noqa: S608
            *(terminal, kind.value, number + 1, seq, now, now),
        )
        return True

    def acknowledge(self, terminal: str, kind: AlarmKind, number: int, name: str, now: float) -> bool:
        """Somebody has seen to it; False without such an open alarm. Raises ValueError without a name."""
        if not name:
            raise ValueError("an alarm is acknowledged by name")
        return bool(
            self._db.rows(
                "UPDATE alarm SET acknowledged = ?, acknowledged_by = ? WHERE terminal = ? AND kind = ? "
                "AND number = ? AND acknowledged IS NULL RETURNING number",
                *(now, name, terminal, kind.value, number),
            )
        )

    def open(self, most: int = 1000) -> list[Alarm]:
        """Those that nobody has acknowledged, newest first."""
        return self._found("acknowledged IS NULL ORDER BY latest DESC, terminal LIMIT ?", most)

    def count_open(self) -> int:
        """How many nobody has acknowledged."""
        ((number,),) = self._db.rows("SELECT COUNT(*) FROM alarm WHERE acknowledged IS NULL")
        return int(number)

    def of(self, terminal: str, most: int = 100) -> list[Alarm]:
        """Those of a terminal, acknowledged or not, newest first."""
        return self._found("terminal = ? ORDER BY raised DESC, number DESC LIMIT ?", terminal, most)

    def _found(self, where: str, *values: object) -> list[Alarm]:
        rows = self._db.rows(f"SELECT {_COLUMNS} FROM alarm WHERE {where}", *values)  # noqa: S608
        return [Alarm(row[0], AlarmKind(row[1]), *row[2:]) for row in rows]
