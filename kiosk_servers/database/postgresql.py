"""PostgreSQL: what is decided, it decides, whichever worker on whichever host asks."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, cast

import psycopg
from psycopg import Connection, sql

from kiosk_servers.database.connections import Connections
from kiosk_servers.database.errors import DatabaseUnavailable, DatabaseUnusable
from kiosk_servers.database.schema import (
    VERSION_DEFINITION,
    VERSION_TABLE,
    VERSIONS,
    Schema,
    for_postgresql,
)
from kiosk_servers.database.sharing import connect, present_tables, require_shared
from kiosk_servers.database.version import require_current


class PostgresqlDatabase:
    """Each transaction has a connection of its own; connections are opened when they are needed, and kept.

    Raises DatabaseUnusable when nothing answers at the address, when the tables are not those of this program
    or of the server that is wanted, or are not shared by all who connect.
    """

    def __init__(self, url: str, schema: Schema, identity: str | None = None) -> None:
        self._schema = schema
        self._current = threading.local()
        self.identity = _prepared(url, schema)
        if identity not in (None, self.identity):
            raise DatabaseUnusable(f"the database is another {schema.owner}'s")
        self._connections = Connections(lambda: self._connected(url))

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """As Database.rows."""
        own: Connection[Any] | None = getattr(self._current, "connection", None)
        if own is not None:
            return _run(own, statement, values)
        with self._connections.borrowed() as connection:
            return _run(connection, statement, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """As Database.transaction."""
        with self._connections.borrowed() as connection, connection.transaction():
            self._current.connection = connection
            try:
                yield
            finally:
                self._current.connection = None

    def clear(self) -> None:
        """As Database.clear."""
        with self.transaction():
            for table in self._schema.tables.keys() - {self._schema.identity}:
                self.rows(f"DELETE FROM {table}")  # noqa: S608 - names of this program's own tables

    def close(self) -> None:
        """As Database.close."""
        self._connections.close()

    def _connected(self, url: str) -> Connection[Any]:
        """A connection to serve with. Raises DatabaseUnavailable for a database that has become another's."""
        schema = self._schema
        whose = f"SELECT id, version_num FROM {schema.identity}, {VERSION_TABLE}"  # noqa: S608 - two constants
        connection = connect(url)
        try:
            (serving,) = connection.execute(
                "SELECT pg_try_advisory_lock_shared(%s)", (schema.serving,)
            ).fetchone() or (0,)
            found = connection.execute(_query(whose)).fetchall() if serving else []
        except psycopg.Error as error:
            connection.close()
            raise DatabaseUnavailable(type(error).__name__) from None
        if found != [(self.identity, schema.version)]:
            # An address with several hosts may lead to another database than it did at the start.
            connection.close()
            raise DatabaseUnavailable(f"another {schema.owner}'s database, or one that is being migrated")
        return connection


def _prepared(url: str, schema: Schema) -> str:
    """The id of the server, whose tables are made in an empty database. Changes nothing else."""
    try:
        with connect(url) as connection, connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (schema.making,))
            present = present_tables(connection)
            if not present:
                for definition in (
                    VERSION_DEFINITION,
                    *map(for_postgresql, schema.tables.values()),
                    *schema.indexes,
                    schema.stamp,
                ):
                    connection.execute(_query(definition))
                insert = f"INSERT INTO {schema.identity} VALUES (?)"  # noqa: S608 - a constant
                connection.execute(_query(insert), (secrets.token_hex(16),))
                present = present_tables(connection)
            else:
                stamped: list[str] = []
                if VERSION_TABLE in present:
                    stamped = [version for (version,) in connection.execute(_query(VERSIONS))]
                require_current(schema, present, stamped)
            require_shared(schema, present)
            whose = f"SELECT id FROM {schema.identity}"  # noqa: S608 - a constant
            (identity,) = connection.execute(_query(whose)).fetchone() or ("",)
    except psycopg.Error as error:
        raise DatabaseUnusable(f"PostgreSQL: {str(error).splitlines()[0]}") from None
    return str(identity)


@lru_cache(maxsize=256)
def _query(statement: str) -> sql.SQL:
    return sql.SQL(cast("Any", statement.replace("?", "%s")))


def _run(connection: Connection[Any], statement: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
    cursor = connection.execute(_query(statement), values)
    return cursor.fetchall() if cursor.description else []
