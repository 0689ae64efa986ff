"""A file of an earlier version becomes one of this version: the same rows, with the sums of this version."""

from __future__ import annotations

import apsw

from kiosk.journal.chain import StoredRow
from kiosk.journal.storage import archive, sums
from kiosk.journal.storage import rows as stored_rows
from kiosk.journal.storage.connection import transaction
from kiosk.journal.storage.schema import VERSION, create_tables


def count_anew(connection: apsw.Connection) -> None:
    """Take over a file of version 2: its rows stay, what they add up to is counted anew.

    Raises JournalFault for rows that are not what was written.
    """
    with transaction(connection):
        found = archive.read_basis(connection)
        for row in stored_rows.read_rows(connection, stored_rows.read_archived(connection).seq):
            found.apply(stored_rows.entry_of(row))
        sums.write(connection, found)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def migrate(connection: apsw.Connection) -> None:
    """Take over a file of version 1: its rows join the chain. Raises JournalFault for rows that cannot."""
    with transaction(connection):
        connection.execute("DROP INDEX IF EXISTS one_result_for_an_intent")
        connection.execute("ALTER TABLE movements RENAME TO movements_1")
        create_tables(connection)
        found = sums.Sums()
        numbers: dict[int, int] = {}
        for old, at, visit, kind, intent, facts in connection.execute(
            "SELECT seq, at, visit, kind, intent, facts FROM movements_1 ORDER BY seq"
        ):
            head = stored_rows.read_head(connection)
            number = numbers[sums.as_int(old)] = head.seq + 1
            answered = None if intent is None else numbers[sums.as_int(intent)]
            row = StoredRow(number, str(at), str(visit), str(kind), answered, str(facts))
            found.apply(stored_rows.entry_of(stored_rows.write_row(connection, head.hash, row)))
        sums.write(connection, found)
        connection.execute("DROP TABLE movements_1")
