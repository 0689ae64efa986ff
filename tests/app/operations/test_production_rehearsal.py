"""A terminal in production mode on virtual devices, as docs/operator.md brings it up."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typer.testing import CliRunner, Result

from kiosk.app.commands.command_line import command_line
from kiosk.config.staff_pin import hashed
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.rules.money import COINS
from kiosk_simulator.centre.server import CentreTls
from kiosk_simulator.stand_alone import Ports, StandAlonePeers
from tests.support.authority import Authority, key_pem, pem
from tests.support.staff import staff_pin

pytestmark = [pytest.mark.peer, pytest.mark.cost(40), pytest.mark.timeout(300)]
GUIDE = Path(__file__).parents[3] / "docs" / "operator.md"
ROUND_THE_CLOCK = """
[hours]
opens = 00:00:00
closes = 00:00:00
last_start_minutes = 0
year_end_closed = false
"""
"""The test may run at any hour."""


class Rehearsal:
    """The settings of the guide, in a folder of the test's own, with an authority of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.authority = folder, Authority()
        self.peers = StandAlonePeers(folder / "peers", folder / "cctalk", Ports(), self._centre())
        (folder / "centre-ca.pem").write_bytes(pem(self.authority.certificate))
        record = self.authority.issue(Ed25519PrivateKey.generate(), "records")
        (folder / "record-2026.pem").write_bytes(pem(record))
        self.file = folder / "kiosk.toml"

    def _centre(self) -> CentreTls:
        key = ec.generate_private_key(ec.SECP256R1())
        files = {
            "ca": pem(self.authority.certificate),
            "certificate": pem(self.authority.issue(key, "127.0.0.1")),
            "key": key_pem(key),
        }
        for name, content in files.items():
            (self.folder / f"{name}-of-the-centre.pem").write_bytes(content)
        return CentreTls(*(self.folder / f"{name}-of-the-centre.pem" for name in files))

    def writes_the_settings_of_the_guide(self) -> None:
        found = re.search(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
        assert found is not None
        text = found[1].replace("PASTE-HERE", hashed(staff_pin(b"135791")))
        text = text.replace("/etc/kiosk/", f"{self.folder}/").replace("/var/lib/kiosk/", f"{self.folder}/")
        there = dict(re.findall(r'^(uri|address|port|url) = "(.*)"$', self.peers.settings, re.MULTILINE))
        assert there.keys() == {"uri", "address", "port", "url"}
        for key, value in there.items():
            text, count = re.subn(rf'^{key} = ".*"$', f'{key} = "{value}"', text, flags=re.MULTILINE)
            assert count == 1
        self.file.write_text(text + ROUND_THE_CLOCK, encoding="utf-8")

    def runs(self, *arguments: str) -> Result:
        return CliRunner().invoke(command_line(), (*arguments, "--settings", str(self.file)))

    def gets_its_certificate(self) -> None:
        done = self.runs("provision", "request")
        assert done.exit_code == 0, done.stderr
        path = self.folder / "T-0001.pem"
        path.write_bytes(pem(self.authority.sign(x509.load_pem_x509_csr(done.stdout.encode()))))
        done = self.runs("provision", "install", str(path))
        assert done.exit_code == 0, done.stderr

    def is_counted(self) -> None:
        """What *Coins filled* of maintenance mode writes."""
        journal = Journal(self.folder / "state" / "journal.sqlite", lambda: datetime.now(UTC))
        journal.open()
        for yen in COINS:
            journal.append(Kind.STOCK_SET, {"denomination": yen, "pieces": 40})
        journal.close()

    @contextmanager
    def runs_the_terminal(self) -> Iterator[subprocess.Popen[str]]:
        environment = {**os.environ, "SDL_VIDEODRIVER": "offscreen", "DISPLAY": ":none"}
        command = [sys.executable, "-m", "kiosk", "run", "--settings", str(self.file)]
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            cwd=GUIDE.parents[1],
        ) as process:  # fmt: skip
            try:
                yield process
            finally:
                process.kill()


def first_state(process: subprocess.Popen[str]) -> str:
    """The state that the terminal's start leads to, by its log."""
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if line.startswith("{"):
            entry: dict[str, Any] = json.loads(line)
            if entry["event"] == "state_entered" and entry["before"] == "starting":
                return str(entry["state"])
    raise AssertionError("".join(said)[-2000:])


@pytest.fixture
def rehearsal(tmp_path: Path) -> Iterator[Rehearsal]:
    found = Rehearsal(tmp_path)
    with found.peers:
        found.writes_the_settings_of_the_guide()
        yield found


def test_the_guides_settings_bring_a_terminal_into_service_in_production(rehearsal: Rehearsal) -> None:
    told = rehearsal.runs("settings", "check")
    assert told.exit_code == 2
    assert "centre.key: key.pem cannot be read" in told.stderr
    rehearsal.gets_its_certificate()
    told = rehearsal.runs("settings", "check")
    assert (told.exit_code, told.stderr) == (0, "")
    assert "mode is production, simulated is nothing" in told.stdout

    findings = json.loads(rehearsal.runs("doctor", "--json").stdout)["findings"]
    assert [each for each in findings if each["level"] == "fault"] == []
    assert [each["about"] for each in findings if each["check"] == "devices"] == [
        "card_reader", "printer", "receipt_printer", "cash_unit", "centre",
    ]  # fmt: skip

    with rehearsal.runs_the_terminal() as process:
        assert first_state(process) == "out_of_service", "nobody has counted the coins"
    rehearsal.is_counted()
    with rehearsal.runs_the_terminal() as process:
        assert first_state(process) == "attract"
    assert not (rehearsal.folder / "state" / "journal.sqlite").stat().st_mode & 0o077


def test_every_command_of_the_guide_is_one() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    before = r"(?:kiosk/|bin/| -- |^# |^\$ |`)"
    typed = re.findall(before + r"kiosk ([a-z][a-z-]+(?: [a-z]+)?)(?= |`|$)", text, re.MULTILINE)
    groups = {each.name for each in command_line().registered_groups}
    names = {each if each.split()[0] in groups else each.split()[0] for each in typed}
    assert len(names) >= 10
    for command in sorted(names):
        done = CliRunner().invoke(command_line(), (*command.split(), "--help"))
        assert done.exit_code == 0, f"kiosk {command}"
