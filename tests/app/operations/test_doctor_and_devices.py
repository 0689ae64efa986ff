"""`kiosk doctor` and `kiosk devices`, with simulated peers and with real sockets, lines and services."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kiosk.app.commands.command_line import command_line
from kiosk.app.operations import system_checks
from kiosk.hardware.card.pcsc import reader_names
from kiosk_simulator.card.pcsc_rig import READER, PcscTestRig
from kiosk_simulator.cash.changer import SimulatedChanger
from kiosk_simulator.cash.devices import CoinFault, HopperFault
from kiosk_simulator.cash.line import PtyLine
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.page_printer.server import SimulatedPrinter
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.receipt_printer.faults import ReceiptPrinterFault
from kiosk_simulator.receipt_printer.server import SimulatedReceiptPrinter
from tests.support.processes.rehearsed_visit import rehearsal_settings


def runs(*arguments: str) -> Result:
    return CliRunner().invoke(command_line(), arguments)


def doctor(*arguments: str) -> tuple[int, dict[tuple[str, str], dict[str, Any]]]:
    """The exit status, and the findings by check and what it is about."""
    done = runs("doctor", "--json", *arguments)
    told = json.loads(done.stdout)
    return done.exit_code, {(each["check"], each.get("about", "")): each for each in told["findings"]}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, on a machine whose clock is kept and which has no swap."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(system_checks, "is_synchronised", lambda: True)
    return tmp_path


class Far:
    """Printers, receipt printer and coin changer behind real sockets and a pseudo-terminal."""

    def __init__(self) -> None:
        self.printer, self.receipts = SimulatedPrinter(), SimulatedReceiptPrinter()
        self.changer = SimulatedChanger()
        self.line = PtyLine(self.changer.slaves)
        self.printer.start()
        self.receipts.start()

    def settings(self, folder: Path) -> str:
        host, port = self.receipts.address
        path = folder / "kiosk.toml"
        path.write_text(
            f"""mode = "simulation"
staff = [{{ id = "04", role = "clerk", pin = "{"0f" * 16}:{"f0" * 32}" }}]
place = {{ store = "Store", terminal = "T-1", telephone = "000-0000", specimen = false }}
printer = {{ uri = "{self.printer.uri}" }}
receipt_printer = {{ address = "{host}:{port}" }}
cash = {{ port = "{self.line.name}" }}
"""
        )
        return str(path)

    def close(self) -> None:
        self.line.close()
        self.receipts.stop()
        self.printer.stop()


@pytest.fixture
def far() -> Iterator[Far]:
    found = Far()
    yield found
    found.close()


def test_the_simulated_terminal_is_well_but_for_what_a_first_start_makes(place: Path) -> None:
    status, found = doctor()
    assert status == 1
    warnings = {key for key, each in found.items() if each["level"] != "fine"}
    assert warnings == {("settings", ""), ("journal", "")}
    for device in ("card_reader", "printer", "receipt_printer", "cash_unit", "centre"):
        assert found["devices", device]["level"] == "fine"
    assert list(place.iterdir()) == [], "nothing is left of a look"


def test_real_far_ends_are_asked_by_the_drivers(place: Path, far: Far) -> None:
    _, found = doctor("--settings", far.settings(place))
    for device in ("printer", "receipt_printer", "cash_unit"):
        assert found["devices", device]["level"] == "fine", found


def test_each_device_in_trouble_is_a_fault_of_its_own(place: Path, far: Far) -> None:
    settings = far.settings(place)
    far.receipts.set_fault(ReceiptPrinterFault.PAPER_OUT)
    far.changer.acceptor.faults.add(CoinFault.SILENT)
    far.changer.hoppers[100].faults.add(HopperFault.SILENT)
    status, found = doctor("--settings", settings)
    assert status == 2
    assert found["devices", "receipt_printer"]["text"] == "Fault: out of paper"
    cash = found["devices", "cash_unit"]["text"]
    assert "no answer from address 2 (Coin Acceptor)" in cash
    assert f"no answer from address {far.changer.hoppers[100].address} (Payout)" in cash
    assert found["devices", "printer"]["level"] == "fine"


def test_a_terminal_that_the_centre_refuses_is_told_from_a_centre_that_is_away(place: Path) -> None:
    pki = Pki.load_or_create(place / "pki", datetime.now(UTC))
    with SimulatedCentre(pki) as centre:
        path = place / "kiosk.toml"
        path.write_text(rehearsal_settings(place, pki, state=place / "state", centre=centre.base_url))
        centre.faults.set(CentreFault.TERMINAL_REVOKED)
        _, refused = doctor("--settings", str(path))
    _, away = doctor("--settings", str(path))
    said = [each["devices", "centre"]["text"] for each in (refused, away)]
    assert [each.partition(" (")[2].partition(":")[0] for each in said] == [
        "TerminalNotAccepted", "CentreUnreachable",
    ]  # fmt: skip
    assert "refuses this terminal's certificate" in said[0]


def test_settings_that_are_wrong_keep_no_other_check_back(place: Path, far: Far) -> None:
    path = Path(far.settings(place))
    path.write_text(path.read_text().replace("staff = [", "# ["))
    status, found = doctor("--settings", str(path))
    assert status == 2
    assert found["settings", ""]["level"] != "fine"
    assert found["devices", "printer"]["level"] == "fine"


def test_without_devices_nothing_is_asked(place: Path) -> None:
    _, found = doctor("--no-devices")
    assert not [key for key in found if key[0] == "devices"]
    assert ("fonts", "") in found


def test_the_words_and_the_json_say_the_same(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    still = shutil.disk_usage(place)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: still)
    words = runs("doctor", "--no-devices")
    status, found = doctor("--no-devices")
    assert words.exit_code == status
    assert all(each["text"] in words.stdout for each in found.values())


def test_what_is_plugged_in_is_listed_as_the_settings_name_it(place: Path, far: Far) -> None:
    done = runs("devices", "--settings", far.settings(place))
    assert done.exit_code == 0
    text = done.stdout
    assert far.printer.uri in text
    assert "model: Simulated page printer" in text
    assert "sides-supported: one-sided, two-sided-long-edge" in text
    assert "DLE EOT 1 to 4: 12 12 12 12" in text
    for slave in far.changer.slaves:
        assert f"  address {slave.address:3}: " in text
    for name in (
        "Coin Acceptor, SIM SIM-ACCEPTOR",
        "Payout, SIM SIM-HOPPER",
        "Bill Validator, SIM SIM-VALIDATOR",
    ):
        assert name in text


def test_a_device_that_is_missing_or_unknown_to_the_settings_is_said(place: Path, far: Far) -> None:
    path = Path(far.settings(place))
    hoppers = f'cash = {{ port = "{far.line.name}", hoppers = {{ 10 = 3, 50 = 4, 100 = 5, 500 = 9 }} }}'
    kept = [line for line in path.read_text().splitlines() if not line.startswith("cash = ")]
    path.write_text("\n".join([*kept, hoppers]))
    text = runs("devices", "--settings", str(path)).stdout
    assert "address   6: Payout, SIM SIM-HOPPER" in text
    assert "not in the settings" in text
    assert "address   9: no answer, and the settings want a Payout" in text


def test_a_port_that_is_not_there_is_said(place: Path, far: Far) -> None:
    path = Path(far.settings(place))
    path.write_text(path.read_text().replace(far.line.name, "/dev/nowhere"))
    assert "the serial port of the cash unit is gone" in runs("devices", "--settings", str(path)).stdout


@pytest.mark.peer
def test_readers_of_a_real_service_are_listed_by_name(place: Path) -> None:
    with PcscTestRig():
        assert reader_names()[0] == READER
        assert f'PC/SC reader "{READER}"' in runs("devices").stdout
