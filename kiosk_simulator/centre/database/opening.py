"""The centre's database, opened or brought up to date."""

from __future__ import annotations

from kiosk_servers.database import engine
from kiosk_servers.database.engine import Database
from kiosk_simulator.centre.database.schema import SCHEMA


def open_database(url: str, centre: str | None = None) -> Database:
    """As `engine.open_database`; with `centre`, only the database of the centre with this id will do."""
    return engine.open_database(url, SCHEMA, centre)


def migrate(url: str) -> str | None:
    """As `migration.migrate`."""
    from kiosk_servers.database.migration import migrate as bring_up_to_date

    return bring_up_to_date(url, SCHEMA)
