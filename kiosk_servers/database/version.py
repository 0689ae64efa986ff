"""Whether the tables of a database are the ones that this program works with."""

from __future__ import annotations

from collections.abc import Collection

from kiosk_servers.database.errors import DatabaseUnusable
from kiosk_servers.database.schema import Schema


def revision(schema: Schema, present: Collection[str], stamped: list[str]) -> str | None:
    """The revision of a database with these tables and these versions on record; None: not of this kind.

    Revisions of several kinds of server have the same numbers.
    """
    is_first = bool(schema.unstamped) and schema.unstamped <= set(present)
    if stamped:
        return " ".join(stamped) if is_first or schema.identity in present else None
    return schema.revisions[0] if is_first else None


def require_current(schema: Schema, present: Collection[str], stamped: list[str]) -> None:
    """Raise DatabaseUnusable unless the tables are those of this program."""
    found = revision(schema, present, stamped)
    if found is None:
        raise DatabaseUnusable(f"the database has tables, but they are no {schema.owner}'s")
    if found in schema.revisions[:-1]:
        raise DatabaseUnusable(
            f"the database has schema {found}, this program needs {schema.version}: "
            f"stop the {schema.owner} and run `{schema.migrate}`"
        )
    if found != schema.version:
        raise DatabaseUnusable(f"the database has schema {found}, newer than this program's {schema.version}")
    if missing := sorted(schema.tables.keys() - set(present)):
        raise DatabaseUnusable(f"the database says schema {found} and lacks {', '.join(missing)}")
