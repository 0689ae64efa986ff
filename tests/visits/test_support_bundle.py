"""What is sent to whoever helps has nothing of a shopper, after a whole visit and with a dirty log."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.app.commands.command_line import command_line
from kiosk.app.operations.support_bundle import own_lines
from kiosk.fsm.states import S
from kiosk.journal.journal import Journal
from kiosk.logs import Entry, hand_over, log_as_json
from tests.support.visits import Person
from tests.visits.test_nothing_leaks import PERSONAL, holds_pin

STAFF_PIN = f"{'ab' * 16}:{'cd' * 32}"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The log of all levels, as systemd's journal has it, and beside it what a library may have printed."""
    path = tmp_path / "kiosk.log"

    def write(entry: Entry) -> None:
        line = {"level": entry["log_level"], "timestamp": "2026-11-24T01:00:00Z", **entry}
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, default=repr, ensure_ascii=False) + "\n")

    hand_over(write)
    yield path
    log_as_json()


def bundle(folder: Path, log: Path) -> dict[str, str]:
    settings = folder / "kiosk.toml"
    settings.write_text(
        f"""mode = "simulation"
state = "{folder / "state"}"
staff = [{{ id = "04", role = "technician", pin = "{STAFF_PIN}" }}]
[place]
store = "Rehearsal"
"""
    )
    out = folder / "support.tar.gz"
    files = ("--settings", str(settings), "--out", str(out), "--log", str(log))
    options = (*files, "--days", "90", "--no-devices")
    done = CliRunner().invoke(command_line(), ("support-bundle", *options))
    assert done.exit_code == 0, done.output
    assert out.stat().st_mode & 0o777 == 0o600
    with tarfile.open(out) as archive:
        found = {each.name: archive.extractfile(each) for each in archive}
        return {name.removeprefix("support/"): file.read().decode() for name, file in found.items() if file}


def test_after_a_whole_visit_nothing_of_the_shopper_is_in_it(
    person: Person, log: Path, tmp_path: Path
) -> None:
    (tmp_path / "state").mkdir(mode=0o700)
    person.journal = Journal(tmp_path / "state" / "journal.sqlite", person.clock.now)
    person.boots()
    person.proves().orders(copies=2, options={"domicile": "shown", "head_and_relationship": "shown"})
    person.inserts(100, 500).waits_until(S.TAKE_PAPERS).presses_ok().waits(10).sees(S.ATTRACT)
    numbers = [
        str(entry.facts["document"]) for entry in person.journal.entries() if "document" in entry.facts
    ]
    visits = {entry.visit for entry in person.journal.entries() if entry.visit}
    person.journal.close()
    with log.open("a", encoding="utf-8") as file:
        file.write("Traceback (most recent call last):\nValueError: 見本　一郎 typed 1234\n")

    found = bundle(tmp_path, log)

    assert found.keys() == {"settings.toml", "doctor.json", "versions.json", "journal.json", "log.jsonl"}
    assert "state_entered" in found["log.jsonl"], "the log is there at all"
    statistics = json.loads(found["journal.json"])
    assert statistics["by_day"]["2026-11-24"]["certificate_printed"] == 2, "the journal was counted at all"
    assert numbers
    assert visits
    for name, text in found.items():
        assert not holds_pin(text), name
        assert STAFF_PIN not in text, name
        assert [word for word in (*PERSONAL, *numbers) if word in text] == [], name
    assert [visit for visit in visits if visit in found["journal.json"]] == []


def test_a_journal_that_cannot_be_read_costs_no_bundle(tmp_path: Path, log: Path) -> None:
    log.touch()
    (tmp_path / "state").mkdir(mode=0o700)
    (tmp_path / "state" / "journal.sqlite").write_bytes(b"not a journal" * 1000)
    found = bundle(tmp_path, log)
    assert "fault" in json.loads(found["journal.json"])
    assert json.loads(found["doctor.json"])["worst"] == "fault"


def test_only_the_terminals_own_lines_are_taken() -> None:
    facts = {"event": "state_entered", "level": "info", "timestamp": "2026-11-24T01:00:00Z"}
    own = json.dumps(facts).encode()
    foreign = (b"Traceback", b"[1, 2]", b'"text"', b'{"event": "x"}', b"\xff\xfe", b"")
    note, *kept = own_lines([own, *foreign, own]).splitlines()
    assert kept == [own, own]
    assert json.loads(note) == {"event": "lines_left_out", "foreign": 5, "older": 0}


def test_a_bundle_is_never_written_over_another(tmp_path: Path, log: Path) -> None:
    log.touch()
    bundle(tmp_path, log)
    done = CliRunner().invoke(
        command_line(), ("support-bundle", "--out", str(tmp_path / "support.tar.gz"), "--no-devices")
    )
    assert done.exit_code == 1
    assert "File exists" in done.stderr
