"""Bringing the tables of an older program up to date. Imports Alembic, which a running server does not."""

from __future__ import annotations

import io
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import StaticPool

from kiosk_servers.database.engine import is_postgresql, sqlite_path
from kiosk_servers.database.errors import DatabaseUnusable
from kiosk_servers.database.schema import VERSION_TABLE, VERSIONS, Schema
from kiosk_servers.database.sharing import connect, present_tables
from kiosk_servers.database.sqlite import connect_exclusively, tables_in
from kiosk_servers.database.version import revision


def migrate(url: str, schema: Schema) -> str | None:
    """Bring the tables up to date in one transaction; returns the revision that they had, None for no tables.

    Raises DatabaseUnusable while a server serves on them, for a newer schema, and for tables of another kind
    of server; then nothing was changed.
    """
    with _for_itself(url, schema) as (database, present):
        stamped = []
        if VERSION_TABLE in present:
            stamped = [str(version) for (version,) in database.execute(text(VERSIONS))]
        found = revision(schema, present, stamped) if present else None
        if present and found is None:
            raise DatabaseUnusable(f"the database has tables, but they are no {schema.owner}'s")
        if found is not None and found not in schema.revisions:
            raise DatabaseUnusable(
                f"the database has schema {found}, newer than this program's {schema.version}"
            )
        config = Config(stdout=io.StringIO())
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.set_main_option("path_separator", "os")
        config.set_main_option("version_locations", str(schema.versions))
        config.attributes["connection"] = database
        if found is not None and not stamped:
            command.stamp(config, schema.revisions[0])
        command.upgrade(config, schema.version)
        own = database.execute(text(f"SELECT count(*) FROM {schema.identity}")).scalar()  # noqa: S608
        if not own:
            insert = text(f"INSERT INTO {schema.identity} VALUES (:id)")  # noqa: S608 - a constant
            database.execute(insert, {"id": secrets.token_hex(16)})
    return found


@contextmanager
def _for_itself(url: str, schema: Schema) -> Iterator[tuple[Connection, frozenset[str]]]:
    """A transaction on a database that no server serves on, and the names of its tables."""
    with _postgresql(url, schema) if is_postgresql(url) else _sqlite(url) as found:
        yield found


@contextmanager
def _postgresql(url: str, schema: Schema) -> Iterator[tuple[Connection, frozenset[str]]]:
    try:
        own = connect(url)
    except psycopg.Error as error:
        raise DatabaseUnusable(f"PostgreSQL: {str(error).splitlines()[0]}") from None
    try:
        own.execute("SELECT pg_advisory_lock(%s)", (schema.making,))
        (alone,) = own.execute("SELECT pg_try_advisory_lock(%s)", (schema.serving,)).fetchone() or (False,)
        if not alone:
            raise DatabaseUnusable(f"a {schema.owner} serves on this database: stop every one of them first")
        present = frozenset(present_tables(own))
        own.autocommit = False
        engine = create_engine("postgresql+psycopg://", creator=lambda: own, poolclass=StaticPool)
        with engine.begin() as connection:
            yield connection, present
    finally:
        # PostgreSQL's end of it outlives it by a moment, and would keep its locks from who comes next.
        with suppress(psycopg.Error):
            own.rollback()
            own.execute("SELECT pg_advisory_unlock_all()")
            own.commit()
        own.close()


@contextmanager
def _sqlite(url: str) -> Iterator[tuple[Connection, frozenset[str]]]:
    own: sqlite3.Connection = connect_exclusively(sqlite_path(url))
    try:
        present = tables_in(own)
        engine = create_engine("sqlite://", creator=lambda: own, poolclass=StaticPool)
        with engine.begin() as connection:
            # Of itself the driver begins a transaction with the first row, not with the first table.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection, present
    finally:
        own.close()
