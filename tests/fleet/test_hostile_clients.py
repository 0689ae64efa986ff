"""Clients that mean harm, or are broken: refused, and a terminal beside them is served."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.fleet.messages import HEARTBEAT_PATH
from kiosk_fleet.server import FleetServer
from kiosk_servers.serving import connections
from kiosk_simulator.pki.tls import TlsPaths
from tests.support.fleet_server import Authorities, asked
from tests.support.hostile.connections import dripping, many_connections, seconds_of_drips
from tests.support.hostile.strangers import (
    SILENT,
    STRANGERS,
    Stranger,
    bytes_for,
    context_of,
    silent_connections,
)

pytestmark = [pytest.mark.cost(8), pytest.mark.parametrize("address", ["sqlite"], indirect=True)]
"""What is tried is before any database, and a test shortens the time of one process."""


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated")
@pytest.mark.parametrize("stranger", STRANGERS.values(), ids=STRANGERS)
@pytest.mark.parametrize("role", ["terminals", "operators"])
def test_twenty_strangers_get_not_a_byte_and_the_terminal_beside_them_is_served(
    port: int,
    authorities: Authorities,
    tmp_path: Path,
    good: Callable[[], None],
    stranger: Stranger,
    role: str,
) -> None:
    """Strangers to either authority."""
    made = stranger(TlsPaths(getattr(authorities, role)), tmp_path)
    made.load_verify_locations(TlsPaths(authorities.terminals).ca)  # the server's own is a terminals' one
    assert bytes_for(made, port, 20) == (b"", 20)
    good()


def test_whoever_has_a_name_that_is_no_code_is_served_nothing(
    server: FleetServer, authorities: Authorities, good: Callable[[], None]
) -> None:
    for files in (authorities.terminal("端末"), authorities.operator("a b")):
        with pytest.raises((OSError, ConnectionError)):
            asked(server.url, files, "GET", "/")
    good()


@pytest.mark.parametrize("first", SILENT.values(), ids=SILENT)
def test_fifty_connections_that_shake_no_hands_keep_nobody_out(
    port: int, good: Callable[[], None], first: bytes
) -> None:
    with silent_connections(port, 50, first):
        good()


DRIPPING = dripping(HEARTBEAT_PATH)


@pytest.mark.parametrize("beginning", DRIPPING.values(), ids=DRIPPING)
def test_whoever_drips_is_cut_off_in_time_and_the_terminal_beside_is_served(
    port: int,
    authorities: Authorities,
    good: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    beginning: bytes,
) -> None:
    """Slow loris: thirty connections that send a byte now and then, and never a whole request."""
    monkeypatch.setattr(connections, "ARRIVAL", 2.0)
    context = context_of(authorities.terminal("DRIPPING"))
    ended = seconds_of_drips(port, context, beginning, 30, meanwhile=good)
    assert len(ended) == 30
    assert max(ended) < 50


def test_one_terminal_that_opens_connection_after_connection_is_let_have_so_many(
    port: int, authorities: Authorities, good: Callable[[], None]
) -> None:
    with many_connections(port, context_of(authorities.terminal("GREEDY")), "/metrics") as standing:
        good()
    assert 0 < standing <= connections.MOST_CONNECTIONS


def test_an_operator_and_a_terminal_of_one_name_are_two_clients(
    port: int, server: FleetServer, authorities: Authorities
) -> None:
    with many_connections(port, context_of(authorities.terminal("BOTH")), "/metrics") as standing:
        page = asked(server.url, authorities.operator("BOTH"), "GET", "/")
        assert (page.status, standing > 0) == (200, True)
