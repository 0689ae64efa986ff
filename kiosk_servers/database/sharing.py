"""The one way to connect to PostgreSQL, and whether everybody who connects finds the same there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import Connection, IsolationLevel

from kiosk_servers.database.errors import DatabaseUnusable
from kiosk_servers.database.schema import VERSION_TABLE, Schema

_SETTINGS = """SELECT set_config('synchronous_commit', 'on', false)
WHERE current_setting('synchronous_commit') = 'off'"""
"""Whoever was answered may rely on it, also when the server is killed the next moment."""
_PARAMETERS = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
    "target_session_attrs": "read-write",
    # A worker that is stopped in the middle must not keep the others waiting for its rows.
    "options": "-c idle_in_transaction_session_timeout=20s -c lock_timeout=10s",
}


@dataclass(frozen=True, slots=True)
class PresentTable:
    """`schema` is the first in the search path that has it, `persistence` as in pg_class: p, u or t."""

    schema: str
    persistence: str
    is_of_the_role: bool


def connect(url: str) -> Connection[Any]:
    """A connection that commits each statement by itself. Raises psycopg.OperationalError.

    What the address says of time-outs and options is taken in place of the usual.
    """
    try:
        given = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError:  # whose message has pieces of the address in it, perhaps the password
        raise psycopg.OperationalError("the address cannot be read") from None
    usual = {key: value for key, value in _PARAMETERS.items() if key not in given}
    connection = psycopg.connect(url, autocommit=True, **usual)  # type: ignore[arg-type]
    connection.isolation_level = IsolationLevel.READ_COMMITTED
    connection.execute(_SETTINGS)
    return connection


def present_tables(connection: Connection[Any]) -> dict[str, PresentTable]:
    """Every table that this connection finds by its bare name."""
    rows = connection.execute(
        "SELECT c.relname, n.nspname, c.relpersistence::text, n.nspname = current_user "
        "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.relkind IN ('r', 'p', 'f') AND pg_table_is_visible(c.oid) "
        "AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
    )
    return {name: PresentTable(*rest) for name, *rest in rows}


def require_shared(schema: Schema, present: dict[str, PresentTable]) -> None:
    """Raise DatabaseUnusable unless every other connection finds the same tables, and they last."""
    found = {name: present[name] for name in (*schema.tables, VERSION_TABLE)}
    for name, table in found.items():
        if table.persistence == "t":
            raise DatabaseUnusable(f"the table {name} is temporary: every worker would have one of its own")
        if table.persistence == "u":
            raise DatabaseUnusable(f"the table {name} is not logged: it is empty after a crash")
        if table.is_of_the_role:
            raise DatabaseUnusable(
                f"the table {name} lies in a schema named as the role: another role would not find it"
            )
    if len(schemas := sorted({table.schema for table in found.values()})) > 1:
        raise DatabaseUnusable(f"the tables lie in several schemas: {', '.join(schemas)}")
