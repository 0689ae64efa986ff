"""The tables of the journal's file, and how a file of an earlier version becomes one of this version."""

from __future__ import annotations

import secrets

import apsw

from kiosk.journal.chain import beginning
from kiosk.journal.faults import Cause, JournalFault
from kiosk.journal.storage.connection import transaction

APPLICATION_ID = 0x4B496F73
"""Marks the file as a journal of this program ("KIos"), as in SQLite's file header."""
VERSION = 4
"""1: rows only. 2: hash chain, balances, open intents, archives. 3: claims, the devices' counters.
4: a clock that is doubted, outcomes that the centre has not heard of."""

_TABLES = """
CREATE TABLE movements (
    seq    INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,
    visit  TEXT NOT NULL,
    kind   TEXT NOT NULL,
    intent INTEGER,
    facts  TEXT NOT NULL,
    hash   BLOB NOT NULL
) STRICT;
CREATE TABLE state (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE accounts (
    visit   TEXT PRIMARY KEY,
    first   INTEGER NOT NULL,
    settled INTEGER NOT NULL,
    sums    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX accounts_not_settled ON accounts (first) WHERE NOT settled;
CREATE TABLE open_intents (
    seq        INTEGER PRIMARY KEY,
    at         TEXT NOT NULL,
    visit      TEXT NOT NULL,
    kind       TEXT NOT NULL,
    facts      TEXT NOT NULL,
    next_total INTEGER
) STRICT;
CREATE TABLE archives (
    first  INTEGER PRIMARY KEY,
    last   INTEGER NOT NULL,
    before BLOB NOT NULL,
    hash   BLOB NOT NULL,
    name   TEXT NOT NULL,
    digest BLOB NOT NULL
) STRICT;
"""
_COLUMNS_OF_VERSION_1 = {"seq", "at", "visit", "kind", "intent", "facts"}


def version_of(connection: apsw.Connection) -> int:
    """The schema's version: 0 for a new file, 1 to 4.

    Raises JournalFault for a file of another program or of a newer version of this one.
    """
    version = _number(connection, "PRAGMA user_version")
    application = _number(connection, "PRAGMA application_id")
    tables = {
        str(name) for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    }
    if not tables and not version and not application:
        return 0
    if not version and not application and tables == {"movements", "sqlite_sequence"}:
        columns = {str(row[1]) for row in connection.execute("PRAGMA table_info(movements)")}
        if columns == _COLUMNS_OF_VERSION_1:
            return 1
    if application != APPLICATION_ID:
        raise JournalFault(Cause.FOREIGN, "the file is another program's")
    if version > VERSION:
        raise JournalFault(Cause.NEWER, f"its schema has version {version}")
    if version not in (2, 3, VERSION):
        raise JournalFault(Cause.FOREIGN, f"no schema has version {version}")
    return version


def create(connection: apsw.Connection) -> None:
    """Make the tables of an empty journal with a new random id."""
    with transaction(connection):
        create_tables(connection)


def create_tables(connection: apsw.Connection, journal: str = "") -> None:
    """The same inside a transaction; `journal` is the id of one that is taken up again."""
    journal = journal or secrets.token_hex(16)
    head = beginning(journal)
    connection.execute(_TABLES)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    for name, value in (("journal", journal), ("seq", head.seq), ("hash", head.hash), ("written", 0)):
        connection.execute("INSERT INTO state (name, value) VALUES (?, ?)", (name, value))


def _number(connection: apsw.Connection, pragma: str) -> int:
    found = connection.execute(pragma).fetchone()
    return found[0] if found is not None and isinstance(found[0], int) else 0
