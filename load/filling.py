"""Databases of a load's own, filled with statements: what growth is measured on."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from kiosk_servers.database.engine import is_postgresql, sqlite_path
from tests.support.postgres import PostgresServer

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

ENGINES = ("sqlite", "postgresql")
TERMINALS = 56_000
_BATCH = 100_000
_NUMBERS = (
    "WITH RECURSIVE numbers(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM numbers WHERE n < {last}) "
)


@contextmanager
def databases(engine: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Addresses of two empty databases of this engine: one to be filled, and one to compare with."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'small.sqlite'}", f"sqlite:///{folder / 'grown.sqlite'}"
    else:
        with PostgresServer() as server:  # what is forced to disk does not depend on how much is there
            yield server.new_database(), server.new_database()


def fill(url: str, statements: Iterable[str], first: int, last: int) -> None:
    """Run statements on `numbers(n)`, the numbers above `first` up to `last`, many at a time."""
    statements = tuple(statements)
    with _writer(url) as run:
        for begin in range(first, last, _BATCH):
            numbers = _NUMBERS.format(first=begin + 1, last=min(begin + _BATCH, last))
            for statement in statements:
                run(numbers + statement)


def size(url: str) -> int:
    """Bytes of the whole database, with its indexes."""
    if is_postgresql(url):
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        return int(row[0]) if row else 0
    path = sqlite_path(url)
    return path.stat().st_size if path is not None else 0


def tell(found: Iterable[DataclassInstance], line: Callable[[Any], str], out: Path | None) -> None:
    """Print a line for each figure as it comes, and leave all of them in `out` as JSON."""
    kept = []
    for each in found:
        kept.append(asdict(each))
        sys.stdout.write(line(each) + "\n")
        sys.stdout.flush()
    if out is not None:
        out.write_text(json.dumps(kept, indent=1) + "\n")


@contextmanager
def _writer(url: str) -> Iterator[Callable[[str], Any]]:
    """Runs statements and commits each."""
    if is_postgresql(url):
        with psycopg.connect(url, autocommit=True) as connection:
            yield lambda statement: connection.execute(statement.encode())
            connection.execute("VACUUM ANALYZE")
        return
    with closing(sqlite3.connect(sqlite_path(url) or ":memory:", isolation_level=None)) as file:
        file.execute("PRAGMA synchronous = OFF")
        file.execute("PRAGMA cache_size = -500000")
        file.create_function("md5", 1, _md5, deterministic=True)
        yield file.execute


def _md5(text: str) -> str:
    """As PostgreSQL's: keys in no order."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
