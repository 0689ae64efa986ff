"""The first tables of the fleet server."""

from __future__ import annotations

from alembic import op

from kiosk_servers.database.schema import for_postgresql, for_sqlite

revision = "0001"
down_revision = None

TABLES = (
    """CREATE TABLE fleet (id TEXT PRIMARY KEY)""",
    """CREATE TABLE terminal (
        name TEXT PRIMARY KEY, seen REAL NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL,
        cases INTEGER NOT NULL, claims INTEGER NOT NULL, claimed INTEGER NOT NULL,
        sheets INTEGER, coins_10 INTEGER, coins_50 INTEGER, coins_100 INTEGER, coins_500 INTEGER,
        report TEXT NOT NULL, epoch INTEGER NOT NULL, journal TEXT NOT NULL,
        cursor_seq INTEGER NOT NULL, cursor_hash BLOB NOT NULL)""",
    """CREATE TABLE journal_row (
        terminal TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, made_at TEXT NOT NULL,
        visit TEXT NOT NULL, kind TEXT NOT NULL, intent INTEGER, facts TEXT NOT NULL, hash BLOB NOT NULL,
        received REAL NOT NULL, PRIMARY KEY (terminal, epoch, seq))""",
    """CREATE TABLE alarm (
        terminal TEXT NOT NULL, kind TEXT NOT NULL, number INTEGER NOT NULL, seq INTEGER NOT NULL,
        times INTEGER NOT NULL, raised REAL NOT NULL, latest REAL NOT NULL, acknowledged REAL,
        acknowledged_by TEXT NOT NULL, PRIMARY KEY (terminal, kind, number))""",
    """CREATE TABLE usage (
        terminal TEXT NOT NULL, made_on TEXT NOT NULL, what TEXT NOT NULL, amount INTEGER NOT NULL,
        PRIMARY KEY (terminal, made_on, what))""",
    """CREATE TABLE command (
        terminal TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, ordered REAL NOT NULL,
        ordered_by TEXT NOT NULL, rollout TEXT NOT NULL, outcome TEXT NOT NULL, answered REAL,
        PRIMARY KEY (terminal, id))""",
    """CREATE TABLE rollout (
        id TEXT PRIMARY KEY, body TEXT NOT NULL, begun REAL NOT NULL, begun_by TEXT NOT NULL,
        wave INTEGER NOT NULL, wave_begun REAL NOT NULL, state TEXT NOT NULL, why TEXT NOT NULL,
        looked REAL NOT NULL)""",
)
INDEXES = (
    "CREATE INDEX terminal_seen ON terminal (seen)",
    "CREATE INDEX alarm_open ON alarm (acknowledged, raised)",
    "CREATE INDEX command_rollout ON command (rollout, terminal)",
    "CREATE INDEX journal_row_received ON journal_row (received)",
)


def upgrade() -> None:
    """Make the tables."""
    words = for_postgresql if op.get_bind().dialect.name == "postgresql" else for_sqlite
    for table in TABLES:
        op.execute(words(table))
    for index in INDEXES:
        op.execute(index)
