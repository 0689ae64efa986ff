"""What heartbeats and rows leave in the database; every method within the transaction of its group.

A terminal's own row is written first: whoever has it locked is the only one who works on this terminal,
whichever worker of whichever host that is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.fleet.messages import Heartbeat, JournalRequest, RowMessage
from kiosk.journal.chain import Head, StoredRow
from kiosk_fleet.alarms import BY_ROW, AlarmKind, Alarms
from kiosk_fleet.ingest.chain import Cursor, Verdict, judge, judge_head
from kiosk_servers.database.engine import Database

COINS = (10, 50, 100, 500)
"""Denominations (yen) whose hoppers a forecast is made for."""
_MOST_USED = 10_000
"""Sheets or coins that one row may say were used."""
_NEW_TERMINAL = """INSERT INTO terminal (name, seen, state, reason, cases, claims, claimed, report, epoch,
journal, cursor_seq, cursor_hash) VALUES (?, ?, 'starting', '', 0, 0, 0, '', 0, '', 0, ?)
ON CONFLICT (name) DO UPDATE SET seen = excluded.seen RETURNING epoch, journal, cursor_seq, cursor_hash"""
_HEARTBEAT = """INSERT INTO terminal (name, seen, state, reason, cases, claims, claimed, sheets, coins_10,
coins_50, coins_100, coins_500, report, epoch, journal, cursor_seq, cursor_hash)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', 0, ?)
ON CONFLICT (name) DO UPDATE SET seen = excluded.seen, state = excluded.state, reason = excluded.reason,
cases = excluded.cases, claims = excluded.claims, claimed = excluded.claimed, sheets = excluded.sheets,
coins_10 = excluded.coins_10, coins_50 = excluded.coins_50, coins_100 = excluded.coins_100,
coins_500 = excluded.coins_500, report = excluded.report
RETURNING journal, cursor_seq, cursor_hash,
EXISTS (SELECT 1 FROM command c WHERE c.terminal = terminal.name AND c.outcome = '')"""
"""One statement: heartbeats are nearly all that a server has to do."""


@dataclass(frozen=True, slots=True)
class Taken:
    """`cursor` is the number of the last stored row, `rows` how many were new, `alarms` the new ones.

    `is_ordered`: a command waited for the terminal when its heartbeat came.
    """

    cursor: int
    rows: int = 0
    alarms: tuple[AlarmKind, ...] = ()
    is_ordered: bool = False


class IngestStore:
    """Heartbeats and rows of terminals; moments are in seconds since 1970."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._alarms = Alarms(database)

    def heartbeat(self, terminal: str, said: Heartbeat, now: float) -> Taken:
        """Keep how a terminal is, and hold the head of its journal against what was acknowledged."""
        hoppers = {each.denomination: each.pieces for each in said.consumables.hoppers}
        ((journal, seq, digest, waits),) = self._db.rows(
            _HEARTBEAT,
            *(terminal, now),
            *(said.state.value, said.reason, said.open.cases, said.open.claims, said.open.claimed),
            *(said.consumables.sheets, *(hoppers.get(yen) for yen in COINS)),
            *(said.model_dump_json(exclude={"acknowledged"}), b""),
        )
        cursor = Cursor(journal, int(seq), bytes(digest))
        for each in said.acknowledged:
            self._db.rows(
                "UPDATE command SET outcome = ?, answered = ? "
                "WHERE terminal = ? AND id = ? AND outcome IN ('', 'withdrawn')",
                *(each.outcome.value, now, terminal, each.command),
            )
        if said.journal is None:
            return Taken(cursor.seq, is_ordered=bool(waits))
        head = Head(said.journal.seq, bytes.fromhex(said.journal.hash))
        verdict = judge_head(cursor, said.journal.journal, head)
        alarms = self._raised(terminal, verdict, now)
        return Taken(cursor.seq, alarms=alarms, is_ordered=bool(waits))

    def journal(self, terminal: str, said: JournalRequest, now: float) -> Taken:
        """Keep the rows that are new; none of them when anything is wrong with one."""
        epoch, cursor = self._locked(terminal, now)
        rows = [_stored(each) for each in said.rows]
        verdict = judge(cursor, said.journal, rows, self._known(terminal, epoch, cursor, rows))
        if verdict.alarm is not None or not verdict.rows:
            return Taken(cursor.seq, alarms=self._raised(terminal, verdict, now))
        raised: list[AlarmKind] = []
        for row in verdict.rows:
            self._db.rows(
                "INSERT INTO journal_row (terminal, epoch, seq, made_at, visit, kind, intent, facts, hash, "
                "received) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                *(
                    terminal,
                    epoch,
                    row.seq,
                    row.at,
                    row.visit,
                    row.kind,
                    row.intent,
                    row.facts,
                    row.hash,
                    now,
                ),
            )
            if (kind := BY_ROW.get(row.kind)) is not None and self._alarms.raise_(
                terminal, kind, row.seq, now
            ):
                raised.append(kind)
        self._count(terminal, verdict.rows)
        last = verdict.rows[-1]
        self._db.rows(
            "UPDATE terminal SET journal = ?, cursor_seq = ?, cursor_hash = ? WHERE name = ?",
            *(said.journal, last.seq, last.hash, terminal),
        )
        return Taken(last.seq, len(verdict.rows), tuple(raised))

    def begin_anew(self, terminal: str) -> None:
        """The next rows may begin a chain of their own: somebody knows why the journal is another one.

        What was taken before stays under its epoch.
        """
        self._db.rows(
            "UPDATE terminal SET epoch = epoch + 1, journal = '', cursor_seq = 0, cursor_hash = ? "
            "WHERE name = ?",
            *(b"", terminal),
        )

    def forget_rows(self, before: float) -> int:
        """Delete rows that came before a moment; the hash at the cursor stays. Returns how many went."""
        return len(self._db.rows("DELETE FROM journal_row WHERE received < ? RETURNING seq", before))

    def forget_usage(self, before: str) -> int:
        """Delete what was used before a day (YYYY-MM-DD): no forecast looks at it. Returns how much went."""
        return len(self._db.rows("DELETE FROM usage WHERE made_on < ? RETURNING terminal", before))

    def _locked(self, terminal: str, now: float) -> tuple[int, Cursor]:
        ((epoch, journal, seq, digest),) = self._db.rows(_NEW_TERMINAL, terminal, now, b"")
        return int(epoch), Cursor(journal, int(seq), bytes(digest))

    def _known(
        self, terminal: str, epoch: int, cursor: Cursor, rows: Sequence[StoredRow]
    ) -> dict[int, bytes]:
        first = rows[0].seq
        if first > cursor.seq:
            return {}
        found = self._db.rows(
            "SELECT seq, hash FROM journal_row WHERE terminal = ? AND epoch = ? AND seq BETWEEN ? AND ?",
            *(terminal, epoch, first - 1, first - 1 + len(rows)),  # others are a gap,
        )
        return {int(seq): bytes(digest) for seq, digest in found}

    def _raised(self, terminal: str, verdict: Verdict, now: float) -> tuple[AlarmKind, ...]:
        if verdict.alarm is None or not self._alarms.raise_(terminal, verdict.alarm, verdict.seq, now):
            return ()
        return (verdict.alarm,)

    def _count(self, terminal: str, rows: Iterable[StoredRow]) -> None:
        """Add up what the rows used by day, for the forecast."""
        used: dict[tuple[str, str], int] = {}
        for row in rows:
            what, amount = _used(row.kind, json.loads(row.facts))
            if amount:
                used[row.at[:10], what] = used.get((row.at[:10], what), 0) + amount
        for (day, what), amount in sorted(used.items()):
            self._db.rows(
                "INSERT INTO usage (terminal, made_on, what, amount) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (terminal, made_on, what) DO UPDATE SET amount = usage.amount + excluded.amount",
                *(terminal, day, what, amount),
            )


def _used(kind: str, facts: dict[str, Any]) -> tuple[str, int]:
    """What a row took from the store's supplies; a coin that falls into its hopper gives one back."""
    if kind == "print_intended":
        return "sheets", _number(facts.get("sheets"))
    denomination = facts.get("denomination")
    if denomination in COINS:
        if kind == "hopper_paid":
            return f"coins_{denomination}", _number(facts.get("pieces"))
        if kind == "coin_accepted" and facts.get("hopper") is True:
            return f"coins_{denomination}", -1
    return "", 0


def _number(value: object) -> int:
    """More than a terminal holds counts as all that it holds: sums stay within a database's numbers."""
    return min(max(value, 0), _MOST_USED) if isinstance(value, int) and not isinstance(value, bool) else 0


def _stored(row: RowMessage) -> StoredRow:
    return StoredRow(row.seq, row.at, row.visit, row.kind, row.intent, row.facts, bytes.fromhex(row.hash))
