"""The journal's file as another program sees it: to read, whether or not the terminal runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import apsw

from kiosk.journal.accounting.accounts import Account, Balances
from kiosk.journal.chain import Head, StoredRow
from kiosk.journal.entry import Entry
from kiosk.journal.faults import Cause, JournalFault, named_faults
from kiosk.journal.files import JournalFiles
from kiosk.journal.storage import archive, rows, sums
from kiosk.journal.storage.connection import connect_to_read
from kiosk.journal.storage.head_copy import Witness
from kiosk.journal.storage.schema import VERSION, version_of
from kiosk.journal.verification import problems
from kiosk.rules.hours.japan_time import JST


class JournalReader:
    """Reads one moment of the journal at `path`; `copy` is the file of the second copy of its head."""

    def __init__(self, path: Path, copy: Path | None = None) -> None:
        self._files = JournalFiles(path, copy)

    def problems(self) -> list[str]:
        """All that is wrong with it, in words; empty when it is whole."""
        witness = self._files.copy.read()  # first: a terminal that runs writes rows before their copy
        try:
            with self._connected() as connection:
                return list(problems(connection, self._files.archives, witness))
        except JournalFault as fault:
            return [str(fault)]

    def head(self) -> tuple[Head, int]:
        """The end of the chain, and the number of archives."""
        with self._connected() as connection:
            return rows.read_head(connection), len(archive.list_archives(connection))

    def witness(self) -> Witness:
        """The journal's id and the end of its chain."""
        with self._connected() as connection:
            return self._files.witness(connection)

    def stored(self, after: int, most: int) -> list[StoredRow]:
        """At most `most` rows numbered above `after`, oldest first, exactly as the files keep them."""
        with self._connected() as connection:
            if after >= rows.read_archived(connection).seq:
                return rows.read_some(connection, after, most)
            oldest = next(each for each in archive.list_archives(connection) if each.last > after)
            journal = rows.read_journal_id(connection)
            found = archive.read_archive(self._files.archives, oldest, journal)
            return [row for row in found if row.seq > after][:most]

    def entries(self, after: int = 0) -> list[Entry]:
        """Rows numbered above `after`, oldest first, archived ones included; each is checked."""
        with self._connected() as connection:
            found = rows.read_rows(connection, after)
            if after < rows.read_archived(connection).seq:
                found = [*self._files.archived_rows(connection, after), *found]
            return [rows.entry_of(row) for row in found]

    def entries_between(self, first: date, last: date) -> list[Entry]:
        """Rows written from `first` to `last` (days in Japan, both included), oldest first; each is checked.

        Archives are read from the newest back, and none that is older than `first`.
        """
        with self._connected() as connection:
            journal = rows.read_journal_id(connection)
            found = rows.read_rows(connection, rows.read_archived(connection).seq)
            for each in reversed(archive.list_archives(connection)):
                if found and _day(found[0].at) < first:
                    break
                found = [*archive.read_archive(self._files.archives, each, journal), *found]
            return [rows.entry_of(row) for row in found if first <= _day(row.at) <= last]

    def accounts(self) -> dict[str, Account]:
        """Visits with something for staff or for a start, oldest first."""
        with self._connected() as connection:
            return sums.read_unsettled(connection)

    def balances(self) -> Balances:
        """What outlives visits."""
        with self._connected() as connection:
            return sums.read_balances(connection)

    @contextmanager
    def _connected(self) -> Iterator[apsw.Connection]:
        path = self._files.path
        if not path.exists():
            raise JournalFault(Cause.MISSING, "there is no such file")
        with named_faults(path.parent):
            connection = connect_to_read(path)
            try:
                connection.execute("BEGIN")
                if version_of(connection) != VERSION:
                    raise JournalFault(Cause.FOREIGN, "of an earlier version; the next start takes it over")
                yield connection
            finally:
                connection.close(True)


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(JST).date()
