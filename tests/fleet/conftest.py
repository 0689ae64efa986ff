"""A fleet server on each engine, and what speaks to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk_fleet.schema import SCHEMA
from kiosk_fleet.server import FleetServer
from kiosk_fleet.settings import FleetSettings
from kiosk_servers.database.engine import Database, open_database
from tests.support.fleet_server import Authorities, PlainTerminal
from tests.support.hostile.connections import port_of

Speak = Callable[[str], PlainTerminal]


class Clock:
    """Seconds since 1970, moved by hand."""

    def __init__(self) -> None:
        self.now = 1_795_500_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="session")
def authorities(shared_folder: Path) -> Authorities:
    """The same for all tests: keys take a moment to make."""
    return Authorities.made_in(shared_folder / "fleet-keys")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.peer)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'fleet.sqlite'}"
    return str(request.getfixturevalue("postgres").new_database())


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    """The fleet server's tables, without a server."""
    opened = open_database(address, SCHEMA)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    """The server's."""
    return Clock()


@pytest.fixture
def settings(authorities: Authorities, address: str) -> FleetSettings:
    """Those of production, on an empty database; nothing is looked at unless the test does it."""
    return FleetSettings(authorities.tls, address, look=3600.0)


@pytest.fixture
def server(settings: FleetSettings, clock: Clock) -> Iterator[FleetServer]:
    """A running server of one process."""
    with FleetServer(settings, now=clock) as started:
        yield started


@pytest.fixture
def terminal(server: FleetServer, authorities: Authorities) -> Iterator[Speak]:
    """A terminal of this name."""
    made: list[PlainTerminal] = []

    def named(name: str) -> PlainTerminal:
        made.append(PlainTerminal(authorities, server.url, name))
        return made[-1]

    yield named
    for each in made:
        each.client.close()


@pytest.fixture
def port(server: FleetServer) -> int:
    """Where it listens."""
    return port_of(server.url)


@pytest.fixture
def good(terminal: Speak) -> Iterator[Callable[[], None]]:
    """A terminal that sends one more row each time it is called, and is told that the server has it."""
    own = terminal("GOOD")

    def is_served() -> None:
        own.writes("visit_began")
        assert own.sends(len(own.rows), len(own.rows)) == len(own.rows)
        assert own.beats() == len(own.rows)

    is_served()
    yield is_served
    is_served()
