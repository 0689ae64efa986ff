"""A table for answers that a fault of the delivery keeps: workers share it."""

from __future__ import annotations

from alembic import op

from kiosk_servers.database.schema import for_postgresql, for_sqlite

revision = "0003"
down_revision = "0002"

_TABLE = """CREATE TABLE kept_answer (
    fault TEXT NOT NULL, slot TEXT NOT NULL, turn TEXT NOT NULL, number INTEGER NOT NULL,
    answer BLOB NOT NULL, given BLOB, PRIMARY KEY (fault, slot))"""


def upgrade() -> None:
    """Make the table."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    op.execute((for_postgresql if postgresql else for_sqlite)(_TABLE))
