"""`python -m load.growth`: how long an application takes, and what it occupies, as the centre's tables grow.

The tables are filled with rows like those of a real application, under random keys; then a terminal applies
over HTTPS, again and again. A database is made for this run, or must be empty.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from benchmarks.centre import Asker
from benchmarks.figures import percentile
from kiosk.centre.signing import RecordVerifier
from kiosk.rules.specimens import Specimens
from kiosk_servers.database.engine import is_postgresql, sqlite_path
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from load.holders import holders

COLUMNS = {
    "authentication": (
        "terminal", "id", "service", "visit", "subject", "serial", "resident", "municipality", "offers",
    ),
    "request_key": ("request", "service", "terminal", "content"),
    "given_number": ("number", "service", "terminal", "request"),
    "application": ("terminal", "request", "municipality", "answer"),
    "outcome": ("terminal", "request", "printed", "void", "uncertain"),
}  # fmt: skip
"""The tables that an application leaves a row in, for good."""
TERMINALS = 56_000
_BATCH = 20_000
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Measured:
    """At so many applications: milliseconds of one more, by the wall clock; bytes of the whole database."""

    applications: int
    p50: float
    p99: float
    bytes: int
    filled_in: float
    """Seconds that the filling took; 0 without any."""


def measure(url: str, sizes: list[int], number: int, keys: Path) -> Iterator[Measured]:
    """For each size, ascending: fill up to it, then apply `number` times, one after the other."""
    pki = Pki.load_or_create(keys, datetime.now(UTC))
    example = _applied(url, pki, 1)[1]
    present = 1
    for size in sizes:
        began = time.monotonic()
        _fill(url, present, size, example)
        filled_in = time.monotonic() - began
        seconds, _ = _applied(url, pki, number)
        present = max(present, size) + number
        yield Measured(
            size,
            1000 * percentile(seconds, 0.5),
            1000 * percentile(seconds, 0.99),
            _bytes(url),
            round(filled_in, 1),
        )


def _applied(url: str, pki: Pki, number: int) -> tuple[list[float], dict[str, tuple[Any, ...]]]:
    """Seconds of each application at a centre that is started for them, and one row of each table."""
    person, *_ = holders(pki)
    with SimulatedCentre(pki, database=url) as centre:
        verifier = RecordVerifier(pki.record_public_key, Specimens.TAKEN)
        asker = Asker(centre.base_url, pki, "GROWTH", person, verifier)
        asker.signs_in()
        seconds = []
        for _ in range(number):
            began = time.perf_counter()
            asker.applies()
            seconds.append(time.perf_counter() - began)
        asker.close()
        if centre.database is None:
            raise RuntimeError("the centre has stopped")
        example = {
            table: rows[0]
            for table, columns in COLUMNS.items()
            if (rows := centre.database.rows(f"SELECT {', '.join(columns)} FROM {table} LIMIT 1"))  # noqa: S608
        }
    return seconds, example


def _fill(url: str, first: int, last: int, example: dict[str, tuple[Any, ...]]) -> None:
    with _writer(url) as write:
        for begin in range(first, last, _BATCH):
            write(_rows(range(begin, min(begin + _BATCH, last)), example))


def _rows(numbers: range, example: dict[str, tuple[Any, ...]]) -> Rows:
    chance = random.Random(numbers.start)
    found: Rows = {table: [] for table in COLUMNS}
    proof = dict(zip(COLUMNS["authentication"], example["authentication"], strict=True))
    answer = dict(zip(COLUMNS["application"], example["application"], strict=True))
    for each in numbers:
        terminal = f"T-{each % TERMINALS:05}"
        request, visit = f"{chance.getrandbits(128):032x}", f"{chance.getrandbits(128):032x}"
        number = f"{chance.getrandbits(64):016x}"
        own = {"terminal": terminal, "id": f"{chance.getrandbits(128):032x}", "visit": visit}
        found["authentication"].append(tuple({**proof, **own}.values()))
        found["request_key"].append((request, "certificates", terminal, f"{chance.getrandbits(256):064x}"))
        found["given_number"].append((number, "certificates", terminal, request))
        found["application"].append(tuple({**answer, "terminal": terminal, "request": request}.values()))
        found["outcome"].append((terminal, request, number, "", ""))
    return found


@contextmanager
def _writer(url: str) -> Iterator[Any]:
    if is_postgresql(url):
        with psycopg.connect(url) as connection:

            def copy(rows: Rows) -> None:
                for table, each in rows.items():
                    columns = sql.SQL(", ").join(map(sql.Identifier, COLUMNS[table]))
                    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
                    with connection.cursor() as cursor, cursor.copy(statement) as into:
                        for row in each:
                            into.write_row(row)
                connection.commit()

            yield copy
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        return
    with closing(sqlite3.connect(sqlite_path(url) or ":memory:")) as file:
        file.execute("PRAGMA synchronous = OFF")

        def insert(rows: Rows) -> None:
            for table, each in rows.items():
                columns, marks = ", ".join(COLUMNS[table]), ", ".join("?" * len(COLUMNS[table]))
                file.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", each)  # noqa: S608
            file.commit()

        yield insert


def _bytes(url: str) -> int:
    if is_postgresql(url):
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        return int(row[0]) if row else 0
    path = sqlite_path(url)
    return path.stat().st_size if path is not None else 0


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line says, and print a line a size."""
    parser = argparse.ArgumentParser(prog="python -m load.growth", description=__doc__)
    parser.add_argument("--database", required=True, help="sqlite:///PATH or postgresql://…; empty")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--number", type=int, default=200, help="applications that are timed at each size")
    parser.add_argument("--out", type=Path, help="where the figures go as JSON")
    chosen = parser.parse_args(arguments)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for each in measure(chosen.database, sorted(chosen.sizes), chosen.number, Path(folder) / "keys"):
            found.append(asdict(each))
            sys.stdout.write(
                f"{each.applications:>12,} applications: p50 {each.p50:.1f} ms, p99 {each.p99:.1f} ms, "
                f"{each.bytes / 2**20:,.0f} MiB, {each.bytes / each.applications:,.0f} bytes each; "
                f"filled in {each.filled_in:,.0f} s\n"
            )
            sys.stdout.flush()
    if chosen.out is not None:
        chosen.out.write_text(json.dumps(found, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
