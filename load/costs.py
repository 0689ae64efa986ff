"""`python -m load.costs`: processor time of the centre, and of its database, for one call of each kind.

Unlike the time by the wall clock it hardly depends on what else the machine does: cores are reckoned by it.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.centre import Asker
from benchmarks.processes import tree
from kiosk.centre.client import CentreClient
from kiosk.centre.signing import RecordVerifier
from kiosk.centre.transport import TlsFiles
from kiosk.rules.specimens import Specimens
from kiosk_servers.database.engine import MEMORY
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.pki.tls import client_files
from load.filling import tell
from load.holders import holders
from tests.support.postgres import PostgresServer
from tests.support.processes.far_end import far_end

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of processor time for one call: of the centre's processes, and of PostgreSQL's."""

    engine: str
    call: str
    centre: float
    database: float


def measure(number: int) -> Iterator[Cost]:
    """Each call so many times, at a centre in a process of its own."""
    with tempfile.TemporaryDirectory() as name, PostgresServer(durable=True) as server:
        pki = Pki.load_or_create(Path(name) / "pki", datetime.now(UTC))
        engines = (("SQLite in memory", MEMORY, None), ("PostgreSQL", server.new_database(), server.pid))
        for engine, database, postgres in engines:
            with far_end("centre", "serve", "--state", name, "--database", database) as centre:
                for call, act in _calls(str(centre.addresses["url"]), pki):
                    act()  # what is made at first use
                    before = _spent(centre.process.pid), _spent(postgres)
                    for _ in range(number):
                        act()
                    after = _spent(centre.process.pid), _spent(postgres)
                    spent = [
                        1000 * (late - early) / number for early, late in zip(before, after, strict=True)
                    ]
                    yield Cost(engine, call, *spent)


def _calls(url: str, pki: Pki) -> Iterator[tuple[str, Callable[[], object]]]:
    person, *_ = holders(pki)
    with _client(url, pki) as kept:
        yield "health, connection kept", kept.health

        def anew() -> None:
            kept.close()
            kept.health()

        yield "health, with a handshake", anew
        verifier = RecordVerifier(pki.record_public_key, Specimens.TAKEN)
        asker = Asker(url, pki, "COSTS", person, verifier)
        asker.signs_in()
        yield "application", asker.applies
        yield "challenge and proof", asker.signs_in
        yield "report", lambda: kept.report(secrets.token_urlsafe(16), ())
        asker.close()


@contextmanager
def _client(url: str, pki: Pki) -> Iterator[CentreClient]:
    client = CentreClient(url, TlsFiles(pki.tls.ca, *client_files(pki.tls.directory, "COSTS")))
    yield client
    client.close()


def _spent(pid: int | None) -> float:
    """Seconds of processor time of a process and all below it, those that have ended too."""
    spent = 0
    for each in tree(pid) if pid is not None else ():
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        spent += sum(map(int, fields[11:15]))  # utime, stime, cutime, cstime
    return spent / _TICK


def _line(each: Cost) -> str:
    return f"{each.engine}, {each.call}: centre {each.centre:.2f} ms, database {each.database:.2f} ms"


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print a line each."""
    parser = argparse.ArgumentParser(prog="python -m load.costs", description=__doc__)
    parser.add_argument("--number", type=int, default=1000, help="calls of each kind")
    parser.add_argument("--out", type=Path, help="where the figures go as JSON")
    chosen = parser.parse_args(arguments)
    tell(measure(chosen.number), _line, chosen.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
