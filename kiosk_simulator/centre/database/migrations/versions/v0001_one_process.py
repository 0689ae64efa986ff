"""The tables of a centre that is one process, from before there were revisions."""

from __future__ import annotations

from alembic import op

from kiosk_servers.database.schema import for_postgresql, for_sqlite

revision = "0001"
down_revision = None

TABLES = (
    """CREATE TABLE challenge (
        id TEXT PRIMARY KEY, terminal TEXT NOT NULL, visit TEXT NOT NULL,
        nonce BLOB NOT NULL, expires REAL NOT NULL)""",
    """CREATE TABLE authentication (
        id TEXT PRIMARY KEY, service TEXT NOT NULL, terminal TEXT NOT NULL, visit TEXT NOT NULL,
        subject TEXT NOT NULL, serial INTEGER NOT NULL, resident TEXT NOT NULL, municipality TEXT NOT NULL,
        offers BLOB NOT NULL)""",
    """CREATE TABLE application (
        request TEXT PRIMARY KEY, terminal TEXT NOT NULL, content TEXT NOT NULL, answer BLOB NOT NULL)""",
    """CREATE TABLE outcome (
        request TEXT NOT NULL, terminal TEXT NOT NULL, printed TEXT NOT NULL, void TEXT NOT NULL,
        uncertain TEXT NOT NULL, PRIMARY KEY (request, terminal))""",
    """CREATE TABLE registration (
        sequence INTEGER PRIMARY KEY, request TEXT NOT NULL UNIQUE, terminal TEXT NOT NULL,
        content TEXT NOT NULL, resident TEXT NOT NULL, serial INTEGER NOT NULL, municipality TEXT NOT NULL,
        form TEXT NOT NULL, number TEXT NOT NULL, usable_from TEXT NOT NULL)""",
    """CREATE TABLE question (
        authentication TEXT PRIMARY KEY, asked INTEGER NOT NULL)""",
    """CREATE TABLE reservation (
        subject TEXT PRIMARY KEY, resident TEXT NOT NULL, made_at TEXT NOT NULL)""",
    """CREATE TABLE script (
        id TEXT PRIMARY KEY, authentication TEXT NOT NULL, terminal TEXT NOT NULL, visit TEXT NOT NULL,
        round INTEGER NOT NULL, started REAL NOT NULL, content TEXT, answer BLOB)""",
)


def upgrade() -> None:
    """Make the tables."""
    words = for_postgresql if op.get_bind().dialect.name == "postgresql" else for_sqlite
    for table in TABLES:
        op.execute(words(table))
