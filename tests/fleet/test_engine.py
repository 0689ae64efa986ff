"""The fleet server's database and its command line: what is refused, what is migrated."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk_fleet.access import FleetTls
from kiosk_fleet.cli import app
from kiosk_fleet.schema import SCHEMA
from kiosk_fleet.server import FleetServer
from kiosk_fleet.settings import FleetSettings
from kiosk_servers.database.engine import open_database
from kiosk_servers.database.errors import DatabaseUnusable
from kiosk_servers.database.migration import migrate
from kiosk_simulator.centre.database.opening import open_database as open_centre
from tests.support.centre.databases import direct
from tests.support.fleet_server import Authorities


def test_migrated_tables_are_those_of_a_new_server(address: str) -> None:
    open_database(address, SCHEMA).close()
    with direct(address) as database:
        fresh = database.layout()
        for table in database.tables():
            database.run(f"DROP TABLE {table}")
    assert migrate(address, SCHEMA) is None
    with direct(address) as database:
        assert database.layout() == fresh
    assert migrate(address, SCHEMA) == SCHEMA.version
    opened = open_database(address, SCHEMA)
    assert len(opened.identity) == 32
    opened.close()


def test_a_centre_and_a_fleet_server_do_not_take_each_others_database(address: str) -> None:
    open_centre(address).close()
    with pytest.raises(DatabaseUnusable, match="no fleet server's"):
        open_database(address, SCHEMA)
    with pytest.raises(DatabaseUnusable, match="no fleet server's"):
        migrate(address, SCHEMA)
    with direct(address) as database:
        for table in database.tables():
            database.run(f"DROP TABLE {table}")
    open_database(address, SCHEMA).close()
    with pytest.raises(DatabaseUnusable, match="no centre's"):
        open_centre(address)


def test_one_authority_for_terminals_and_operators_is_refused(authorities: Authorities) -> None:
    tls = authorities.tls
    same = FleetTls(tls.certificate, tls.key, tls.terminals, tls.terminals)
    with pytest.raises(ValueError, match="authorities of their own"):
        FleetServer(FleetSettings(same)).start()


def test_several_workers_do_not_start_on_sqlite(authorities: Authorities, tmp_path: Path) -> None:
    settings = FleetSettings(authorities.tls, f"sqlite:///{tmp_path / 'fleet.sqlite'}")
    with pytest.raises(DatabaseUnusable, match="2 workers"):
        FleetServer(settings, workers=2).start()
    assert not list(tmp_path.iterdir())


def test_the_program_says_what_is_wrong_and_ends_with_status_2(
    authorities: Authorities, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk_fleet.cli.log_as_json", lambda level: None)
    tls, missing = authorities.tls, str(tmp_path / "missing.pem")
    serve = [
        "serve", "--database", "sqlite://", "--certificate", str(tls.certificate), "--key", str(tls.key),
        "--terminals", str(tls.terminals), "--operators",
    ]  # fmt: skip
    for arguments, says in (
        ([*serve, missing], "No such file"),
        ([*serve, str(tls.terminals)], "authorities of their own"),
        ([*serve, str(tls.operators), "--workers", "2"], "2 workers"),
        (["migrate", "--database", "mysql://x"], "sqlite:///PATH or postgresql"),
    ):
        ended = CliRunner().invoke(app, arguments)
        assert (ended.exit_code, ended.stdout) == (2, "")
        assert says in ended.stderr
