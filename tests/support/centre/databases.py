"""A centre's databases as anybody with the file or the address sees them, past the centre's own code."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg

from kiosk_servers.database.engine import is_postgresql, sqlite_path
from kiosk_servers.database.schema import for_postgresql, for_sqlite
from kiosk_simulator.centre.database.migrations.versions.v0001_one_process import TABLES as OLD_TABLES


class Direct:
    """A connection of one's own; values are marked by `?`."""

    def __init__(self, connection: sqlite3.Connection | psycopg.Connection[Any]) -> None:
        self._connection = connection

    def run(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run one statement, committed by itself, and return its rows."""
        if isinstance(self._connection, sqlite3.Connection):
            return self._connection.execute(statement, values).fetchall()
        cursor = self._connection.execute(statement.replace("?", "%s").encode(), values)
        return cursor.fetchall() if cursor.description else []

    def tables(self) -> list[str]:
        """The names of all tables, sorted."""
        query = "SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        if isinstance(self._connection, sqlite3.Connection):
            query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        return sorted(name for (name,) in self.run(query))

    def everything(self) -> dict[str, list[str]]:
        """Every row of every table, as text."""
        return {table: sorted(map(repr, self.run(f"SELECT * FROM {table}"))) for table in self.tables()}

    def layout(self) -> list[tuple[Any, ...]]:
        """Columns with their types, and what must be unique, of every table."""
        if not isinstance(self._connection, sqlite3.Connection):
            columns = self.run(
                "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns "
                "WHERE table_schema = 'public'"
            )
            return sorted(columns) + sorted(
                self.run("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'")
            )
        found: list[tuple[Any, ...]] = []
        for table in self.tables():
            found += [(table, *row[1:]) for row in self.run(f"SELECT * FROM pragma_table_info('{table}')")]
            for index in self.run(f"SELECT name, \"unique\" FROM pragma_index_list('{table}')"):
                columns = self.run(f"SELECT name FROM pragma_index_info('{index[0]}')")
                found.append((table, index[1], *(name for (name,) in columns)))
        return sorted(found, key=repr)


@contextmanager
def direct(url: str) -> Iterator[Direct]:
    """A connection of one's own to a database that no centre has open as a file."""
    if is_postgresql(url):
        with psycopg.connect(url, autocommit=True) as connection:
            yield Direct(connection)
        return
    path = sqlite_path(url)
    assert path is not None
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        yield Direct(file)


def make_old_tables(url: str) -> None:
    """The tables of a centre from before there were revisions."""
    words = for_postgresql if is_postgresql(url) else for_sqlite
    with direct(url) as database:
        for table in OLD_TABLES:
            database.run(words(table))
