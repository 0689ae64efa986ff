"""A centre starts only where what it decides is decided once for everybody; else it changes nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk_servers.database.errors import DatabaseUnusable
from kiosk_servers.database.topology import require_local
from kiosk_simulator.centre.database.opening import open_database
from kiosk_simulator.centre.database.schema import SCHEMA
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.programs.cli import app
from tests.support.centre.databases import direct, make_old_tables
from tests.support.fleet import at_once
from tests.support.postgres import PostgresServer
from tests.support.processes.far_end import PROGRAM, far_end

MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:50 / /srv rw shared:2 - nfs4 storage:/srv rw
41 40 254:1 / /srv/local rw - xfs /dev/vdb rw
42 22 0:51 / /mnt/city\\040hall rw - cifs //city/hall rw
43 22 0:52 / /home rw - fuse.sshfs host: rw
44 43 254:2 / /home rw - ext4 /dev/vdc rw
"""


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///{folder}/centre.sqlite"])
def test_several_workers_do_not_start_on_sqlite(pki: Pki, tmp_path: Path, url: str) -> None:
    with pytest.raises(DatabaseUnusable, match="2 workers"):
        SimulatedCentre(pki, database=url.format(folder=tmp_path), workers=2).start()
    assert not list(tmp_path.iterdir())


def test_a_second_centre_does_not_start_on_a_file_that_is_in_use(pki: Pki, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'centre.sqlite'}"
    with SimulatedCentre(pki, database=url) as first:
        with pytest.raises(DatabaseUnusable, match="another process has the SQLite file"):
            SimulatedCentre(pki, database=url).start()
        assert first.issued() == 0, "the first one serves"


def test_a_file_is_free_again_when_its_centre_has_stopped_or_could_not_listen(
    pki: Pki, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'centre.sqlite'}"
    with SimulatedCentre(pki) as other:
        port = int(other.base_url.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"):
            SimulatedCentre(pki, database=url, port=port).start()
    with SimulatedCentre(pki, database=url) as first:
        assert first.database is not None
        centre = first.database.identity
    database = open_database(url, centre)
    database.close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/centre.sqlite", "nfs4"),
        ("/srv/local/centre.sqlite", ""),
        ("/mnt/city hall/deep/centre.sqlite", "cifs"),
        ("/home/centre.sqlite", ""),
        ("/var/centre.sqlite", ""),
    ],
)
def test_a_file_that_several_hosts_may_have_is_refused(tmp_path: Path, path: str, kind: str) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS, encoding="utf-8")
    if kind:
        with pytest.raises(DatabaseUnusable, match=kind):
            require_local(Path(path), mounts)
    else:
        require_local(Path(path), mounts)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (["UPDATE alembic_version SET version_num = '0001'"], "schema 0001, this program needs"),
        (["UPDATE alembic_version SET version_num = '0009'"], "schema 0009, newer"),
        (["DROP TABLE request_key"], "lacks request_key"),
        (["DROP TABLE alembic_version", "DROP TABLE challenge"], "no centre's"),
    ],
)
def test_tables_of_another_program_are_refused_and_left_alone(
    address: str, changes: list[str], says: str
) -> None:
    open_database(address).close()
    with direct(address) as database:
        for change in changes:
            database.run(change)
        before = database.everything(), database.layout()
    with pytest.raises(DatabaseUnusable, match=says):
        open_database(address)
    with direct(address) as database:
        assert (database.everything(), database.layout()) == before


def test_tables_from_before_there_were_revisions_are_refused_and_left_alone(address: str) -> None:
    make_old_tables(address)
    with direct(address) as database:
        before = database.layout()
    with pytest.raises(DatabaseUnusable, match="schema 0001, this program needs"):
        open_database(address)
    with direct(address) as database:
        assert database.layout() == before


def test_another_centres_database_is_refused(address: str) -> None:
    open_database(address).close()
    with pytest.raises(DatabaseUnusable, match="another centre's"):
        open_database(address, "0" * 32)


@pytest.mark.parametrize(
    "url", ["centre.sqlite", "mysql://host/name", "sqlite://host/name", "sqlite:///a?b=c"]
)
def test_an_address_of_neither_engine_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnusable, match="sqlite:///PATH or postgresql"):
        open_database(url)


@pytest.mark.parametrize("content", [b"no database " * 100, b""])
def test_a_file_that_is_no_database_is_refused_and_an_empty_one_is_taken(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "centre.sqlite"
    path.write_bytes(content)
    if content:
        with pytest.raises(DatabaseUnusable, match="cannot be read"):
            open_database(f"sqlite:///{path}")
        assert path.read_bytes() == content
    else:
        open_database(f"sqlite:///{path}").close()


@pytest.mark.parametrize(
    ("prepared", "options", "says"),
    [
        ([], "-csearch_path%3Dpg_temp", "temporary"),
        (["ALTER TABLE request_key SET UNLOGGED"], "", "not logged"),
        (["CREATE SCHEMA other", "ALTER TABLE given_number SET SCHEMA other"],
         "-csearch_path%3Dpublic,other", "several schemas"),
        (["CREATE SCHEMA centre"], "", "named as the role"),
        ([], "-cdefault_transaction_read_only%3Don", "read-only"),
    ],
)  # fmt: skip
def test_postgresql_tables_that_others_would_not_find_are_refused(
    postgres: PostgresServer, prepared: list[str], options: str, says: str
) -> None:
    """Temporary, lost with a crash, scattered, a role's own, or on a server that only follows another."""
    url = postgres.new_database()
    with direct(url) as database:
        if says == "named as the role":
            database.run(prepared[0])
        else:
            open_database(url).close()
            for statement in prepared:
                database.run(statement)
        before = database.layout()
        with pytest.raises(DatabaseUnusable, match=says):
            open_database(f"{url}&options={options}" if options else url)
        assert database.layout() == before


def test_centres_that_start_together_on_an_empty_database_are_one(postgres: PostgresServer) -> None:
    url = postgres.new_database()
    started = at_once(*(lambda: open_database(url) for _ in range(6)))
    assert len({each.identity for each in started}) == 1
    for each in started:
        each.close()


def test_a_server_that_is_away_or_refuses_is_told_without_the_password(tmp_path: Path) -> None:
    for url in (f"postgresql://role:secret@/name?host={tmp_path}", "postgresql://role:sec%ret@host/name"):
        with pytest.raises(DatabaseUnusable, match="PostgreSQL") as caught:
            open_database(url)
        assert "ret@" not in str(caught.value)
        assert "secret" not in str(caught.value)


def test_the_program_says_what_is_wrong_and_ends_with_status_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk_simulator.programs.serving.log_as_json", lambda level: None)
    old = f"sqlite:///{tmp_path / 'old.sqlite'}"
    make_old_tables(old)
    used = f"sqlite:///{tmp_path / 'used.sqlite'}"
    in_use = open_database(used)
    serve = ("serve", "--state", str(tmp_path))
    for arguments, says in (
        ((*serve, "--database", old), "centre migrate"),
        ((*serve, "--database", used), "another process"),
        (("migrate", "--database", used), "another process"),
        ((*serve, "--database", used, "--workers", "2"), "2 workers"),
        ((*serve, "--database", f"postgresql://role@/name?host={tmp_path}"), "PostgreSQL"),
        ((*serve, "--centre", "0" * 32), "another centre's"),
    ):
        ended = CliRunner().invoke(app, ["centre", *arguments])
        assert (ended.exit_code, ended.stdout) == (2, "")
        assert says in ended.stderr
    in_use.close()


@pytest.mark.peer
def test_an_old_centre_is_migrated_and_then_serves(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'centre.sqlite'}"
    make_old_tables(url)
    migrated = subprocess.run(
        [sys.executable, "-c", PROGRAM, "centre", "migrate", "--database", url],
        capture_output=True,
        text=True,
        timeout=100,
        check=True,
    )
    assert migrated.stdout == f"The database has schema {SCHEMA.version} now, before 0001.\n"
    with far_end("centre", "serve", "--state", str(tmp_path), "--database", url) as centre:
        assert centre.do("issued") == 0
        assert len(str(centre.addresses["centre"])) == 32


def test_what_the_embedded_centre_needs_is_neither_driver_nor_migration_tool(pki: Pki) -> None:
    """Its start is part of every start of a simulated terminal."""
    program = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path;"
        "from kiosk_simulator.centre.server import SimulatedCentre;"
        "from kiosk_simulator.pki.authority import Pki;"
        f"centre = SimulatedCentre(Pki.load_or_create(Path({str(pki.directory)!r}), datetime.now(UTC)));"
        "centre.start(); centre.stop();"
        "own = 'kiosk_simulator.centre.workers.pool';"
        "print(sorted({'psycopg', 'sqlalchemy', 'alembic', own} & set(sys.modules)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=100, check=True
    )
    assert ended.stdout == "[]\n"
