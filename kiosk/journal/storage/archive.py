"""Archives: each closed day in a file of its own, sealed by its digest, and taken out of the journal's file.

A file is JSON lines: first the journal's id and where the chain stood, then each row with its hash.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import apsw

from kiosk.journal.catalogue import Kind
from kiosk.journal.chain import Head, StoredRow
from kiosk.journal.faults import Cause, JournalFault
from kiosk.journal.storage import rows as stored_rows
from kiosk.journal.storage import sums
from kiosk.journal.storage.connection import transaction
from kiosk.journal.storage.sums import Sums, as_int
from kiosk.structs import Struct

BASIS = "basis"
"""Name under which the file keeps what all archived rows add up to."""


class Archive(Struct):
    """One closed day: rows `first` to `last`, the chain before them and at their end."""

    first: int
    last: int
    before: bytes
    hash: bytes
    name: str
    digest: bytes


def list_archives(connection: apsw.Connection) -> list[Archive]:
    """All archives, oldest first."""
    rows = connection.execute("SELECT first, last, before, hash, name, digest FROM archives ORDER BY first")
    found: list[Any] = rows.fetchall()
    return [Archive(*row) for row in found]


def read_basis(connection: apsw.Connection) -> Sums:
    """What all archived rows add up to, settled accounts left out."""
    row = connection.execute("SELECT value FROM state WHERE name = ?", (BASIS,)).fetchone()
    return Sums() if row is None else sums.from_json(str(row[0]))


def archive_closed_days(connection: apsw.Connection, folder: Path) -> list[Archive]:
    """Move every closed day into its file; returns the new ones. Safe to be cut off at any point.

    Raises JournalFault when a row is not what was written, and OSError.
    """
    done: list[Archive] = []
    while True:
        archived = stored_rows.read_archived(connection)
        seal = connection.execute(
            "SELECT min(seq) FROM movements WHERE kind = ? AND seq > ?", (Kind.DAY_CLOSED.value, archived.seq)
        ).fetchone()
        if seal is None or seal[0] is None:
            return done
        done.append(_archive_day(connection, folder, archived, as_int(seal[0])))


def _archive_day(connection: apsw.Connection, folder: Path, archived: Head, seal: int) -> Archive:
    day = [row for row in stored_rows.read_rows(connection, archived.seq) if row.seq <= seal]
    name = f"{day[0].seq:09d}-{day[-1].seq:09d}.jsonl"
    journal = stored_rows.read_journal_id(connection)
    archive = write_day(folder / name, journal, archived, day)
    for _ in read_archive(folder, archive, journal):
        continue  # read back before the rows are taken out of the journal
    basis = read_basis(connection)
    for row in day:
        basis.apply(stored_rows.entry_of(row))
    with transaction(connection):
        connection.execute("DELETE FROM movements WHERE seq <= ?", (seal,))
        going_on = {str(visit) for (visit,) in connection.execute("SELECT DISTINCT visit FROM movements")}
        going_on.add(basis.latest_visit())
        basis.forget_settled(but=going_on)
        write_archives(connection, [archive], basis)
        kept = sums.read(connection)
        kept.forget_settled(but=going_on)
        sums.write(connection, kept)
    return archive


def write_archives(connection: apsw.Connection, archives: Sequence[Archive], basis: Sums) -> None:
    """Enter `archives`, and what all archived rows add up to; inside a transaction."""
    for each in archives:
        connection.execute(
            "INSERT INTO archives (first, last, before, hash, name, digest) VALUES (?, ?, ?, ?, ?, ?)",
            (each.first, each.last, each.before, each.hash, each.name, each.digest),
        )
    connection.execute(
        "INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", (BASIS, sums.to_json(basis))
    )


def describe(path: Path, before: Head) -> Archive:
    """An archive that no journal lists any more, as it would be listed after `before`.

    Raises OSError, ValueError or IndexError for what is no archive.
    """
    content = path.read_bytes()
    last = _row(content.decode().splitlines()[-1])
    return Archive(
        before.seq + 1, last.seq, before.hash, last.hash, path.name, hashlib.sha256(content).digest()
    )


def write_day(path: Path, journal: str, before: Head, day: Sequence[StoredRow]) -> Archive:
    """Write the file of one day, durable, and describe it. Raises OSError."""
    path.parent.mkdir(exist_ok=True, mode=0o700)
    head = {"journal": journal, "after": before.seq, "hash": before.hash.hex()}
    lines = [json.dumps(head), *(_line(row) for row in day)]
    content = ("\n".join(lines) + "\n").encode()
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o400)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    digest = hashlib.sha256(content).digest()
    return Archive(day[0].seq, day[-1].seq, before.hash, day[-1].hash, path.name, digest)


def read_archive(folder: Path, archive: Archive, journal: str) -> Iterator[StoredRow]:
    """The rows of one archive, each checked. Raises JournalFault when the file is not what was sealed."""
    try:
        content = (folder / archive.name).read_bytes()
    except FileNotFoundError:
        raise JournalFault(Cause.MISSING, f"archive {archive.name} is missing") from None
    except OSError as error:
        raise JournalFault(Cause.IO, f"archive {archive.name} cannot be read") from error
    if hashlib.sha256(content).digest() != archive.digest:
        raise JournalFault(Cause.DAMAGED, f"archive {archive.name} is not what was sealed")
    head, *lines = content.decode().splitlines()
    before = Head(archive.first - 1, archive.before)
    if json.loads(head) != {"journal": journal, "after": before.seq, "hash": before.hash.hex()}:
        raise JournalFault(Cause.DAMAGED, f"archive {archive.name} belongs to another journal")
    yield from stored_rows.checked(map(_row, lines), before)


def _line(row: StoredRow) -> str:
    return json.dumps([row.seq, row.at, row.visit, row.kind, row.intent, row.facts, row.hash.hex()])


def _row(line: str) -> StoredRow:
    *columns, digest = json.loads(line)
    return stored_rows.stored_row([*columns, bytes.fromhex(digest)])
