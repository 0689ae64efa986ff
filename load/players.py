"""Many terminals in a process of their own: each has a thread, a connection and a certificate."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from kiosk.centre.transport import TlsFiles
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.pki.tls import client_files
from load.holders import Holder, holders
from load.played import Played
from load.terminal import LoadTerminal


@dataclass(frozen=True, slots=True)
class Part:
    """What one process plays: the terminals of these names, until they have sent `applications` in all.

    `keys` is the folder of the simulated authorities, `read_timeout` in seconds, `share_drawn` the share of
    certificates that is drawn (0 to 1).
    """

    url: str
    keys: Path
    keys_made_at: datetime
    fleet: str
    """Address of the fleet server."""
    journals: Path
    """Folder of the terminals' journals, one each."""
    names: Sequence[str]
    applications: int
    seed: int
    read_timeout: float = 10.0
    share_drawn: float = 0.0
    think: float = 0.0
    """Seconds between two visits at a terminal, on the average."""
    seconds: float = float("inf")
    """When the time is over, visits under way are finished and no others begun."""


class _Remaining:
    """How many applications are still to be sent; none once the time is over."""

    def __init__(self, number: int, seconds: float) -> None:
        self._number, self._lock = number, threading.Lock()
        self._until = time.monotonic() + seconds

    def take(self, sent: int) -> None:
        with self._lock:
            self._number -= sent

    def __bool__(self) -> bool:
        return self._number > 0 and time.monotonic() < self._until


def play(part: Part) -> Played:
    """Play, and return what was seen. No exception of a terminal ends the others."""
    pki = Pki(part.keys, part.keys_made_at)
    people, remaining, all_played = holders(pki), _Remaining(part.applications, part.seconds), Played()
    terminals = [_terminal(part, pki, name) for name in part.names]
    with ThreadPoolExecutor(len(terminals)) as pool:
        for _ in pool.map(lambda terminal: _serve(terminal, people, remaining, part.think), terminals):
            pass
        for owed in pool.map(LoadTerminal.reports_all, terminals):
            all_played.owed += owed
    for terminal in terminals:
        all_played.add(terminal.played)
        terminal.close()
    return all_played


def play_into(part: Part, pipe: Connection) -> None:
    """As `play`, in a process of its own: what was seen goes into the pipe."""
    pipe.send(play(part))
    pipe.close()


def _terminal(part: Part, pki: Pki, name: str) -> LoadTerminal:
    files = TlsFiles(pki.tls.ca, *client_files(pki.tls.directory, name))
    chance = random.Random(f"{part.seed} {name}")
    folder = part.journals / name
    folder.mkdir()
    return LoadTerminal(
        name, pki, part.url, files, chance, folder, part.fleet, part.share_drawn, part.read_timeout
    )


def _serve(terminal: LoadTerminal, people: Sequence[Holder], remaining: _Remaining, think: float) -> None:
    while remaining:
        try:
            remaining.take(terminal.visit(terminal.chance.choice(people)))
        except Exception as error:  # noqa: BLE001 - it is counted, and may not be
            terminal.played.broken.append(f"{terminal.name}: {type(error).__name__}: {error}")
            return
        if think:
            time.sleep(terminal.chance.expovariate(1 / think))
