"""The tables of the centre, in words that SQLite takes; PostgreSQL gets its own names of the types.

Every primary key begins with the column by which its table would be distributed over many servers: the
terminal for what belongs to a visit, the municipality for what it reviews, the resident for what is reserved
for a card. Two tables keep what must be unique over all of them, and are distributed by just that: the keys
of requests, and the numbers.
"""

from __future__ import annotations

import re

VERSION = "0003"
"""Newest revision in `migrations/versions`, which makes the same tables out of older ones."""
VERSION_TABLE = "alembic_version"

TABLES = {
    "centre": "CREATE TABLE centre (id TEXT PRIMARY KEY)",
    "challenge": """CREATE TABLE challenge (
        terminal TEXT NOT NULL, id TEXT NOT NULL, visit TEXT NOT NULL, nonce BLOB NOT NULL,
        expires REAL NOT NULL, PRIMARY KEY (terminal, id))""",
    "authentication": """CREATE TABLE authentication (
        terminal TEXT NOT NULL, id TEXT NOT NULL, service TEXT NOT NULL, visit TEXT NOT NULL,
        subject TEXT NOT NULL, serial INTEGER NOT NULL, resident TEXT NOT NULL, municipality TEXT NOT NULL,
        offers BLOB NOT NULL, PRIMARY KEY (terminal, id))""",
    "request_key": """CREATE TABLE request_key (
        request TEXT NOT NULL, service TEXT NOT NULL, terminal TEXT NOT NULL, content TEXT NOT NULL,
        PRIMARY KEY (request, service))""",
    "given_number": """CREATE TABLE given_number (
        number TEXT PRIMARY KEY, service TEXT NOT NULL, terminal TEXT NOT NULL, request TEXT NOT NULL)""",
    "application": """CREATE TABLE application (
        terminal TEXT NOT NULL, request TEXT NOT NULL, municipality TEXT NOT NULL, answer BLOB NOT NULL,
        PRIMARY KEY (terminal, request))""",
    "outcome": """CREATE TABLE outcome (
        terminal TEXT NOT NULL, request TEXT NOT NULL, printed TEXT NOT NULL, void TEXT NOT NULL,
        uncertain TEXT NOT NULL, PRIMARY KEY (terminal, request))""",
    "registration_turn": """CREATE TABLE registration_turn (
        municipality TEXT NOT NULL, resident TEXT NOT NULL, filed INTEGER NOT NULL,
        PRIMARY KEY (municipality, resident))""",
    "registration": """CREATE TABLE registration (
        municipality TEXT NOT NULL, resident TEXT NOT NULL, sequence INTEGER NOT NULL, request TEXT NOT NULL,
        terminal TEXT NOT NULL, serial INTEGER NOT NULL, form TEXT NOT NULL, number TEXT NOT NULL,
        usable_from TEXT NOT NULL, PRIMARY KEY (municipality, resident, sequence))""",
    "question": """CREATE TABLE question (
        terminal TEXT NOT NULL, authentication TEXT NOT NULL, asked INTEGER NOT NULL,
        PRIMARY KEY (terminal, authentication))""",
    "reservation": """CREATE TABLE reservation (
        resident TEXT NOT NULL, subject TEXT NOT NULL, made_at TEXT NOT NULL,
        PRIMARY KEY (resident, subject))""",
    "script": """CREATE TABLE script (
        terminal TEXT NOT NULL, id TEXT NOT NULL, authentication TEXT NOT NULL, visit TEXT NOT NULL,
        round INTEGER NOT NULL, started REAL NOT NULL, content TEXT, answer BLOB,
        PRIMARY KEY (terminal, id))""",
    "kept_answer": """CREATE TABLE kept_answer (
        fault TEXT NOT NULL, slot TEXT NOT NULL, turn TEXT NOT NULL, number INTEGER NOT NULL,
        answer BLOB NOT NULL, given BLOB, PRIMARY KEY (fault, slot))""",
}
"""By name. What is not in `centre` is of visits, and may be cleared."""
DISTRIBUTED_BY = {
    **dict.fromkeys(
        ("challenge", "authentication", "application", "outcome", "question", "script"), "terminal"
    ),
    **dict.fromkeys(("registration_turn", "registration"), "municipality"),
    "reservation": "resident",
    "request_key": "request",
    "given_number": "number",
    "kept_answer": "fault",
}
"""The first column of each primary key, by which many servers would share the table out: docs/centre.md."""
INDEXES = (
    "CREATE UNIQUE INDEX registration_request ON registration (municipality, resident, request)",
    "CREATE INDEX script_authentication ON script (terminal, authentication)",
)
VERSION_DEFINITION = f"""CREATE TABLE {VERSION_TABLE} (
    version_num VARCHAR(32) NOT NULL, CONSTRAINT {VERSION_TABLE}_pkc PRIMARY KEY (version_num))"""
"""As the migration tool makes it."""

_TYPES = {"BLOB": "BYTEA", "REAL": "DOUBLE PRECISION", "INTEGER": "BIGINT"}
_TYPE = re.compile(r"\b(BLOB|REAL|INTEGER)\b")


def for_sqlite(definition: str) -> str:
    """A table whose columns take nothing but their type."""
    return f"{definition} STRICT"


def for_postgresql(definition: str) -> str:
    """The definition with the types of PostgreSQL: 8 bytes for every number."""
    return _TYPE.sub(lambda found: _TYPES[found[0]], definition)
