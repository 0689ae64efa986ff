"""A journal that was lost or damaged is taken up again: what can be proved is kept, what is lost is said.

Archives and every row that still follows the chain are put into a new file, the sums are counted anew, and a
row tells how many rows are missing. The damaged files stay beside it. Staff decides this, never the terminal.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import apsw

from kiosk.journal.catalogue import Kind
from kiosk.journal.chain import Head, StoredRow, beginning
from kiosk.journal.entry import facts_as_text
from kiosk.journal.faults import Cause, JournalFault, named_faults
from kiosk.journal.files import JournalFiles
from kiosk.journal.storage import archive, rows, sums
from kiosk.journal.storage.archive import Archive
from kiosk.journal.storage.connection import connect, connect_to_read, make_durable, transaction
from kiosk.journal.storage.head_copy import Witness
from kiosk.journal.storage.schema import create_tables, version_of
from kiosk.journal.waiting import NewRow


@dataclass(frozen=True, slots=True)
class Reconciled:
    """`kept` rows, archived ones included, `lost` ones, and the folder with the files as they were found."""

    kept: int
    lost: int
    aside: Path


@dataclass(slots=True)
class _Found:
    """What could be proved."""

    journal: str = ""
    archives: list[Archive] = field(default_factory=list)
    rows: list[StoredRow] = field(default_factory=list)

    @property
    def archived(self) -> Head:
        if not self.archives:
            return beginning(self.journal)
        return Head(self.archives[-1].last, self.archives[-1].hash)


def reconcile(files: JournalFiles, fault: JournalFault, now: Callable[[], datetime]) -> Reconciled:
    """Build the journal anew from what can be proved. `fault` is why it could not be opened.

    The caller holds the writer's lock. Raises JournalFault where that would be wrong: a newer program's
    journal, or trouble that passes, such as a full or locked disk.
    """
    if fault.cause not in (Cause.MISSING, Cause.CUT_SHORT, Cause.DAMAGED, Cause.FOREIGN):
        raise fault
    with named_faults(files.path.parent):
        witness = files.copy.read()
        aside = _set_aside(files, now())
        found = _prove(files, aside / files.path.name, witness)
        draft = files.path.with_name(f"{files.path.name}.draft")
        _remove(draft)
        kept = found.archived.seq + len(found.rows)
        lost = max(0, witness.head.seq - kept) if witness else 0
        facts = facts_as_text({"lost": lost, "reason": fault.cause.value})
        head = _build(draft, files, found, NewRow(now(), "", Kind.JOURNAL_RECONCILED, None, facts))
        _remove(files.path)
        draft.rename(files.path)
        files.copy.begin_anew(Witness(found.journal, head))
    return Reconciled(kept, lost, aside)


def _set_aside(files: JournalFiles, at: datetime) -> Path:
    folder = files.path.with_name(f"{files.path.name}.aside-{at:%Y%m%d-%H%M%S}")
    folder.mkdir(mode=0o700, parents=True)
    for each in (files.path, files.path.with_name(f"{files.path.name}-wal"), files.copy.path):
        if each.exists():
            shutil.copy2(each, folder / each.name)
    return folder


def _remove(path: Path) -> None:
    for end in ("-wal", "-shm", ""):
        path.with_name(f"{path.name}{end}").unlink(missing_ok=True)


def _prove(files: JournalFiles, path: Path, witness: Witness | None) -> _Found:
    found = _Found()
    try:
        connection = connect_to_read(path)
        version_of(connection)
        found.journal = rows.read_journal_id(connection)
        found.archives = archive.list_archives(connection)
    except (JournalFault, apsw.Error):
        connection = None
    if witness and found.journal != witness.journal:
        found = _Found(witness.journal)
    if not found.archives:
        found = _archives_in(files.archives, found.journal)
    if connection is not None:
        found.rows = list(_rows_that_follow(connection, found.archived))
        connection.close(True)
    return found


def _archives_in(folder: Path, journal: str) -> _Found:
    """The archives that follow each other from the first row on, by their own chain."""
    found = _Found(journal)
    for path in sorted(folder.glob("*.jsonl")) if folder.is_dir() else ():
        try:
            first, *_ = path.read_text(encoding="utf-8").splitlines()
            found.journal = found.journal or str(json.loads(first)["journal"])
            day = archive.describe(path, found.archived)
            list(archive.read_archive(folder, day, found.journal))
        except (OSError, ValueError, KeyError, TypeError, JournalFault):
            return found
        found.archives.append(day)
    return found


def _rows_that_follow(connection: apsw.Connection, before: Head) -> Iterator[StoredRow]:
    """Rows of the file from `before` on, up to the first that is missing or not what was written."""
    try:
        for columns in connection.execute(
            "SELECT seq, at, visit, kind, intent, facts, hash FROM movements WHERE seq > ? ORDER BY seq",
            (before.seq,),
        ):
            row = rows.stored_row(columns)
            if not row.follows(before):
                return
            before = Head(row.seq, row.hash)
            yield row
    except (JournalFault, apsw.Error):
        return


def _build(path: Path, files: JournalFiles, found: _Found, last: NewRow) -> Head:
    connection = connect(path)
    try:
        make_durable(connection)
        with transaction(connection):
            create_tables(connection, found.journal)
            found.journal = rows.read_journal_id(connection)
            basis = _basis(files, found)
            archive.write_archives(connection, found.archives, basis)
            head = found.archived
            for row in found.rows:
                head = Head(row.seq, rows.write_row(connection, head.hash, row).hash)
                basis.apply(rows.entry_of(row))
            rows.write_head(connection, head)
            sums.write(connection, basis)
            rows.append(connection, last)
        return rows.read_head(connection)
    finally:
        connection.close(True)


def _basis(files: JournalFiles, found: _Found) -> sums.Sums:
    """What the archived rows add up to, counted anew from those archives that can be read."""
    basis = sums.Sums()
    for each in found.archives:
        try:
            for row in archive.read_archive(files.archives, each, found.journal):
                basis.apply(rows.entry_of(row))
        except JournalFault:
            continue
    going_on = {row.visit for row in found.rows} | {basis.latest_visit()}
    basis.forget_settled(but=going_on)
    return basis
