"""One SQLite connection, in memory or on a file that nobody else may open meanwhile."""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kiosk_servers.database.errors import DatabaseUnavailable, DatabaseUnusable
from kiosk_servers.database.schema import (
    VERSION_DEFINITION,
    VERSION_TABLE,
    VERSIONS,
    Schema,
    for_sqlite,
)
from kiosk_servers.database.topology import require_local
from kiosk_servers.database.version import require_current

_PATIENCE = 1.0
"""Seconds for whoever reads the file at the start with a tool."""


class SqliteDatabase:
    """Every statement and every transaction holds the lock of this process, and the file's from the start.

    Raises DatabaseUnusable for a file that another process has, that is not on this machine, or whose tables
    are not these.
    """

    def __init__(self, schema: Schema, path: Path | None = None) -> None:
        self._schema = schema
        self._lock = threading.RLock()
        self._connection = connect_exclusively(path)
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
            self.identity = self._prepared()
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.close()  # rolls back: nothing was changed
            raise

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """As Database.rows."""
        with self._lock, _unavailable():
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """As Database.transaction; there is one at a time."""
        with self._lock:
            with _unavailable():
                self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                with _unavailable():
                    self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk may have rolled it back
                    self._connection.execute("ROLLBACK")
                raise

    def clear(self) -> None:
        """As Database.clear."""
        with self.transaction():
            for table in self._schema.tables.keys() - {self._schema.identity}:
                self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of this program's own tables

    def close(self) -> None:
        """As Database.close; the file is free for another process."""
        with self._lock:
            self._connection.close()

    def _prepared(self) -> str:
        """The id of the server, whose tables are made in an empty database."""
        schema = self._schema
        present = tables_in(self._connection)
        if not present:
            for definition in (VERSION_DEFINITION, *map(for_sqlite, schema.tables.values()), *schema.indexes):
                self._connection.execute(definition)
            self._connection.execute(schema.stamp)
            self._connection.execute(f"INSERT INTO {schema.identity} VALUES (?)", (secrets.token_hex(16),))  # noqa: S608
        else:
            stamped = VERSION_TABLE in present
            versions = self._connection.execute(VERSIONS) if stamped else ()
            require_current(schema, present, [str(version) for (version,) in versions])
        (identity,) = self._connection.execute(f"SELECT id FROM {schema.identity}").fetchone()  # noqa: S608
        return str(identity)


def connect_exclusively(path: Path | None) -> sqlite3.Connection:
    """A connection that commits each statement by itself, and alone has the file from now until it is closed.

    SQLite's locks do not reach over network file systems. Raises DatabaseUnusable.
    """
    if path is not None:
        require_local(path)
    try:
        connection = sqlite3.connect(
            ":memory:" if path is None else path,
            timeout=_PATIENCE,
            check_same_thread=False,
            isolation_level=None,
        )
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        try:
            # The lock of the first transaction is kept; reading shows whether it is a database at all.
            connection.execute("BEGIN EXCLUSIVE")
            tables_in(connection)
            connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise DatabaseUnusable(
                "another process has the SQLite file: one process a file, and more than one on PostgreSQL"
            ) from None
        raise DatabaseUnusable(f"the SQLite file cannot be opened: {error}") from None
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable(f"the SQLite file cannot be read: {error}") from None
    return connection


def tables_in(connection: sqlite3.Connection) -> frozenset[str]:
    """The names of all tables."""
    return frozenset(
        name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    )


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:  # the disk is full or fails
        raise DatabaseUnavailable(str(error)) from None
