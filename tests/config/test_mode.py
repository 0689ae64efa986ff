"""No default mode: what is not all simulated says what it is, and has no specimen about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.app.commands.command_line import command_line
from kiosk.config.errors import SettingsError
from kiosk.config.loading import load
from kiosk.config.mode_check import check, takes_specimens
from kiosk.config.settings import Mode, Settings
from kiosk.config.staff_pin import hashed, is_right
from kiosk.rules.staff import Role, StaffPerson
from tests.support.staff import staff_pin

REAL_PARTS = {
    "reader": '[reader]\nkind = "pcsc"',
    "printer": '[printer]\nuri = "ipps://printer/ipp/print"',
    "receipt_printer": '[receipt_printer]\naddress = "receipts:9100"',
    "cash": '[cash]\nport = "/dev/ttyUSB0"',
    "centre": '[centre]\nurl = "https://centre.example"',
}
PLACE = '[place]\nspecimen = false\nstore = "Store"\nterminal = "T-1"\ntelephone = "000-0000"\n'
PIN = hashed(staff_pin(b"135791"))
STAFF = f'[[staff]]\nid = "04"\nrole = "technician"\npin = "{PIN}"\n'


def loaded(folder: Path, *lines: str) -> Settings:
    path = folder / "kiosk.toml"
    path.write_text("\n".join(lines))
    return load(path)


@pytest.mark.parametrize("part", REAL_PARTS)
def test_settings_with_any_real_part_must_say_their_mode(tmp_path: Path, part: str) -> None:
    with pytest.raises(SettingsError, match=r"^kiosk\.toml: mode: missing"):
        loaded(tmp_path, REAL_PARTS[part])
    for mode in Mode:
        assert loaded(tmp_path, f'mode = "{mode}"', REAL_PARTS[part]).real_parts == (part,)


def test_what_is_all_simulated_takes_specimens(tmp_path: Path) -> None:
    for settings in (load(None), loaded(tmp_path, 'mode = "simulation"', "max_copies = 3")):
        assert settings.mode is Mode.SIMULATION
        assert takes_specimens(settings)
        check(settings)


@pytest.mark.parametrize("part", REAL_PARTS)
def test_one_real_part_is_enough_to_refuse_every_specimen(tmp_path: Path, part: str) -> None:
    simulation, real = 'mode = "simulation"', REAL_PARTS[part]
    with pytest.raises(SettingsError, match=rf"^place\.specimen: .* real is {part}\)"):
        check(loaded(tmp_path, simulation, STAFF, real))
    with pytest.raises(SettingsError, match=r"^staff is missing: .*`kiosk staff add`"):
        check(loaded(tmp_path, simulation, PLACE, real))
    settings = loaded(tmp_path, simulation, STAFF, PLACE, real)
    check(settings)
    assert not takes_specimens(settings)


def test_stand_ins_take_specimens_but_never_in_production(tmp_path: Path) -> None:
    mixed = loaded(tmp_path, 'mode = "simulation"', REAL_PARTS["reader"])
    check(mixed, stand_ins=True)
    assert takes_specimens(mixed, stand_ins=True)
    all_real = loaded(tmp_path, 'mode = "production"', *REAL_PARTS.values())
    assert not takes_specimens(all_real, stand_ins=True)
    with pytest.raises(SettingsError, match=r"^place\.specimen"):
        check(all_real, stand_ins=True)


def test_production_without_a_real_part_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="refuses simulated parts: reader, printer"):
        check(loaded(tmp_path, 'mode = "production"'), stand_ins=True)


@pytest.mark.parametrize("clear", ["2580", "13579", "x"])
def test_a_staff_pin_in_clear_is_refused_without_being_repeated(tmp_path: Path, clear: str) -> None:
    with pytest.raises(SettingsError, match=r"^kiosk\.toml: staff\.0\.pin: .*`kiosk staff add`") as caught:
        loaded(tmp_path, 'mode = "simulation"', STAFF.replace(PIN, clear))
    assert f'"{clear}"' not in str(caught.value)
    assert "13579" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_what_the_command_prints_is_taken(tmp_path: Path) -> None:
    asked = CliRunner().invoke(command_line(), ["staff", "add", "04", "technician"], "135791\n135791\n")
    assert asked.exit_code == 0
    section = asked.stdout[asked.stdout.index("[[staff]]") :]
    (entry,) = loaded(tmp_path, 'mode = "simulation"', section).staff
    assert entry.person == StaffPerson("04", Role.TECHNICIAN)
    assert is_right(staff_pin(b"135791"), entry.pin)


@pytest.mark.parametrize(
    ("arguments", "pin"),
    [
        (("04", "technician"), "12345"),
        (("04", "technician"), "1234567890123"),
        (("04", "technician"), "１２３４５６"),
        (("04", "technician"), "258258"),  # the specimens'
        (("04", "boss"), "135791"),
        (("Akira Sato", "clerk"), "135791"),
    ],
)
def test_no_section_is_printed_for_what_would_be_refused(arguments: tuple[str, str], pin: str) -> None:
    asked = CliRunner().invoke(command_line(), ["staff", "add", *arguments], f"{pin}\n{pin}\n")
    assert asked.exit_code == 2
    assert "[[staff]]" not in asked.output
    assert pin not in asked.output
