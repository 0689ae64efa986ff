"""The journal itself: an append-only SQLite table, durable before the call returns."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import apsw

from kiosk.journal.catalogue import CATALOGUE, Fact, Kind, NotInCatalogue, check

_SCHEMA = """
CREATE TABLE IF NOT EXISTS movements (
    seq    INTEGER PRIMARY KEY AUTOINCREMENT,
    at     TEXT NOT NULL,
    visit  TEXT NOT NULL,
    kind   TEXT NOT NULL,
    intent INTEGER REFERENCES movements (seq),
    facts  TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS one_result_for_an_intent ON movements (intent) WHERE intent IS NOT NULL;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. `intent` is the row number of the intent it answers, if any."""

    seq: int
    at: str
    visit: str
    kind: Kind
    intent: int | None
    facts: dict[str, Fact]

    def number(self, name: str) -> int:
        """The fact `name` as a whole number."""
        value = self.facts[name]
        if not isinstance(value, int):
            raise TypeError(f"{self.kind}: {name} is not a number")
        return value


class Journal:
    """Append-only rows. One connection, used under a lock; a row is on disk when `append` returns.

    SQLite in WAL mode with synchronous=FULL on a single connection: measured to lose nothing
    that was acknowledged; a kill may leave one row whose writer never learned of it, which recovery expects.
    """

    def __init__(self, path: Path | None, now: Callable[[], datetime]) -> None:
        """Open or create the journal at `path` (None: in memory, for tests). `now` gives aware times."""
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._now = now
        self._lock = threading.Lock()
        self._connection = apsw.Connection(":memory:" if path is None else str(path))
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "locking_mode=EXCLUSIVE", "foreign_keys=ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute(_SCHEMA)

    def append(
        self, kind: Kind, facts: Mapping[str, Fact], visit: str = "", intent: int | None = None
    ) -> int:
        """Write one row and return its number.

        Raises NotInCatalogue when the facts are not the catalogue's, or the intent is missing or not one
        of this visit that `kind` answers, and apsw.ConstraintError when it was answered already.
        """
        check(kind, facts, visit)
        if bool(CATALOGUE[kind].answers) != (intent is not None):
            raise NotInCatalogue(f"{kind}: an intent is {'missing' if intent is None else 'not expected'}")
        text = json.dumps(dict(facts), sort_keys=True)
        with self._lock:
            if intent is not None:
                self._check_intent(kind, visit, intent)
            self._connection.execute(
                "INSERT INTO movements (at, visit, kind, intent, facts) VALUES (?, ?, ?, ?, ?)",
                (self._now().isoformat(timespec="milliseconds"), visit, str(kind), intent, text),
            )
            return self._connection.last_insert_rowid()

    def _check_intent(self, kind: Kind, visit: str, intent: int) -> None:
        found = self._connection.execute(
            "SELECT visit, kind FROM movements WHERE seq = ?", (intent,)
        ).fetchone()
        if found is None or found[0] != visit or found[1] not in CATALOGUE[kind].answers:
            raise NotInCatalogue(f"{kind}: row {intent} is no intent of this visit that it answers")

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Return the rows numbered above `after`, oldest first."""
        with self._lock:
            rows: list[Any] = self._connection.execute(
                "SELECT seq, at, visit, kind, intent, facts FROM movements WHERE seq > ? ORDER BY seq",
                (after,),
            ).fetchall()
        return (
            Entry(seq, at, visit, Kind(kind), intent, _facts(facts))
            for seq, at, visit, kind, intent, facts in rows
        )

    def close(self) -> None:
        """Close the file; later calls raise."""
        with self._lock:
            self._connection.close()

    def export(self, path: Path) -> int:
        """Write all rows to `path` as JSON lines and return how many there are."""
        count = 0
        with path.open("w", encoding="utf-8") as file:
            for each in self.entries():
                line = {
                    "seq": each.seq, "at": each.at, "visit": each.visit,
                    "kind": each.kind, "intent": each.intent, **each.facts,
                }  # fmt: skip
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                count += 1
        return count


def _facts(text: str) -> dict[str, Fact]:
    facts: dict[str, Fact] = json.loads(text)
    if "notice" in facts:  # the fact's name before version 0.3
        facts["reason"] = facts.pop("notice")
    return facts


@dataclass(frozen=True, slots=True)
class VisitLog:
    """The journal with the visit filled in, and the two halves of a movement named."""

    journal: Journal
    visit: str

    def intend(self, kind: Kind, **facts: Fact) -> int:
        """Write an intent; returns its number for `result`."""
        return self.journal.append(kind, facts, self.visit)

    def result(self, intent: int, kind: Kind, **facts: Fact) -> None:
        """Write what became of an intent."""
        self.journal.append(kind, facts, self.visit, intent)

    def note(self, kind: Kind, **facts: Fact) -> None:
        """Write a row that is neither."""
        self.journal.append(kind, facts, self.visit)
