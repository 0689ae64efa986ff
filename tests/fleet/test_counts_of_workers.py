"""What several workers count: one sum, whichever of them answers."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable

import pytest

from kiosk_fleet.server import FleetServer
from kiosk_fleet.settings import FleetSettings
from tests.support.fleet_server import Authorities, PlainTerminal, asked
from tests.support.postgres import PostgresServer

pytestmark = [pytest.mark.peer, pytest.mark.cost(8)]


@pytest.mark.parametrize(
    "killed", [False, pytest.param(True, marks=pytest.mark.whole)], ids=["both live", "one was killed"]
)
def test_what_is_counted_is_the_sum_of_all_workers_whichever_answers(
    authorities: Authorities, postgres: PostgresServer, killed: bool
) -> None:
    with FleetServer(FleetSettings(authorities.tls, postgres.new_database()), workers=2) as server:
        terminals = [PlainTerminal(authorities, server.url, f"T-{at}") for at in range(20)]
        for each in terminals:  # twenty connections: neither worker has all of them
            each.writes("visit_began")
            each.beats()
            each.sends(1, 1)
        if killed:
            before = server.workers
            os.kill(before[0], signal.SIGKILL)
            until(lambda: len(server.workers) == 2 and server.workers != before)
        for _ in range(6):
            text = asked(server.url, authorities.operator("prometheus"), "GET", "/metrics").body
            found = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
            assert (float(found["fleet_heartbeats_total"]), float(found["fleet_journal_rows_total"])) == (
                20,
                20,
            )
            assert float(found["fleet_commits_total"]) >= 2
            assert float(found["fleet_queue_waiting"]) == 0
        for each in terminals:
            each.client.close()


def until(comes_true: Callable[[], bool]) -> None:
    """Wait for it, up to 60 seconds."""
    deadline = time.monotonic() + 60
    while not comes_true():
        assert time.monotonic() < deadline
        threading.Event().wait(0.02)
