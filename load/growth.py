"""`python -m load.growth`: what the centre's tables occupy, and what an application takes, as they grow.

They are filled with rows like those of a real application, under keys in no order. A terminal applies over
HTTPS to this centre and, in turn with it, to one on an empty database of the same kind: the ratio counts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.centre import Asker
from benchmarks.figures import interleaved, median, ratios
from kiosk.centre.signing import RecordVerifier
from kiosk.rules.specimens import Specimens
from kiosk_servers.database.engine import is_postgresql, sqlite_path
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from load.holders import holders
from tests.support.postgres import PostgresServer

TERMINALS = 56_000
_BATCH = 100_000
_PROOF = ("service", "visit", "subject", "serial", "resident", "municipality", "offers")
_NUMBERS = (
    "WITH RECURSIVE numbers(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM numbers WHERE n < {last}) "
)
_TERMINAL = f"'T-' || (n % {TERMINALS})"
_FILL = (
    f"INSERT INTO request_key (request, service, terminal, content) "
    f"SELECT md5('r' || n), 'certificates', {_TERMINAL}, md5('c' || n) || md5('d' || n) FROM numbers",
    f"INSERT INTO given_number (number, service, terminal, request) "
    f"SELECT md5('n' || n), 'certificates', {_TERMINAL}, md5('r' || n) FROM numbers",
    f"INSERT INTO outcome (terminal, request, printed, void, uncertain) "
    f"SELECT {_TERMINAL}, md5('r' || n), md5('n' || n), '', '' FROM numbers",
    f"INSERT INTO application (terminal, request, municipality, answer) "
    f"SELECT {_TERMINAL}, md5('r' || n), a.municipality, a.answer FROM numbers, "
    f"(SELECT municipality, answer FROM application WHERE terminal = 'GROWTH' LIMIT 1) AS a",
    f"INSERT INTO authentication (terminal, id, {', '.join(_PROOF)}) "
    f"SELECT {_TERMINAL}, md5('a' || n), {', '.join(f'a.{each}' for each in _PROOF)} FROM numbers, "
    f"(SELECT {', '.join(_PROOF)} FROM authentication WHERE terminal = 'GROWTH' LIMIT 1) AS a",
)
"""Every row that an application leaves for good. Each statement begins with the numbers."""


@dataclass(frozen=True, slots=True)
class Measured:
    """At so many applications: bytes of the whole database, and one more application beside an empty one.

    `small` and `grown` are milliseconds by the wall clock (medians), `ratio` the median of their ratios.
    """

    engine: str
    applications: int
    bytes: int
    filled_in: float
    small: float
    grown: float
    ratio: float


def measure(engine: str, sizes: list[int], rounds: int, folder: Path) -> Iterator[Measured]:
    """For each size, ascending: fill up to it, then apply so many rounds in turn."""
    pki = Pki.load_or_create(folder / "keys", datetime.now(UTC))
    with _databases(engine, folder) as (small, grown):
        for url in (small, grown):
            with _asking(url, pki) as asks:
                asks()
        present = 0
        for size in sizes:
            began = time.monotonic()
            _fill(grown, present, size)
            filled_in, present = time.monotonic() - began, size
            with _asking(small, pki) as asks_small, _asking(grown, pki) as asks_grown:
                found = interleaved({"small": asks_small, "grown": asks_grown}, rounds)
            yield Measured(
                engine,
                size,
                _bytes(grown),
                round(filled_in, 1),
                1000 * median(found["small"]),
                1000 * median(found["grown"]),
                median(ratios(found, "grown", "small")),
            )


@contextmanager
def _databases(engine: str, folder: Path) -> Iterator[tuple[str, str]]:
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'small.sqlite'}", f"sqlite:///{folder / 'grown.sqlite'}"
    else:
        with PostgresServer() as server:  # what is forced to disk does not depend on how much is there
            yield server.new_database(), server.new_database()


@contextmanager
def _asking(url: str, pki: Pki) -> Iterator[Callable[[], float]]:
    """Seconds of an application, the median of five, at a centre on this database."""
    person, *_ = holders(pki)
    with SimulatedCentre(pki, database=url) as centre:
        verifier = RecordVerifier(pki.record_public_key, Specimens.TAKEN)
        asker = Asker(centre.base_url, pki, "GROWTH", person, verifier)
        asker.signs_in()
        asker.applies()

        def applies() -> float:
            seconds = []
            for _ in range(5):
                began = time.perf_counter()
                asker.applies()
                seconds.append(time.perf_counter() - began)
            return median(seconds)

        yield applies
        asker.close()


def _fill(url: str, first: int, last: int) -> None:
    with _writer(url) as run:
        for begin in range(first, last, _BATCH):
            numbers = _NUMBERS.format(first=begin + 1, last=min(begin + _BATCH, last))
            for statement in _FILL:
                run(numbers + statement)


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
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="postgresql")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=25, help="of five applications to each database")
    parser.add_argument("--folder", type=Path, help="where the files are made, and deleted again")
    parser.add_argument("--out", type=Path, help="where the figures go as JSON")
    chosen = parser.parse_args(arguments)
    found = []
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        for each in measure(chosen.engine, sorted(chosen.sizes), chosen.rounds, Path(folder)):
            found.append(asdict(each))
            sys.stdout.write(
                f"{each.engine}, {each.applications:,} applications: {each.bytes / 2**20:,.0f} MiB, "
                f"{each.bytes / each.applications:,.0f} bytes each, filled in {each.filled_in:,.0f} s; "
                f"one more takes {each.grown:.1f} ms, {each.ratio:.2f} times as long as with none\n"
            )
            sys.stdout.flush()
    if chosen.out is not None:
        chosen.out.write_text(json.dumps(found, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
