"""`python -m load.growth`: what the centre's tables occupy, and what an application takes, as they grow.

They are filled with rows like those of a real application, under keys in no order. A terminal applies over
HTTPS to this centre and, in turn with it, to one on an empty database of the same kind: the ratio counts.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.centre import Asker
from benchmarks.figures import interleaved, median, ratios
from kiosk.centre.signing import RecordVerifier
from kiosk.rules.specimens import Specimens
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from load.filling import ENGINES, TERMINALS, databases, fill, size, tell
from load.holders import holders

_PROOF = ("service", "visit", "subject", "serial", "resident", "municipality", "offers")
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
    with databases(engine, folder) as (small, grown):
        for url in (small, grown):
            with _asking(url, pki) as asks:
                asks()
        present = 0
        for number in sizes:
            began = time.monotonic()
            fill(grown, _FILL, present, number)
            filled_in, present = time.monotonic() - began, number
            with _asking(small, pki) as asks_small, _asking(grown, pki) as asks_grown:
                found = interleaved({"small": asks_small, "grown": asks_grown}, rounds)
            yield Measured(
                engine,
                number,
                size(grown),
                round(filled_in, 1),
                1000 * median(found["small"]),
                1000 * median(found["grown"]),
                median(ratios(found, "grown", "small")),
            )


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


def _line(each: Measured) -> str:
    return (
        f"{each.engine}, {each.applications:,} applications: {each.bytes / 2**20:,.0f} MiB, "
        f"{each.bytes / each.applications:,.0f} bytes each, filled in {each.filled_in:,.0f} s; "
        f"one more takes {each.grown:.1f} ms, {each.ratio:.2f} times as long as with none"
    )


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line says, and print a line a size."""
    parser = argparse.ArgumentParser(prog="python -m load.growth", description=__doc__)
    parser.add_argument("--engine", choices=ENGINES, default="postgresql")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=25, help="of five applications to each database")
    parser.add_argument("--folder", type=Path, help="where the files are made, and deleted again")
    parser.add_argument("--out", type=Path, help="where the figures go as JSON")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        tell(measure(chosen.engine, sorted(chosen.sizes), chosen.rounds, Path(folder)), _line, chosen.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
