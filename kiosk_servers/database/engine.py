"""What a server asks of a database, and the choice between the two by an address."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from kiosk_servers.database.errors import DatabaseUnusable
from kiosk_servers.database.schema import Schema
from kiosk_servers.database.sqlite import SqliteDatabase

MEMORY = "sqlite://"
"""The address of a database that lives as long as the server."""


class Database(Protocol):
    """Safe to use from several threads. Every method raises DatabaseUnavailable while there is no answer."""

    identity: str
    """The id of the server to which the tables belong: random, drawn when they were made."""

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run one statement, with `?` for each value, and return its rows."""

    def transaction(self) -> AbstractContextManager[None]:
        """Commit the statements that this thread runs inside, or none of them if an exception is raised.

        Cannot be nested. What another transaction has committed meanwhile is seen by the next statement.
        """

    def clear(self) -> None:
        """Delete every row but the id of the server."""

    def close(self) -> None:
        """Close every connection."""


def open_database(url: str, schema: Schema, identity: str | None = None) -> Database:
    """The database at `sqlite://` (memory), `sqlite:///PATH` or `postgresql://…`.

    Makes the tables of `schema` in an empty one. With `identity`, only the database of the server with this
    id will do.
    Raises DatabaseUnusable.
    """
    if is_postgresql(url):
        from kiosk_servers.database.postgresql import PostgresqlDatabase

        return PostgresqlDatabase(url, schema, identity)
    database = SqliteDatabase(schema, sqlite_path(url))
    if identity not in (None, database.identity):
        database.close()
        raise DatabaseUnusable(f"the database is another {schema.owner}'s")
    return database


def is_postgresql(url: str) -> bool:
    """True for an address that libpq takes."""
    return urlsplit(url).scheme in ("postgresql", "postgres")


def sqlite_path(url: str) -> Path | None:
    """The file of a `sqlite://` address, None for memory. Raises DatabaseUnusable for any other address."""
    parts = urlsplit(url)
    if parts.scheme != "sqlite" or parts.netloc or parts.query or parts.fragment:
        raise DatabaseUnusable("a database is sqlite:///PATH or postgresql://HOST/NAME")
    return Path(unquote(parts.path[1:])) if parts.path not in ("", "/", "/:memory:") else None
