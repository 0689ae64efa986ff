"""Workers are killed in the middle of ingest: what was acknowledged is there, and nothing is there twice."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from kiosk.centre.errors import CentreError
from kiosk_fleet.server import FleetServer
from kiosk_fleet.settings import FleetSettings
from tests.support.centre.databases import direct
from tests.support.fleet_server import Authorities, PlainTerminal
from tests.support.postgres import PostgresServer

pytestmark = [pytest.mark.peer, pytest.mark.whole, pytest.mark.cost(40), pytest.mark.timeout(600)]
TERMINALS, ROWS, KILLS = 4, 300, 4


def test_nothing_that_was_acknowledged_is_lost_and_nothing_is_doubled(
    authorities: Authorities, postgres: PostgresServer
) -> None:
    url = postgres.new_database()
    chance = random.Random(1)
    over = threading.Event()
    with FleetServer(FleetSettings(authorities.tls, url), workers=2) as server:
        fleet = [PlainTerminal(authorities, server.url, f"T-{at}") for at in range(TERMINALS)]
        for each in fleet:
            each.writes(*["visit_began"] * ROWS)

        def sends(terminal: PlainTerminal) -> int:
            """To the end, and over and over again while workers are being killed."""
            acknowledged, deadline = 0, time.monotonic() + 300
            while acknowledged < ROWS or not over.is_set():
                assert time.monotonic() < deadline
                try:
                    cursor = terminal.beats()
                    assert cursor >= acknowledged, "what was acknowledged is gone"
                    first = max(1, cursor + 1 - chance.randrange(3))
                    if first <= ROWS:
                        acknowledged = max(acknowledged, terminal.sends(first, min(ROWS, first + 9)))
                except CentreError:
                    terminal.client.close()
            return acknowledged

        def kills() -> None:
            for _ in range(KILLS):
                over.wait(0.5 + chance.random())
                if workers := server.workers:
                    os.kill(chance.choice(workers), signal.SIGKILL)
            over.set()

        with ThreadPoolExecutor(TERMINALS + 1) as pool:
            killer = pool.submit(kills)
            assert list(pool.map(sends, fleet)) == [ROWS] * TERMINALS
            killer.result()
        for each in fleet:
            each.client.close()
    with direct(url) as database:
        kept = database.run("SELECT terminal, seq, hash FROM journal_row ORDER BY terminal, seq")
        assert [(name, seq, bytes(digest)) for name, seq, digest in kept] == [
            (each.name, row.seq, row.hash) for each in fleet for row in each.rows
        ]
        assert database.run("SELECT * FROM alarm") == []


def test_several_workers_are_one_server(authorities: Authorities, postgres: PostgresServer) -> None:
    with FleetServer(FleetSettings(authorities.tls, postgres.new_database()), workers=2) as server:
        assert len(server.workers) == 2
        one = PlainTerminal(authorities, server.url, "T-1")
        one.writes(*["visit_began"] * 20)
        for at in range(1, 21):
            assert one.sends(at, at) == at
            one.client.close()  # the next connection may be another worker's
        assert one.beats() == 20
        one.client.close()
    assert server.workers == []
