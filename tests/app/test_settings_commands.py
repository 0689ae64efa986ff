"""`kiosk settings`: what is wrong is told, all of it; what is set is shown without its secrets."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kiosk.app.commands.command_line import command_line
from kiosk.config.settings import Settings, simulated
from kiosk.config.staff_pin import hashed
from tests.support.authority import centre_files
from tests.support.staff import staff_pin

PIN = hashed(staff_pin(b"135791"))


def runs(*arguments: str) -> Result:
    return CliRunner().invoke(command_line(), ("settings", *arguments))


def production(folder: Path, **centre: object) -> Path:
    found = {**centre_files(folder), **centre}
    path = folder / "kiosk.toml"
    path.write_text(
        f"""
mode = "production"
state = "{folder / "state"}"
staff = [{{ id = "04", role = "technician", pin = "{PIN}" }}]
place = {{ store = "Store", terminal = "T-1", telephone = "000-0000", specimen = false }}
reader = {{ kind = "pcsc" }}
printer = {{ uri = "ipp://127.0.0.1:9/ipp/print" }}
receipt_printer = {{ address = "127.0.0.1:9" }}
cash = {{ port = "/dev/null" }}
[centre]
url = "https://127.0.0.1:9"
"""
        + "".join(f"{key} = {json.dumps(value)}\n" for key, value in found.items())
    )
    return path


def test_settings_for_production_in_which_nothing_is_wrong_are_told_so(tmp_path: Path) -> None:
    found = runs("check", "--settings", str(production(tmp_path)))
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout == "kiosk.toml: nothing is wrong; mode is production, simulated is nothing\n"
    assert not (tmp_path / "state").exists(), "a check changes nothing"


def test_all_that_is_wrong_beyond_the_file_is_told_at_once(tmp_path: Path) -> None:
    path = production(tmp_path, ca="nowhere.pem", record_keys=[])
    text = path.read_text().replace("specimen = false", "specimen = true")
    path.write_text(text.replace('"T-1"', '"SIM-0001"').replace("[centre]", "[centre]\ncertifcate = 1"))
    (tmp_path / "key.pem").chmod(0o644)
    found = runs("check", "--settings", str(path))
    assert found.exit_code == 2
    told = found.stderr
    for key in (
        "place.specimen", "place.terminal", "centre.ca: nowhere.pem", "centre.record_keys is missing",
        "centre.key: key.pem has mode 0644", "kiosk.toml: centre.certifcate: unknown key",
    ):  # fmt: skip
        assert told.count(f"kiosk: {key}") == 1, told


@pytest.mark.parametrize(
    "damage",
    [
        "[centre",
        "mode = 1\n",
        "centre = 3\n",
        "[[place]]\n",
        "hours = []\n",
        'mode = "production"\nplace = 1\n',
        "\0",
        "[" * 20_000,
    ],
)
def test_a_broken_file_of_any_kind_is_told_and_never_a_traceback(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text(damage)
    for command in ("check", "show"):
        found = runs(command, "--settings", str(path))
        assert found.exit_code == 2
        assert isinstance(found.exception, SystemExit)
        assert found.stderr.startswith("kiosk: kiosk.toml")


@pytest.mark.parametrize("name", ["ca", "certificate", "key", "record_key"])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"-----BEGIN PRIVATE KEY-----\n",
    ],
)
def test_a_broken_file_of_the_centre_is_told_by_its_key(tmp_path: Path, name: str, content: bytes) -> None:
    path = production(tmp_path)
    (tmp_path / f"{name}.pem").write_bytes(content)
    found = runs("check", "--settings", str(path))
    assert found.exit_code == 2
    assert isinstance(found.exception, SystemExit)
    assert f"centre.{name}" in found.stderr


def test_what_is_shown_can_be_read_again_and_has_no_secret(tmp_path: Path) -> None:
    shown = runs("show", "--settings", str(production(tmp_path))).stdout
    assert PIN not in shown
    assert 'pin = "(not shown)"' in shown
    assert tomllib.loads(shown)["place"]["terminal"] == "T-1"
    assert Settings.checked(tomllib.loads(runs("show").stdout)) == simulated()


def test_the_schema_knows_every_section() -> None:
    schema = json.loads(runs("schema").stdout)
    assert schema["properties"].keys() == Settings.settings.keys()
    assert schema["required"] == ["mode"]


def test_an_example_to_begin_with_is_printed() -> None:
    printed = runs("example").stdout
    assert "\n#mode = " in printed
    assert tomllib.loads(printed) == {}
