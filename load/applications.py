"""`python -m load.applications`: many terminals at one centre, with every swap on at random.

Status 0: nothing of another person was accepted, every swap was caught or is explained, the centre has heard
what became of each document, and the fleet server shows each terminal that stopped issuing, and how often.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from kiosk_servers.database.engine import MEMORY
from kiosk_servers.workers.pool import SPAWN
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from load.balance import Balance, Given, balance
from load.fleet import LoadFleet
from load.holders import holders
from load.played import Played
from load.players import Part, play_into
from load.switching import switching
from tests.support.postgres import PostgresServer


@dataclass(frozen=True, slots=True)
class Load:
    """How much, of what. `players` are processes that share the terminals; `share` as of `switching`."""

    terminals: int = 200
    applications: int = 100_000
    database: str = MEMORY
    workers: int = 1
    players: int = 1
    seed: int = 1
    share: float = 0.1
    share_drawn: float = 0.0
    read_timeout: float = 10.0
    seconds: float = float("inf")


@dataclass(frozen=True, slots=True)
class Result:
    """`seconds` by the wall clock; `page` is the fleet server's first page, as an operator gets it."""

    balance: Balance
    seconds: float
    page: str


def run(load: Load, keys: Path, folder: Path) -> Result:
    """Play against a centre and a fleet server of one's own.

    `keys` is the folder of the simulated authorities, filled at first use, and `folder` an empty one for the
    journals.
    """
    pki = Pki.load_or_create(keys, datetime.now(UTC))
    holders(pki)  # their keys are made here, and not in every process at once
    played = Played()
    journals = folder / "journals"
    journals.mkdir()
    with (
        SimulatedCentre(pki, database=load.database, workers=load.workers) as centre,
        LoadFleet(pki, folder) as fleet,
    ):
        # A terminal gives a whole call the time to connect, three seconds, and to read.
        late = load.read_timeout + 5.0
        began = time.monotonic()
        with switching(centre.faults, load.seed, share=load.share, late=late):
            for each in _play(load, pki, centre.base_url, fleet.url, journals):
                played.add(each)
        seconds = time.monotonic() - began
        if centre.database is None:
            raise RuntimeError("the centre has stopped")
        given, told = Given.of(centre.database), fleet.told()
        found = balance(played, given, told, centre.faults.wronged_by, centre.faults.struck)
        return Result(found, seconds, fleet.page())


def _play(load: Load, pki: Pki, url: str, fleet: str, journals: Path) -> list[Played]:
    names = [f"L-{number:05}" for number in range(1, load.terminals + 1)]
    pipes: list[Connection] = []
    processes = []
    for number in range(load.players):
        own, its = SPAWN.Pipe(duplex=False)
        part = Part(
            url,
            pki.directory,
            pki.made_at,
            fleet,
            journals,
            names[number :: load.players],
            load.applications // load.players + (number < load.applications % load.players),
            load.seed,
            load.read_timeout,
            load.share_drawn,
            seconds=load.seconds,
        )
        process = SPAWN.Process(target=play_into, args=(part, its), daemon=True)
        process.start()
        its.close()
        pipes.append(own)
        processes.append(process)
    try:
        return [pipe.recv() for pipe in pipes]
    finally:
        for process in processes:
            process.terminate()
            process.join()


def main(arguments: list[str] | None = None) -> int:
    """Play what the command line says, and print the balance."""
    parser = argparse.ArgumentParser(prog="python -m load.applications", description=__doc__)
    usual = Load()
    parser.add_argument("--terminals", type=int, default=usual.terminals)
    parser.add_argument("--applications", type=int, default=usual.applications)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--database", default=usual.database, help="sqlite:// (memory) or postgresql://…")
    where.add_argument("--postgresql", action="store_true", help="a private server, ended with the run")
    parser.add_argument("--workers", type=int, default=1, help="more than one need PostgreSQL")
    parser.add_argument("--players", type=int, default=1, help="processes that play the terminals")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--share", type=float, default=usual.share, help="of applications that a swap strikes"
    )
    parser.add_argument("--drawn", type=float, default=0.0, help="share of certificates that is drawn")
    parser.add_argument("--read-timeout", type=float, default=usual.read_timeout)
    parser.add_argument(
        "--seconds", type=float, default=usual.seconds, help="the end, however many were played"
    )
    parser.add_argument("--keys", type=Path, help="folder of the simulated authorities; else made anew")
    parser.add_argument("--out", type=Path, help="where the figures go as JSON")
    parser.add_argument("--page", type=Path, help="where the fleet server's first page goes as HTML")
    parser.add_argument("--folder", type=Path, help="where a folder for the journals is made")
    chosen = parser.parse_args(arguments)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=chosen.folder)))
        database = chosen.database
        if chosen.postgresql:
            database = stack.enter_context(PostgresServer()).new_database()
        load = Load(
            chosen.terminals, chosen.applications, database, chosen.workers, chosen.players, chosen.seed,
            chosen.share, chosen.drawn, chosen.read_timeout, chosen.seconds,
        )  # fmt: skip
        result = run(load, chosen.keys or folder / "keys", folder)
    found, seconds = result.balance, result.seconds
    for line in found.lines():
        sys.stdout.write(line + "\n")
    sys.stdout.write(f"{seconds:.0f} s, {found.applications / seconds:.1f} applications a second\n")
    if chosen.out is not None:
        figures = {"load": vars(chosen), "seconds": seconds, "lines": list(found.lines())}
        chosen.out.write_text(json.dumps(figures, default=str, indent=1) + "\n")
    if chosen.page is not None:
        chosen.page.write_text(result.page, encoding="utf-8")
    return 1 if found.problems else 0


if __name__ == "__main__":
    sys.exit(main())
