"""The fleet server's database and its command line: what is refused, what is migrated."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from typer.testing import CliRunner

from kiosk.fleet.messages import SettingsCommand, settings_message
from kiosk_fleet.access import FleetTls
from kiosk_fleet.alarms import AlarmKind
from kiosk_fleet.cli import app
from kiosk_fleet.commands import parsed
from kiosk_fleet.page.texts import TEXTS, WHO
from kiosk_fleet.schema import SCHEMA
from kiosk_fleet.server import FleetServer
from kiosk_fleet.settings import FleetSettings
from kiosk_servers.database.engine import open_database
from kiosk_servers.database.errors import DatabaseUnusable
from kiosk_servers.database.migration import migrate
from kiosk_simulator.centre.database.opening import open_database as open_centre
from tests.support.centre.databases import direct
from tests.support.fleet_server import Authorities, PlainTerminal


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


@pytest.mark.peer
@pytest.mark.cost(6)
def test_the_program_serves_until_it_is_told_to_end(authorities: Authorities, tmp_path: Path) -> None:
    tls = authorities.tls
    command = [
        sys.executable, "-m", "kiosk_fleet", "serve", "--port", "0",
        "--database", f"sqlite:///{tmp_path / 'fleet.sqlite'}",
        "--certificate", str(tls.certificate), "--key", str(tls.key),
        "--terminals", str(tls.terminals), "--operators", str(tls.operators),
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = json.loads(process.stdout.readline())
            one = PlainTerminal(authorities, said["url"], "T-1")
            assert one.beats() == 0
            one.client.close()
            process.terminate()
            assert process.wait(60) == 0
        finally:
            process.kill()
    again = open_database(f"sqlite:///{tmp_path / 'fleet.sqlite'}", SCHEMA, said["fleet"])
    assert again.rows("SELECT name FROM terminal") == [("T-1",)]
    again.close()


def test_what_the_program_signs_a_terminal_takes(tmp_path: Path) -> None:
    key, digest = Ed25519PrivateKey.generate(), "7" * 64
    path = tmp_path / "operator.pem"
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    signed = CliRunner().invoke(app, ["sign", digest, "--key", str(path)])
    assert signed.exit_code == 0
    told, signature = signed.stdout.split()
    command = parsed({"kind": "settings", "digest": told, "signature": signature})
    assert isinstance(command, SettingsCommand)
    key.public_key().verify(command.signature, settings_message(digest))


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


def test_every_alarm_has_words_and_somebody_who_must_act() -> None:
    assert {each.value for each in AlarmKind} <= TEXTS.keys() & WHO.keys()
