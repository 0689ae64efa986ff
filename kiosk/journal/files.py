"""The files that make up a journal: rows, archives, second copy of the head, reserve, writer's lock."""

from __future__ import annotations

from pathlib import Path

import apsw

from kiosk.journal.chain import StoredRow
from kiosk.journal.faults import Cause, JournalFault, named_faults
from kiosk.journal.opening import open_checked
from kiosk.journal.storage import archive, rows
from kiosk.journal.storage.connection import WriterLock
from kiosk.journal.storage.head_copy import HeadCopy, Witness
from kiosk.journal.storage.reserve import Reserve


class JournalFiles:
    """All files of the journal at `path`; methods raise JournalFault, apsw.Error or OSError."""

    def __init__(self, path: Path, copy: Path | None = None) -> None:
        """`copy` is the file of the second copy of the head, by default beside `path`."""
        self.path = path
        self.copy = HeadCopy(copy or path.with_name(f"{path.name}.head"))
        self.reserve = Reserve(path.with_name(f"{path.name}.reserve"))
        self.archives = path.with_name(f"{path.name}.archive")
        self._writer = WriterLock(path.with_name(f"{path.name}.lock"))
        self._copied: Witness | None = None
        """What is forced to the copy's disk, and still the newest."""
        self._opened: tuple[int, int] | None = None

    def open(self) -> apsw.Connection:
        """Open the journal as its only writer, or create it at a first start."""
        self._writer.take()
        connection = self._open()
        self._opened = self._identity()
        self.reserve.keep()
        return connection

    def _open(self) -> apsw.Connection:
        """On a full disk the reserve is given up: what is owed must be known, though nobody is let in."""
        try:
            with named_faults(self.path.parent):
                return open_checked(self.path, self.archives, self.copy)
        except JournalFault as fault:
            if fault.cause is not Cause.FULL or not self.reserve.give_up():
                raise
        return open_checked(self.path, self.archives, self.copy)

    def release(self) -> None:
        """Let another process write."""
        self._writer.release()

    def check(self) -> None:
        """Raise JournalFault when the file is not the one that was opened, or the disk holds no reserve."""
        if self._identity() != self._opened:
            raise JournalFault(Cause.MISSING, "the file is gone, or another one is in its place")
        if not self.reserve.keep():
            raise JournalFault(Cause.FULL, "there is no reserve of disk space")

    def copy_head(self, connection: apsw.Connection, *, durable: bool) -> None:
        """Write the second copy of the head, unless it is on its disk already."""
        witness = self.witness(connection)
        if durable and witness == self._copied and self.copy.exists():
            return
        self.copy.write(witness, durable=durable)
        self._copied = witness if durable else None

    def witness(self, connection: apsw.Connection) -> Witness:
        """What the copy is to testify."""
        return Witness(rows.read_journal_id(connection), rows.read_head(connection))

    def archive(self, connection: apsw.Connection) -> None:
        """Move closed days into their own files."""
        archive.archive_closed_days(connection, self.archives)

    def archived_rows(self, connection: apsw.Connection, after: int) -> list[StoredRow]:
        """Archived rows numbered above `after`, oldest first."""
        journal = rows.read_journal_id(connection)
        return [
            row
            for each in archive.list_archives(connection)
            if each.last > after
            for row in archive.read_archive(self.archives, each, journal)
            if row.seq > after
        ]

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino
