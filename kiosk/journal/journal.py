"""The journal itself: append-only rows in SQLite, durable before the call returns."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import apsw
import structlog

from kiosk.journal.catalogue import CATALOGUE, Fact, Kind, NotInCatalogue, check
from kiosk.journal.connection import connect, transaction
from kiosk.journal.entry import Entry, facts_as_text, facts_from_text
from kiosk.journal.faults import Cause, JournalFault, named_faults
from kiosk.journal.reserve import Reserve
from kiosk.journal.waiting import NewRow, WaitingRows

log = structlog.get_logger("journal")

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
_REOPENED_AFTER = (Cause.READ_ONLY, Cause.DAMAGED, Cause.IO)
"""Faults after which the file is opened, and looked at, anew before the next row."""


class AnsweredTwice(NotInCatalogue):
    """The intent has its result already."""


class Journal:
    """Append-only rows. One connection, used under a lock; a row is on disk when `append` returns.

    Whatever is wrong with the file raises JournalFault, from every method.
    """

    def __init__(
        self, path: Path | None, now: Callable[[], datetime], reserve: Reserve | None = None
    ) -> None:
        """The journal at `path` (None: in memory, for tests), which is opened by its first use.

        `now` gives aware times. `reserve` is the space kept for a full disk, by default a file beside `path`.
        """
        if reserve is None and path is not None:
            reserve = Reserve(path.with_name(f"{path.name}.reserve"))
        self.path = path
        self._now = now
        self._reserve = reserve
        self._lock = threading.RLock()
        self._waiting = WaitingRows()
        self._opened: apsw.Connection | None = None
        self._closed = False

    def open(self) -> None:
        """Open the file, or create it, and keep the reserve of disk space."""
        with self._lock, self._faults():
            self._connection()

    @property
    def unwritten(self) -> int:
        """How many rows wait in memory for a disk that takes them."""
        with self._lock:
            return len(self._waiting)

    def append(
        self,
        kind: Kind,
        facts: Mapping[str, Fact],
        visit: str = "",
        intent: int | None = None,
        *,
        rescue: bool = False,
    ) -> int:
        """Write one row and return its number.

        A row that cannot be written raises JournalFault, and what it announces must not happen. With `rescue`
        it is kept in memory instead, in order, and written before any later row; the number returned is
        provisional then, and good as `intent`. Rescue is for what must happen in any case: money given back,
        a slip, the end of a visit.

        Raises NotInCatalogue when the facts are not the catalogue's, or the intent is missing or not one
        of this visit that `kind` answers, and AnsweredTwice when it was answered already.
        """
        check(kind, facts, visit)
        if bool(CATALOGUE[kind].answers) != (intent is not None):
            raise NotInCatalogue(f"{kind}: an intent is {'missing' if intent is None else 'not expected'}")
        with self._lock:
            row = NewRow(self._now(), visit, kind, intent, facts_as_text(facts))
            try:
                self._flush()
                return self._write(row)
            except JournalFault:
                if not rescue:
                    raise
                self._check_waiting_intent(row)
                return self._waiting.add(row)

    def flush(self) -> None:
        """Write what waits in memory."""
        with self._lock:
            self._flush()

    def _flush(self) -> None:
        while self._waiting:
            row = self._waiting.first()
            try:
                seq = self._write(row)
            except (
                NotInCatalogue
            ):  # could not be seen while the file was away, and must not keep others waiting
                log.error("row_not_written", kind=row.kind.value, intent=row.intent)
                seq = 0
            self._waiting.written(seq)

    def _write(self, row: NewRow) -> int:
        """Write one row; on a full disk once more, with the reserve given up."""
        try:
            return self._write_once(row)
        except JournalFault as fault:
            if fault.cause is not Cause.FULL or self._reserve is None or not self._reserve.give_up():
                raise
        return self._write_once(row)

    def _write_once(self, row: NewRow) -> int:
        with self._faults():
            connection = self._connection()
            # What keeps rows waiting has been waited for; the terminal must not stand still for each of them.
            with transaction(connection, patient=not self._waiting):
                intent = None if row.intent is None else self._waiting.resolved(row.intent)
                if intent is not None:
                    self._check_intent(connection, row.kind, row.visit, intent)
                connection.execute(
                    "INSERT INTO movements (at, visit, kind, intent, facts) VALUES (?, ?, ?, ?, ?)",
                    (row.at.isoformat(timespec="milliseconds"), row.visit, str(row.kind), intent, row.facts),
                )
                return connection.last_insert_rowid()

    @staticmethod
    def _check_intent(connection: apsw.Connection, kind: Kind, visit: str, intent: int) -> None:
        found = connection.execute("SELECT visit, kind FROM movements WHERE seq = ?", (intent,)).fetchone()
        if found is None or not _fits(kind, visit, str(found[0]), str(found[1])):
            raise NotInCatalogue(f"{kind}: row {intent} is no intent of this visit that it answers")
        if connection.execute("SELECT 1 FROM movements WHERE intent = ?", (intent,)).fetchone():
            raise AnsweredTwice(f"{kind}: row {intent} has its result already")

    def _check_waiting_intent(self, row: NewRow) -> None:
        """The same for a row that will wait, as far as memory can tell."""
        if row.intent is None:
            return
        intent = self._waiting.resolved(row.intent)
        found = self._waiting.find(intent)
        if intent < 0 and (found is None or not _fits(row.kind, row.visit, found.visit, found.kind)):
            raise NotInCatalogue(f"{row.kind}: row {intent} is no intent of this visit that it answers")
        if self._waiting.answers(intent):
            raise AnsweredTwice(f"{row.kind}: row {intent} has its result already")

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Return the rows in the file that are numbered above `after`, oldest first."""
        with self._lock, self._faults():
            rows: list[Any] = (
                self._connection()
                .execute(
                    "SELECT seq, at, visit, kind, intent, facts FROM movements WHERE seq > ? ORDER BY seq",
                    (after,),
                )
                .fetchall()
            )
        return (
            Entry(seq, at, visit, Kind(kind), intent, facts_from_text(facts))
            for seq, at, visit, kind, intent, facts in rows
        )

    def close(self) -> None:
        """Close the file; later calls raise. Rows that still wait are lost."""
        with self._lock:
            self._closed = True
            self._drop()

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

    # --- the file

    def _connection(self) -> apsw.Connection:
        if self._closed:
            raise JournalFault(Cause.CLOSED)
        if self._opened is None:
            connection = connect(self.path)
            try:
                connection.execute(_SCHEMA)
            except BaseException:
                connection.close(True)
                raise
            self._opened = connection
            if self._reserve is not None:
                self._reserve.keep()
        return self._opened

    def _drop(self) -> None:
        if self._opened is not None:
            self._opened.close(True)
            self._opened = None

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Name what is wrong; the file is looked at anew where it may be another one by now."""
        try:
            with named_faults(self.path.parent if self.path else None):
                yield
        except JournalFault as fault:
            if self.path is not None and fault.cause in _REOPENED_AFTER:
                self._drop()
            raise


def _fits(kind: Kind, visit: str, intent_visit: str, intent_kind: str) -> bool:
    return intent_visit == visit and intent_kind in CATALOGUE[kind].answers


@dataclass(frozen=True, slots=True)
class VisitLog:
    """The journal with the visit filled in, and the two halves of a movement named.

    With `rescue` no method raises JournalFault: the rows wait for the disk instead.
    """

    journal: Journal
    visit: str
    rescue: bool = False

    def rescuing(self) -> VisitLog:
        """The same visit, with rows that are kept whatever the disk does."""
        return replace(self, rescue=True)

    def intend(self, kind: Kind, **facts: Fact) -> int:
        """Write an intent; returns its number for `result`."""
        return self.journal.append(kind, facts, self.visit, rescue=self.rescue)

    def result(self, intent: int, kind: Kind, **facts: Fact) -> None:
        """Write what became of an intent."""
        self.journal.append(kind, facts, self.visit, intent, rescue=self.rescue)

    def note(self, kind: Kind, **facts: Fact) -> None:
        """Write a row that is neither."""
        self.journal.append(kind, facts, self.visit, rescue=self.rescue)
