"""kiosk.toml: what is wrong in it is said in one line, and production takes nothing simulated."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from kiosk.app.assembly import build
from kiosk.config.errors import SettingsError
from kiosk.config.loading import load
from kiosk.config.mode_check import check
from kiosk.config.sections.cash import Cash
from kiosk.config.settings import Mode, Settings, simulated
from kiosk.fsm.timeouts import TIMEOUTS
from kiosk.journal.journal import Journal
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.money import COINS
from kiosk.runtime.clock import ManualClock
from kiosk_simulator.headless import InlineWorkers

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
PIN = f"{'0f' * 16}:{'f0' * 32}"
REAL = f"""
mode = "production"
staff = [{{ id = "04", role = "technician", pin = "{PIN}" }}]
place = {{ store = "Store", terminal = "T-1", telephone = "000-0000", specimen = false }}
reader = {{ kind = "pcsc" }}
printer = {{ uri = "ipps://printer/ipp/print" }}
receipt_printer = {{ address = "receipts:9100" }}
cash = {{ port = "/dev/ttyUSB0" }}
centre = {{ url = "https://centre.example" }}
"""


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "kiosk.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


# --- reading -----------------------------------------------------------------------------------------------


def test_without_a_file_everything_is_simulated_and_may_be_assembled() -> None:
    settings = load(None)
    assert settings.mode is Mode.SIMULATION
    assert settings.simulated_parts == ("reader", "printer", "receipt_printer", "cash", "centre")
    check(settings)


def test_a_file_that_says_only_its_mode_is_a_simulated_terminal(tmp_path: Path) -> None:
    assert load(written(tmp_path, 'mode = "simulation"')) == simulated()


@pytest.mark.parametrize("text", ["", "max_copies = 3", '[cash]\nport = "/dev/ttyUSB0"'])
def test_a_file_must_say_its_mode_whatever_else_it_says(tmp_path: Path, text: str) -> None:
    with pytest.raises(
        SettingsError, match=r'^kiosk\.toml: mode: missing: say "simulation" or "production"$'
    ):
        load(written(tmp_path, text))


def test_every_problem_of_a_file_is_told_at_once_with_its_key(tmp_path: Path) -> None:
    text = 'mdoe = "x"\nmax_copies = 0\n[hours]\nopens = "late"\n[[hours.closures]]\nstrat = 1\n'
    with pytest.raises(SettingsError) as caught:
        load(written(tmp_path, text))
    keys = {line.split(": ")[1] for line in caught.value.problems}
    assert keys == {
        "mode", "mdoe", "max_copies", "hours.opens",
        "hours.closures.0.start", "hours.closures.0.end", "hours.closures.0.strat",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ('mdoe = "production"', "mode"),
        ("[cash]\necko = true", "cash.echo"),
        ('[centre]\nrecord_key = "key.pem"', "centre.record_keys"),
        ('store = "Store"', "place.store"),
        ("[[hours.closures]]\nstrat = 1", "hours.closures.*.start"),
        ("[hours.services.certificates]\nopenz = 09:00:00", "hours.services.*.opens"),
    ],
)
def test_an_unknown_key_is_answered_with_the_nearest_known_one(tmp_path: Path, text: str, known: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(written(tmp_path, text))
    assert any(line.endswith(f"unknown key; {known} is known") for line in caught.value.problems)


def test_a_key_like_no_other_is_answered_with_those_of_its_section(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"unknown key; known there are head$"):
        load(written(tmp_path, 'mode = "simulation"\n[journal]\nzzz = 1'))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('mdoe = "simulation"', "mdoe"),
        ("[cash]\necko = true", "cash.ecko"),
        ('mode = "test"', "mode"),
        ("max_copies = 0", "max_copies"),
        ("max_copies = 100", "max_copies"),
        ("cheapest = 0", "cheapest"),
        ("languages = []", "languages"),
        ('[reader]\nkind = "none"', "reader.kind"),
        ('[printer]\nuri = "http://printer"', "printer.uri"),
        ('[printer]\nuri = "ipp:///print"', "printer.uri"),
        ('[printer]\nuri = "ipp://printer:65536/print"', "printer.uri"),
        ('[receipt_printer]\naddress = "printer:0"', "receipt_printer.address"),
        ('[receipt_printer]\naddress = "printer:65536"', "receipt_printer.address"),
        ('staff_pin = "2580"', "staff_pin: each person has a PIN of their own now"),
        ('[[staff]]\nid = "01"\nrole = "clerk"\npin = "258025"', "staff.0.pin: not a hash"),
        ('[[staff]]\nid = "01"\nrole = "clerk"\npin = "00ff:00ff"', "staff.0.pin: not a hash"),
        (f'[[staff]]\nid = "01"\nrole = "boss"\npin = "{PIN}"', "staff.0.role"),
        (f'[[staff]]\nid = "Akira Sato"\nrole = "clerk"\npin = "{PIN}"', "staff.0.id"),
        (2 * f'[[staff]]\nid = "01"\nrole = "clerk"\npin = "{PIN}"\n', "staff: every person needs an id"),
        ('[receipt_printer]\naddress = "printer"', "receipt_printer.address"),
        ('[centre]\nurl = "http://centre.example"', "centre.url"),
        ("[centre]\nread_timeout = 0", "centre.read_timeout"),
        ("[cash]\ndenominations = []", "cash.denominations"),
        ("[cash]\ndenominations = [0]", "cash"),
        ("[cash]\ndenominations = [20]", "cash"),
        ("[cash]\ndenominations = [100, 1000]", "cash"),
        ("[cash]\nnotes = 39", "cash"),
        ("[cash]\nnotes = 48", "cash.notes"),
        ("[cash]\nnotes = 40\nmost_overpaid = 980", "cash"),
        ("[cash.hoppers]\n1000 = 3", "cash"),
        ("[cash.hoppers]\n10 = 3\n50 = 3", "cash"),
        ("[cash.hoppers]\n10 = 2", "cash"),
        ("[cash.hoppers]\nten = 3", "cash.hoppers"),
        ("[panel]\nwidth = 10", "panel.width"),
        ("[timeouts]\nchoose = 0", "timeouts.choose"),
        ("[timeouts]\nsubmit_job = 60\n[printer]\nsubmit_patience = 60", "timeouts.submit_job"),
        ("[timeouts]\ndeposit = 60\n[cash]\nfix_attempts = 60", "timeouts.deposit"),
        ("[health]\ninterval = 0", "health.interval"),
        ('[receipt_printer]\nprofile = "../x"', "receipt_printer.profile"),
        ('[printer]\nuri = "ipp://printer/print"\nca = "ca.pem"', "printer"),
    ],
)
def test_a_bad_value_or_an_unknown_key_gives_one_line_with_file_and_key(
    tmp_path: Path, text: str, key: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        load(written(tmp_path, text if text.startswith("mode") else f'mode = "simulation"\n{text}'))
    (line,) = caught.value.problems
    assert line.startswith(f"kiosk.toml: {key}")
    assert "\n" not in line
    assert str(tmp_path) not in line


@pytest.mark.parametrize("text", ["mode = ", "[cash", b"\xff\xfe", 'staff_pin = "a'])
def test_a_file_that_is_no_toml_gives_one_line_with_its_name(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(SettingsError) as caught:
        load(written(tmp_path, text))
    assert str(caught.value).startswith("kiosk.toml")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_or_a_folder_is_said_by_name(tmp_path: Path) -> None:
    for path in (tmp_path / "kiosk.toml", tmp_path):
        with pytest.raises(SettingsError, match=f"^{path.name} cannot be read$"):
            load(path)


def test_a_terminal_takes_notes_unless_it_has_no_validator(tmp_path: Path) -> None:
    assert load(None).cash.accepted == (10, 50, 100, 500, 1000)
    without = load(written(tmp_path, 'mode = "simulation"\n[cash]\nnotes = 0\nmost_overpaid = 490'))
    assert without.cash.accepted == (10, 50, 100, 500)
    elsewhere = load(written(tmp_path, 'mode = "simulation"\n[cash]\nnotes = 47\ndenominations = [100]'))
    assert elsewhere.cash.accepted == (100, 1000)


def test_hoppers_have_the_addresses_of_the_specification_unless_told() -> None:
    assert Cash().hoppers == dict(zip(COINS, (3, 4, 5, 6), strict=True))


# --- production ---------------------------------------------------------------------------------------------


def test_production_with_real_parts_passes_the_check(tmp_path: Path) -> None:
    check(load(written(tmp_path, REAL)))


@pytest.mark.parametrize(
    ("line", "without"),
    [
        ("reader", 'reader = { kind = "pcsc" }'),
        ("printer", 'printer = { uri = "ipps://printer/ipp/print" }'),
        ("receipt_printer", 'receipt_printer = { address = "receipts:9100" }'),
        ("cash", 'cash = { port = "/dev/ttyUSB0" }'),
        ("centre", 'centre = { url = "https://centre.example" }'),
        ("place.specimen", ", specimen = false"),
        ("place.store", 'store = "Store", '),
        ("place.terminal", 'terminal = "T-1", '),
        ("place.telephone", ', telephone = "000-0000"'),
        ("staff is missing", REAL.splitlines()[2]),
    ],
)
def test_production_refuses_every_simulated_part_specimens_and_missing_staff(
    tmp_path: Path, line: str, without: str
) -> None:
    assert without in REAL
    settings = load(written(tmp_path, REAL.replace(without, "")))
    with pytest.raises(SettingsError, match=line):
        check(settings)
    with pytest.raises(SettingsError, match=line):
        assembled(settings)


def test_production_tells_all_that_it_refuses_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        check(Settings(mode=Mode.PRODUCTION))
    told = "\n".join(caught.value.problems)
    assert len(caught.value.problems) == 6
    for key in (
        "simulated parts",
        "place.specimen",
        "place.store",
        "place.terminal",
        "place.telephone",
        "staff is missing",
    ):
        assert key in told


@pytest.mark.parametrize("host", ["printer", "192.0.2.7", "[2001:db8::1]"])
def test_production_sends_certificates_in_clear_only_where_it_is_said(tmp_path: Path, host: str) -> None:
    clear = REAL.replace("ipps://printer", f"ipp://{host}")
    with pytest.raises(SettingsError, match=r"^printer\.uri: ipp:// sends certificates in clear"):
        check(load(written(tmp_path, clear)))
    check(load(written(tmp_path, clear.replace('print" }', 'print", clear = true }'))))


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost"])
def test_a_printer_on_this_host_needs_no_encryption(tmp_path: Path, host: str) -> None:
    check(load(written(tmp_path, REAL.replace("ipps://printer", f"ipp://{host}"))))


def test_every_time_out_of_the_flow_has_its_setting() -> None:
    assert simulated().timeouts.table().keys() | {"card_unseen"} == TIMEOUTS.keys()
    assert all(simulated().timeouts.table()[name] == TIMEOUTS[name] for name in simulated().timeouts.table())


def assembled(settings: Settings) -> None:
    clock = ManualClock(NOW)
    build(
        settings, clock=clock, workers=InlineWorkers(), wait=clock.advance, journal=Journal(None, clock.now)
    )


def test_simulated_parts_without_a_world_are_refused_by_name() -> None:
    with pytest.raises(
        SettingsError, match=r"^no simulated far end for reader, printer, receipt_printer, cash, centre$"
    ):
        assembled(simulated())
