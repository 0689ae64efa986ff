"""A connection to PostgreSQL that is ended unnoticed, lost in the middle, led elsewhere, or not to be had."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from psycopg.conninfo import conninfo_to_dict

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreUnreachable
from kiosk.rules.services import Service
from kiosk_servers.database import connections
from kiosk_servers.database.engine import Database
from kiosk_servers.database.errors import DatabaseUnavailable
from kiosk_simulator.centre.database.opening import open_database
from kiosk_simulator.centre.numbers import draw_number
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from tests.support.centre.asking import files_of, until_answered
from tests.support.centre.databases import direct
from tests.support.fleet import at_once
from tests.support.postgres import PostgresServer

END_ALL = """SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""
NUMBERS = "SELECT count(*) FROM given_number"


@pytest.fixture
def url(postgres: PostgresServer) -> str:
    """An empty database."""
    return postgres.new_database()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A centre's way to it."""
    opened = open_database(url)
    yield opened
    opened.close()


def test_a_connection_that_the_server_has_ended_is_not_used_again(database: Database, url: str) -> None:
    assert database.rows(NUMBERS) == [(0,)]
    with direct(url) as other:
        other.run(END_ALL)
    assert database.rows(NUMBERS) == [(0,)]


def test_what_is_cut_in_the_middle_was_never_done(database: Database, url: str) -> None:
    def draws_twice() -> None:
        with database.transaction():
            draw_number(database, Service.CERTIFICATES, "T", "one")
            other.run(END_ALL)
            draw_number(database, Service.CERTIFICATES, "T", "two")

    with direct(url) as other:
        with pytest.raises(DatabaseUnavailable):
            draws_twice()
        assert other.run(NUMBERS) == [(0,)]
    draw_number(database, Service.CERTIFICATES, "T", "three")
    assert database.rows(NUMBERS) == [(1,)]


@pytest.mark.parametrize(
    "change", ["UPDATE centre SET id = 'another'", "UPDATE alembic_version SET version_num = '0009'"]
)
def test_a_connection_that_leads_elsewhere_is_none(database: Database, url: str, change: str) -> None:
    """As after a server took over that had stood beside, or after a migration."""
    database.rows(NUMBERS)
    with direct(url) as other:
        other.run(change)
        other.run(END_ALL)
    with pytest.raises(DatabaseUnavailable):
        database.rows(NUMBERS)


def test_more_threads_than_connections_take_turns(database: Database, url: str) -> None:
    def draw(at: int) -> str:
        with database.transaction():
            return draw_number(database, Service.CERTIFICATES, "T", f"request {at}")

    drawn = at_once(*(lambda at=at: draw(at) for at in range(3 * connections.MOST)))
    assert len(set(drawn)) == 3 * connections.MOST
    with direct(url) as other:
        (held,) = other.run("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        assert held[0] - 1 <= connections.MOST


def test_who_finds_all_connections_in_use_is_told_so(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.1)
    inside, over = threading.Barrier(connections.MOST + 1), threading.Event()

    def hold() -> None:
        with database.transaction():
            inside.wait(60)
            over.wait(60)

    holding = [threading.Thread(target=hold) for _ in range(connections.MOST)]
    for each in holding:
        each.start()
    inside.wait(60)
    with pytest.raises(DatabaseUnavailable, match="busy"):
        database.rows(NUMBERS)
    over.set()
    for each in holding:
        each.join()
    assert database.rows(NUMBERS) == [(0,)]


def test_what_was_confirmed_is_on_disk_whatever_the_database_is_set_to(url: str) -> None:
    name = conninfo_to_dict(url)["dbname"]
    with direct(url) as other:
        other.run(f"ALTER DATABASE {name} SET synchronous_commit = off")
        other.run(f"ALTER DATABASE {name} SET default_transaction_isolation = 'serializable'")
    database = open_database(url)
    assert database.rows("SHOW synchronous_commit") == [("on",)]
    with database.transaction():
        assert database.rows("SHOW transaction_isolation") == [("read committed",)]
    database.close()


@pytest.mark.peer
def test_terminals_are_told_that_the_database_is_away_and_served_when_it_is_back(
    pki: Pki, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.5)
    with PostgresServer() as server, SimulatedCentre(pki, database=server.new_database()) as centre:
        client = CentreClient(centre.base_url, files_of(pki, "T-001"))
        client.challenge("visit")
        server.kill()
        with pytest.raises(CentreUnreachable, match="503"):
            client.challenge("visit")
        server.start()
        until_answered(lambda: client.challenge("visit"))
        client.close()
