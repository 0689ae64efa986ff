"""Whatever is killed at whatever moment: nothing that was answered is lost, and nothing is given twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from tests.support.centre.asking import PatientTerminal
from tests.support.centre.databases import direct
from tests.support.fleet import PEOPLE, at_once
from tests.support.postgres import PostgresServer
from tests.support.processes.far_end import PROGRAM, FarEnd

pytestmark = [pytest.mark.peer, pytest.mark.whole, pytest.mark.cost(60), pytest.mark.timeout(600)]
TERMINALS, VISITS, KILLS = 4, 6, 5


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """A server of this test's own, to be killed."""
    with PostgresServer() as started:
        yield started


class Killer(threading.Thread):
    """Kills what may be killed, while terminals ask: a seed decides what, and after how many milliseconds."""

    def __init__(self, seed: int, centre: SimulatedCentre, server: PostgresServer, victims: str) -> None:
        super().__init__(name="killer")
        self._random = random.Random(seed)
        self._centre, self._server, self._victims = centre, server, victims
        self.over = threading.Event()
        self.kills = 0

    def run(self) -> None:
        while self.kills < KILLS and not self.over.wait(self._random.random()):
            self.kills += 1
            if self._victims == "database" or (self._victims == "both" and self._random.random() < 0.5):
                self._server.kill()
                self.over.wait(self._random.random() / 2)
                self._server.start()
            elif workers := self._centre.workers:
                os.kill(self._random.choice(workers), signal.SIGKILL)


@pytest.mark.parametrize(("victims", "seed"), [("worker", 1), ("database", 2), ("both", 3)])
def test_what_was_answered_is_there_once(pki: Pki, server: PostgresServer, victims: str, seed: int) -> None:
    url = server.new_database()
    with SimulatedCentre(pki, database=url, workers=4) as centre:
        terminals = [PatientTerminal(f"T-{at:03}", pki, centre.base_url) for at in range(TERMINALS)]
        killer = Killer(seed, centre, server, victims)
        killer.start()

        def asks(terminal: PatientTerminal, first: int) -> None:
            while killer.is_alive() or len(terminal.answers) < VISITS:
                terminal.visits(PEOPLE[(first + len(terminal.answers)) % len(PEOPLE)])

        try:
            at_once(*(lambda at=at, first=first: asks(at, first) for first, at in enumerate(terminals)))
        finally:
            killer.over.set()
            killer.join()
        assert killer.kills == KILLS
    for terminal in terminals:
        terminal.close()
    answers = {(at.name, request) for at in terminals for request in at.answers}
    numbers = {number for at in terminals for number in at.numbers.values()}
    with direct(url) as database:
        assert set(database.run("SELECT terminal, request FROM application")) == answers
        assert set(database.run("SELECT terminal, request FROM request_key")) == answers
        given = database.run("SELECT number FROM given_number")
        assert len(given) == len(answers)
        assert {number for (number,) in given} == numbers
        reported = database.run("SELECT terminal, request, printed FROM outcome")
        assert sorted(reported) == sorted(
            (at.name, request, number) for at in terminals for request, number in at.numbers.items()
        )


def test_workers_end_with_the_process_that_started_them(server: PostgresServer, tmp_path: Path) -> None:
    arguments = ("serve", "--state", str(tmp_path), "--database", server.new_database(), "--workers", "2")
    command = [sys.executable, "-c", PROGRAM, "centre", *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        workers = FarEnd(process).do("workers")
        assert len(workers) == 2
        process.kill()
        deadline = time.monotonic() + 60
        while any(Path(f"/proc/{each}").exists() and not is_a_zombie(each) for each in workers):
            assert time.monotonic() < deadline
            threading.Event().wait(0.05)


def is_a_zombie(process: int) -> bool:
    """Ended; whoever should have asked how has ended, too."""
    try:
        return bool(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z")
    except FileNotFoundError:
        return True


def test_a_worker_that_stands_still_does_not_keep_the_centre_from_stopping(
    pki: Pki, server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk_servers.workers.pool._STOP_TIMEOUT", 1.0)
    centre = SimulatedCentre(pki, database=server.new_database(), workers=2)
    centre.start()
    one, other = centre.workers
    os.kill(one, signal.SIGSTOP)
    centre.stop()
    assert is_a_zombie(one)
    assert is_a_zombie(other)
    assert centre.workers == []


def test_an_embedded_centre_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    """On SQLite there is one process; its file is free for the next one at once."""
    pki = Pki.load_or_create(tmp_path / "pki", datetime.now(UTC))
    url = f"sqlite:///{tmp_path / 'centre.sqlite'}"
    command = [sys.executable, "-c", PROGRAM, "centre", "serve", "--state", str(tmp_path), "--database", url]
    terminals: list[PatientTerminal] = []
    address = ""
    for life in range(3):
        again = [*command, "--port", address.rpartition(":")[2] or "0"]
        with subprocess.Popen(again, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            address = str(FarEnd(process).addresses["url"])
            if not terminals:
                terminals += [PatientTerminal(f"T-{at:03}", pki, address) for at in range(TERMINALS)]
            if life < 2:
                killed = threading.Timer(random.Random(life).random(), process.kill)
                killed.start()
                while process.poll() is None:
                    at_once(*(lambda at=at: at.tries("normal") for at in terminals))
                killed.join()
            else:
                for terminal in terminals:
                    terminal.visits("normal")
                    terminal.asks_again()
                process.kill()
    with direct(url) as database:
        issued = set(database.run("SELECT terminal, request FROM application"))
        answered = {(at.name, request) for at in terminals for request in at.answers}
        assert answered <= issued
        assert len(database.run("SELECT number FROM given_number")) == len(issued)
    for terminal in terminals:
        terminal.close()
