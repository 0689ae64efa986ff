"""A file of version 1 becomes one of this version: the same rows, in the chain, with their sums."""

from __future__ import annotations

import apsw

from kiosk.journal.chain import StoredRow
from kiosk.journal.storage import rows as stored_rows
from kiosk.journal.storage import sums
from kiosk.journal.storage.connection import transaction
from kiosk.journal.storage.schema import create_tables


def migrate(connection: apsw.Connection) -> None:
    """Migrate in one transaction. Raises JournalFault for rows that cannot be counted."""
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
