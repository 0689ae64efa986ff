"""`python -m load.fleet_growth`: what rows of journals occupy at the fleet server, and what more take.

The table is filled as 56,000 terminals fill it. Then a terminal sends a request full of rows over HTTPS to
this server and, in turn with it, to one on an empty database of the same kind: the ratio counts. In the end
the oldest day is forgotten, as retention does it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import interleaved, median, ratios
from kiosk.fleet.messages import MOST_ROWS
from kiosk_fleet.server import FleetServer
from kiosk_fleet.settings import FleetSettings
from load.filling import ENGINES, TERMINALS, databases, fill, size, tell
from tests.support.fleet_server import Authorities, PlainTerminal

DAYS = 400
"""The rows were received over so many days, the newest one today."""
_DAY = 86_400
_HASH = {"sqlite": "randomblob(32)", "postgresql": "decode(md5('h' || n) || md5('i' || n), 'hex')"}


def _statement(engine: str, now: float) -> str:
    """Facts, visit and kind are about as long as those of a real visit's rows."""
    facts = '\'{"document": "\' || substr(md5(\'d\' || n), 1, 16) || \'", "fee": 250, "copies": 1}\''
    return (
        "INSERT INTO journal_row "
        "(terminal, epoch, seq, made_at, visit, kind, intent, facts, hash, received) "
        f"SELECT 'T-' || (n % {TERMINALS}), 0, n / {TERMINALS} + 1, '2026-11-30T10:00:00.000+09:00', "
        f"substr(md5('v' || (n / 8)), 1, 22), 'certificate_printed', n, {facts}, {_HASH[engine]}, "
        f"{now} - (n % {DAYS}) * {_DAY} FROM numbers"
    )


@dataclass(frozen=True, slots=True)
class Measured:
    """At so many rows: bytes of the whole database, and a request with rows beside an empty database.

    `small` and `grown` are milliseconds by the wall clock (medians), `ratio` the median of their ratios,
    `forgotten` the seconds in which the `day` rows of the oldest day went.
    """

    engine: str
    rows: int
    bytes: int
    filled_in: float
    small: float
    grown: float
    ratio: float
    day: int
    forgotten: float


def measure(engine: str, sizes: list[int], rounds: int, folder: Path) -> Iterator[Measured]:
    """For each size, ascending: fill up to it, send so many requests in turn, and forget the oldest day."""
    authorities = Authorities.made_in(folder)
    with databases(engine, folder) as (small, grown):
        for url in (small, grown):
            with _server(authorities, url):  # makes the tables
                pass
        present = 0
        for number in sizes:
            began, now = time.monotonic(), time.time()
            fill(grown, [_statement(engine, now)], present, number)
            filled_in, present = time.monotonic() - began, number
            occupied = size(grown)
            with _server(authorities, small) as few, _server(authorities, grown) as many:
                with _sending(authorities, few) as sends_few, _sending(authorities, many) as sends_many:
                    found = interleaved({"small": sends_few, "grown": sends_many}, rounds)
                if many.services is None:
                    raise RuntimeError("the server has stopped")
                began = time.monotonic()
                day = many.services.store.forget_rows(now - (DAYS - 1.5) * _DAY)
                forgotten = time.monotonic() - began
            yield Measured(
                engine,
                number,
                occupied,
                round(filled_in, 1),
                1000 * median(found["small"]),
                1000 * median(found["grown"]),
                median(ratios(found, "grown", "small")),
                day,
                round(forgotten, 2),
            )


@contextmanager
def _server(authorities: Authorities, url: str) -> Iterator[FleetServer]:
    with FleetServer(FleetSettings(authorities.tls, url)) as server:
        yield server


@contextmanager
def _sending(authorities: Authorities, server: FleetServer) -> Iterator[Callable[[], float]]:
    """Seconds of a request with as many rows as one may have."""
    terminal = PlainTerminal(authorities, server.url, f"GROWTH-{time.time_ns()}")
    terminal.beats()

    def sends() -> float:
        first = len(terminal.rows) + 1
        terminal.writes(*["certificate_printed"] * MOST_ROWS)
        return _seconds(lambda: terminal.sends(first, len(terminal.rows)))

    yield sends
    terminal.client.close()


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _line(each: Measured) -> str:
    return (
        f"{each.engine}, {each.rows:,} rows: {each.bytes / 2**20:,.0f} MiB, "
        f"{each.bytes / each.rows:,.0f} bytes each, filled in {each.filled_in:,.0f} s; {MOST_ROWS} more take "
        f"{each.grown:.1f} ms, {each.ratio:.2f} times as long as with none; {each.day:,} forgotten in "
        f"{each.forgotten} s"
    )


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line says, and print a line a size."""
    parser = argparse.ArgumentParser(prog="python -m load.fleet_growth", description=__doc__)
    parser.add_argument("--engine", choices=ENGINES, default="postgresql")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    parser.add_argument("--rounds", type=int, default=25, help="of a request to each server")
    parser.add_argument("--folder", type=Path, help="where the files are made, and deleted again")
    parser.add_argument("--out", type=Path, help="where the figures go as JSON")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        tell(measure(chosen.engine, sorted(chosen.sizes), chosen.rounds, Path(folder)), _line, chosen.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
