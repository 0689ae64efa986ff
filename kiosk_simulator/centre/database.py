"""The database of the simulated centre: one SQLite connection, in memory unless a file is given."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Database:
    """Safe to use from several threads: every statement and every transaction holds the lock."""

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(
            ":memory:" if path is None else path, check_same_thread=False, isolation_level=None
        )

    def create(self, schema: str) -> None:
        """Create the tables of `schema` that do not exist yet."""
        with self._lock:
            self._connection.executescript(schema)

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit the statements inside, or none of them if an exception is raised. Cannot be nested."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def clear(self) -> None:
        """Delete every row of every table."""
        with self.transaction():
            for (table,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
                self._connection.execute(f'DELETE FROM "{table}"')  # noqa: S608 - names of this program's own tables

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()
