"""Whether the tables of a database are the ones that this program works with."""

from __future__ import annotations

from collections.abc import Collection

from kiosk_simulator.centre.database.errors import DatabaseUnusable
from kiosk_simulator.centre.database.schema import TABLES, VERSION, VERSION_TABLE

UNSTAMPED = "0001"
"""The revision of tables from before there were revisions."""
KNOWN = (UNSTAMPED, "0002", VERSION)
VERSIONS = f"SELECT version_num FROM {VERSION_TABLE}"  # noqa: S608 - a constant
STAMP = f"INSERT INTO {VERSION_TABLE} VALUES ('{VERSION}')"  # noqa: S608 - two constants
_FIRST_TABLES = frozenset({"challenge", "authentication", "application", "outcome"})


def revision(present: Collection[str], stamped: list[str]) -> str | None:
    """The revision of a database with these tables and these versions on record; None: no centre's."""
    if stamped:
        return " ".join(stamped)
    return UNSTAMPED if set(present) >= _FIRST_TABLES else None


def require_current(present: Collection[str], stamped: list[str]) -> None:
    """Raise DatabaseUnusable unless the tables are those of this program."""
    found = revision(present, stamped)
    if found is None:
        raise DatabaseUnusable("the database has tables, but they are no centre's")
    if found in KNOWN[:-1]:
        raise DatabaseUnusable(
            f"the database has schema {found}, this program needs {VERSION}: "
            "stop the centre and run `kiosk-simulator centre migrate`"
        )
    if found != VERSION:
        raise DatabaseUnusable(f"the database has schema {found}, newer than this program's {VERSION}")
    if missing := sorted(TABLES.keys() - set(present)):
        raise DatabaseUnusable(f"the database says schema {found} and lacks {', '.join(missing)}")
