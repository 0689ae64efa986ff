"""Bringing the tables of an older centre up to date. Imports Alembic, which a centre that serves does not."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import StaticPool

from kiosk_simulator.centre.database.engine import is_postgresql, sqlite_path
from kiosk_simulator.centre.database.errors import DatabaseUnusable
from kiosk_simulator.centre.database.schema import VERSION, VERSION_TABLE
from kiosk_simulator.centre.database.sharing import MAKING, SERVING, connect, present_tables
from kiosk_simulator.centre.database.sqlite import connect_exclusively, tables_in
from kiosk_simulator.centre.database.version import KNOWN, UNSTAMPED, VERSIONS, revision


def migrate(url: str) -> str | None:
    """Bring the tables up to date in one transaction; returns the revision that they had, None for no tables.

    Raises DatabaseUnusable while a centre serves on them, for a newer schema, and for tables that are no
    centre's; then nothing was changed.
    """
    with _for_itself(url) as (database, present):
        stamped = []
        if VERSION_TABLE in present:
            stamped = [str(version) for (version,) in database.execute(text(VERSIONS))]
        found = revision(present, stamped) if present else None
        if present and found is None:
            raise DatabaseUnusable("the database has tables, but they are no centre's")
        if found is not None and found not in KNOWN:
            raise DatabaseUnusable(f"the database has schema {found}, newer than this program's {VERSION}")
        config = Config(stdout=io.StringIO())
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.attributes["connection"] = database
        if found is not None and not stamped:
            command.stamp(config, UNSTAMPED)
        command.upgrade(config, VERSION)
    return found


@contextmanager
def _for_itself(url: str) -> Iterator[tuple[Connection, frozenset[str]]]:
    """A transaction on a database that no centre serves on, and the names of its tables."""
    with _postgresql(url) if is_postgresql(url) else _sqlite(url) as found:
        yield found


@contextmanager
def _postgresql(url: str) -> Iterator[tuple[Connection, frozenset[str]]]:
    try:
        own = connect(url)
    except psycopg.Error as error:
        raise DatabaseUnusable(f"PostgreSQL: {str(error).splitlines()[0]}") from None
    with own:
        own.execute("SELECT pg_advisory_lock(%s)", (MAKING,))
        (alone,) = own.execute("SELECT pg_try_advisory_lock(%s)", (SERVING,)).fetchone() or (False,)
        if not alone:
            raise DatabaseUnusable("a centre serves on this database: stop every one of them first")
        present = frozenset(present_tables(own))
        own.autocommit = False
        engine = create_engine("postgresql+psycopg://", creator=lambda: own, poolclass=StaticPool)
        with engine.begin() as connection:
            yield connection, present


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
