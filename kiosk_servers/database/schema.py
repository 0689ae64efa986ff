"""What a server says of its tables, in words that SQLite takes; PostgreSQL gets its own types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

VERSION_TABLE = "alembic_version"
VERSION_DEFINITION = f"""CREATE TABLE {VERSION_TABLE} (
    version_num VARCHAR(32) NOT NULL, CONSTRAINT {VERSION_TABLE}_pkc PRIMARY KEY (version_num))"""
"""As the migration tool makes it."""
VERSIONS = f"SELECT version_num FROM {VERSION_TABLE}"  # noqa: S608 - a constant

_TYPES = {"BLOB": "BYTEA", "REAL": "DOUBLE PRECISION", "INTEGER": "BIGINT"}
_TYPE = re.compile(r"\b(BLOB|REAL|INTEGER)\b")


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of one kind of server.

    `owner` is what its messages call the server. The table `identity` has one row, with the random id of
    the server to which the tables belong. `revisions` are all that there have been, oldest first; each has a
    file in the folder `versions`. Tables from before there were revisions are known by `unstamped`.
    `migrate` is the command that brings tables up to date, `locks` the first of two keys of advisory locks.
    """

    owner: str
    identity: str
    revisions: tuple[str, ...]
    tables: Mapping[str, str]
    indexes: tuple[str, ...]
    versions: Path
    migrate: str
    locks: int
    unstamped: frozenset[str] = frozenset()

    @property
    def version(self) -> str:
        """The newest revision, which makes the same tables out of older ones."""
        return self.revisions[-1]

    @property
    def making(self) -> int:
        """Key of the lock under which tables are made or changed: two hosts may start at once."""
        return self.locks

    @property
    def serving(self) -> int:
        """Key of the lock that connections of a running server share, and a migration wants for itself."""
        return self.locks + 1

    @property
    def stamp(self) -> str:
        """The statement that notes the newest revision."""
        return f"INSERT INTO {VERSION_TABLE} VALUES ('{self.version}')"  # noqa: S608 - two constants


def for_sqlite(definition: str) -> str:
    """A table whose columns take nothing but their type."""
    return f"{definition} STRICT"


def for_postgresql(definition: str) -> str:
    """The definition with the types of PostgreSQL: 8 bytes for every number."""
    return _TYPE.sub(lambda found: _TYPES[found[0]], definition)
