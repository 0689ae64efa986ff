"""Settings and options that cannot be used are told in one line, with status 2 and never a traceback."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from kiosk.screens.i18n.languages import LANGUAGES
from tests.support.processes.command_line import run

pytestmark = pytest.mark.peer

PLACE = '[place]\nspecimen = false\nstore = "Store"\nterminal = "T-1"\ntelephone = "000-0000"\n'
HASH = "346d5faa6960b70ab1c6e3d5840be690:c1d891ec03c2de15a4895cd3db780e922299f0161ac5e88ef11b02dd1960a79f"
"""Of 135791. Always the same: a test's name is made of what it is given, and all workers must agree on it."""
PIN = f'[[staff]]\nid = "04"\nrole = "clerk"\npin = "{HASH}"'
REAL = f"""
mode = "production"
{PIN}
{PLACE}
[reader]
kind = "pcsc"
[printer]
uri = "ipp://127.0.0.1:9/print"
[receipt_printer]
address = "127.0.0.1:9"
[cash]
port = "/dev/null"
[centre]
url = "https://127.0.0.1:9"
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('moed = "production"', "kiosk.toml: moed"),
        ("[hours", "kiosk.toml: "),
        ('mode = "production"', "production refuses simulated parts"),
        ("[panel]\nwidth = 10", "kiosk.toml: panel.width"),
        ('[cash]\nport = "/dev/ttyUSB0"', "kiosk.toml: mode: missing"),
        ("", "kiosk.toml: mode: missing"),
        ('mode = "production"', "place.specimen: true needs every part simulated"),
        ('mode = "simulation"\n[cash]\nport = "/dev/ttyUSB0"', "place.specimen: true needs every part"),
        ('staff_pin = "2580"', "kiosk.toml: staff_pin: each person has a PIN of their own now"),
        ('mode = "simulation"\nstate = "kiosk.toml"', "state: kiosk.toml is no folder"),
        ('mode = "simulation"\nlanguages = ["ja", "xx"]', f"languages: xx is none of {', '.join(LANGUAGES)}"),
        (REAL, "centre.ca is missing"),
        (REAL, "centre.record_keys is missing"),
        (f'{REAL}ca = "nowhere.pem"\n', "centre.ca: nowhere.pem cannot be read"),
        (f'mode = "simulation"\n{PIN}\n{PLACE}[centre]\nurl = "https://x"', "centre.ca is missing"),
    ],
)
def test_each_wrong_setting_is_told_in_a_line_of_its_own(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "kiosk.toml").write_text(text)
    done = run("run", "--settings", "kiosk.toml", cwd=tmp_path)
    assert done.returncode == 2, done.stderr[-2000:]
    lines = done.stderr.strip().splitlines()
    assert all(line.startswith("kiosk: ") for line in lines)
    assert [line for line in lines if said in line]


def test_settings_that_are_not_there_are_told_in_one_line(tmp_path: Path) -> None:
    done = run("run", "--settings", "nowhere.toml", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "kiosk: nowhere.toml cannot be read\n")


def test_a_console_port_that_is_taken_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text('mode = "simulation"')
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(
            "run", "--settings", "kiosk.toml", "--no-browser", "--console-port", str(port), cwd=tmp_path
        )
    assert done.returncode == 2, done.stderr[-2000:]
    assert done.stderr.strip() == f"kiosk: --console-port: {port} is taken or not allowed"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "--size", "1024"), "--size"),
        (("run", "--size", "10x10"), "--size"),
        (("run", "--console-port", "65536"), "--console-port"),
        (("demo", "--profile", "nobody"), "--list-profiles"),
        (("staff", "add", "04", "clerk", "--pin", "123"), "six to twelve digits"),
        (("staff", "add", "04", "boss", "--pin", "135791"), "clerk, technician, auditor"),
    ],
)
def test_wrong_options_are_told_by_name(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
