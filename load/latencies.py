"""`python -m load.latencies`: p50 and p99 of an application by engine, workers and number of terminals.

Locust plays the terminals in a process of its own; it is of the dependency group `load`.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kiosk_servers.database.engine import MEMORY
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.pki.tls import client_files
from load.filling import tell
from load.holders import holders
from tests.support.postgres import PostgresServer

ROOT = Path(__file__).parents[1]
SQLITE = "SQLite"


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds and applications a second at so many terminals, and how many calls failed."""

    engine: str
    workers: int
    terminals: int
    p50: float
    p99: float
    per_second: float
    failures: int
    load: float
    """The machine's load average of the last minute, at the end."""


def measure(terminals: list[int], workers: list[int], seconds: int) -> Iterator[Latency]:
    """SQLite in memory with one process, then PostgreSQL with each number of workers."""
    with tempfile.TemporaryDirectory() as name, PostgresServer(durable=True) as server:
        keys = Path(name) / "keys"
        pki = Pki.load_or_create(keys, datetime.now(UTC))
        holders(pki)
        for number in range(max(terminals)):
            client_files(keys, f"LOCUST-{number}")
        for engine, processes in ((SQLITE, 1), *(("PostgreSQL", each) for each in workers)):
            for number in terminals:
                database = MEMORY if engine == SQLITE else server.new_database()
                with _centre(pki, database, processes) as url:
                    yield _latency(_locust(url, keys, number, seconds), engine, processes, number)


@contextmanager
def _centre(pki: Pki, database: str, workers: int) -> Iterator[str]:
    with SimulatedCentre(pki, database=database, workers=workers) as centre:
        yield centre.base_url


def _locust(url: str, keys: Path, terminals: int, seconds: int) -> dict[str, dict[str, str]]:
    """Locust's figures, by the name of the call."""
    with tempfile.TemporaryDirectory() as name:
        command = [
            sys.executable, "-m", "locust", "--headless", "--only-summary", "--loglevel", "ERROR",
            "-f", str(Path(__file__).with_name("locustfile.py")), "--host", url, "--csv", f"{name}/out",
            "-u", str(terminals), "-r", str(terminals), "-t", f"{seconds}s", "--exit-code-on-error", "0",
        ]  # fmt: skip
        quiet = subprocess.DEVNULL
        paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
        own = {
            "KIOSK_LOAD_KEYS": str(keys),
            "LOCUST_SKIP_MONKEY_PATCH": "1",
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        }
        subprocess.run(command, env=os.environ | own, check=True, stdout=quiet, stderr=quiet)
        with (Path(name) / "out_stats.csv").open(encoding="utf-8") as file:
            return {row["Name"]: row for row in csv.DictReader(file)}


def _latency(rows: dict[str, dict[str, str]], engine: str, workers: int, terminals: int) -> Latency:
    row = rows.get("apply")
    if row is None:
        raise RuntimeError(f"no terminal of {terminals} got as far as an application")
    return Latency(
        engine,
        workers,
        terminals,
        float(row["50%"]),
        float(row["99%"]),
        float(row["Requests/s"]),
        int(rows["Aggregated"]["Failure Count"]),
        round(os.getloadavg()[0], 1),
    )


def _line(each: Latency) -> str:
    return (
        f"{each.engine}, {each.workers} worker(s), {each.terminals:>4} terminals: p50 {each.p50:.0f} ms, "
        f"p99 {each.p99:.0f} ms, {each.per_second:.1f} applications/s, {each.failures} failures "
        f"(load {each.load})"
    )


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line says, and print a line each."""
    parser = argparse.ArgumentParser(prog="python -m load.latencies", description=__doc__)
    parser.add_argument("--terminals", type=int, nargs="+", default=[1, 4, 16, 64])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4], help="on PostgreSQL")
    parser.add_argument("--seconds", type=int, default=30, help="for each line")
    parser.add_argument("--out", type=Path, help="where the figures go as JSON")
    chosen = parser.parse_args(arguments)
    tell(measure(chosen.terminals, chosen.workers, chosen.seconds), _line, chosen.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
