"""Rows in the file: added at the end of the chain, and checked against it whenever they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import apsw

from kiosk.journal.catalogue import CATALOGUE, Kind, NotInCatalogue
from kiosk.journal.chain import Head, StoredRow, beginning, link
from kiosk.journal.entry import Entry, facts_from_text
from kiosk.journal.faults import Cause, JournalFault
from kiosk.journal.storage import sums
from kiosk.journal.waiting import NewRow

_ROWS = "SELECT seq, at, visit, kind, intent, facts, hash FROM movements"


class AnsweredTwice(NotInCatalogue):
    """The intent has its result already."""


def append(connection: apsw.Connection, row: NewRow) -> int:
    """Write a row, its place in the chain and what it changes in the sums; inside a transaction.

    Raises NotInCatalogue when its intent is none of this visit that it answers.
    """
    if row.intent is not None:
        _check_intent(connection, row, row.intent)
    head = read_head(connection)
    at = row.at.isoformat(timespec="milliseconds")
    stored = write_row(
        connection,
        head.hash,
        StoredRow(head.seq + 1, at, row.visit, row.kind.value, row.intent, row.facts),
    )
    sums.apply(connection, entry_of(stored))
    return stored.seq


def write_row(connection: apsw.Connection, before: bytes, row: StoredRow) -> StoredRow:
    """Add `row` to the chain behind the hash `before`, and return it with its own hash."""
    done = replace(row, hash=link(before, row))
    connection.execute(
        "INSERT INTO movements (seq, at, visit, kind, intent, facts, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (done.seq, done.at, done.visit, done.kind, done.intent, done.facts, done.hash),
    )
    write_head(connection, Head(done.seq, done.hash))
    return done


def write_head(connection: apsw.Connection, head: Head) -> None:
    """Note where the chain ends."""
    connection.execute("UPDATE state SET value = ? WHERE name = 'seq'", (head.seq,))
    connection.execute("UPDATE state SET value = ? WHERE name = 'hash'", (head.hash,))


def fits(kind: Kind, visit: str, intent_visit: str, intent_kind: str) -> bool:
    """True when a row of `kind` and `visit` may answer that intent."""
    return intent_visit == visit and intent_kind in CATALOGUE[kind].answers


def _check_intent(connection: apsw.Connection, row: NewRow, intent: int) -> None:
    found = sums.read_open_intent(connection, intent)
    if found is not None and fits(row.kind, row.visit, found.visit, found.kind):
        return
    earlier = connection.execute("SELECT visit, kind FROM movements WHERE seq = ?", (intent,)).fetchone()
    if found is None and earlier and fits(row.kind, row.visit, str(earlier[0]), str(earlier[1])):
        raise AnsweredTwice(f"{row.kind}: row {intent} has its result already")
    raise NotInCatalogue(f"{row.kind}: row {intent} is no open intent of this visit that it answers")


# --- reading


def read_journal_id(connection: apsw.Connection) -> str:
    """The random id of this journal."""
    return str(_state(connection, "journal"))


def read_head(connection: apsw.Connection) -> Head:
    """The end of the chain as the file's own tables give it."""
    seq, digest = _state(connection, "seq"), _state(connection, "hash")
    if not isinstance(seq, int) or not isinstance(digest, bytes):
        raise JournalFault(Cause.DAMAGED, "the head of the chain is not readable")
    return Head(seq, digest)


def read_archived(connection: apsw.Connection) -> Head:
    """Where the rows in the file begin: the last archived row, or the beginning of the chain."""
    row = connection.execute("SELECT last, hash FROM archives ORDER BY last DESC LIMIT 1").fetchone()
    if row is None:
        return beginning(read_journal_id(connection))
    return Head(sums.as_int(row[0]), as_bytes(row[1]))


def read_sealed(connection: apsw.Connection) -> int:
    """The number of the last seal, archived or not; 0 without one."""
    row = connection.execute(
        "SELECT max(seq) FROM movements WHERE kind = ?", (Kind.DAY_CLOSED.value,)
    ).fetchone()
    newest = None if row is None else row[0]
    return read_archived(connection).seq if newest is None else sums.as_int(newest)


def read_rows(connection: apsw.Connection, after: int) -> list[StoredRow]:
    """Rows numbered above `after`, oldest first, up to the head of the chain.

    `after` is not below the last archived row. Raises JournalFault when a row is missing or is not
    what was written.
    """
    archived = read_archived(connection)
    if after <= archived.seq:
        before = archived
    else:
        row = connection.execute("SELECT seq, hash FROM movements WHERE seq = ?", (after,)).fetchone()
        before = read_head(connection) if row is None else Head(after, as_bytes(row[1]))
        if row is None and after < before.seq:
            raise JournalFault(Cause.DAMAGED, f"row {after} is missing")
    rows = connection.execute(f"{_ROWS} WHERE seq > ? ORDER BY seq", (before.seq,)).fetchall()
    found = list(checked(map(stored_row, rows), before))
    end = Head(found[-1].seq, found[-1].hash) if found else before
    if end != read_head(connection):
        raise JournalFault(Cause.DAMAGED, f"the rows end at {end.seq}, not where the chain ends")
    return found


def read_some(connection: apsw.Connection, after: int, most: int) -> list[StoredRow]:
    """At most `most` rows numbered above `after`, oldest first, as they are in the file: not checked."""
    rows = connection.execute(f"{_ROWS} WHERE seq > ? ORDER BY seq LIMIT ?", (after, most)).fetchall()
    return [stored_row(row) for row in rows]


def read_oldest_moment(connection: apsw.Connection) -> str | None:
    """The time of the first row that is not archived, None without one."""
    row = connection.execute("SELECT at FROM movements ORDER BY seq LIMIT 1").fetchone()
    return None if row is None else str(row[0])


def checked(rows: Iterable[StoredRow], before: Head) -> Iterator[StoredRow]:
    """The rows, each after it was found to follow the one before it. Raises JournalFault."""
    for row in rows:
        if not row.follows(before):
            raise JournalFault(Cause.DAMAGED, f"row {before.seq + 1} is not what was written")
        before = Head(row.seq, row.hash)
        yield row


def entry_of(row: StoredRow) -> Entry:
    """The row as it is read. Raises JournalFault for a kind that this version does not know."""
    try:
        kind = Kind(row.kind)
    except ValueError:
        raise JournalFault(Cause.NEWER, f"row {row.seq} is of an unknown kind") from None
    return Entry(row.seq, row.at, row.visit, kind, row.intent, facts_from_text(row.facts))


def stored_row(columns: Sequence[Any]) -> StoredRow:
    """A row from its columns. Raises JournalFault when one is not of its type."""
    seq, at, visit, kind, intent, facts, digest = columns
    texts = all(isinstance(each, str) for each in (at, visit, kind, facts))
    numbers = isinstance(seq, int) and (intent is None or isinstance(intent, int))
    if not (texts and numbers):
        raise JournalFault(Cause.DAMAGED, "a row is not readable")
    return StoredRow(seq, at, visit, kind, intent, facts, as_bytes(digest))


def as_bytes(value: object) -> bytes:
    """A hash of the file. Raises JournalFault for anything else."""
    if not isinstance(value, bytes):
        raise JournalFault(Cause.DAMAGED, "a hash is not readable")
    return value


def _state(connection: apsw.Connection, name: str) -> object:
    row = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return None if row is None else row[0]
