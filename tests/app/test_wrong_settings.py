"""Settings and options that cannot be used are told in one line, with status 2 and never a traceback."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from kiosk.config.staff_pin import hashed
from tests.support.processes.command_line import run

pytestmark = pytest.mark.peer

PLACE = '[place]\nspecimen = false\nstore = "Store"\nterminal = "T-1"\ntelephone = "000-0000"\n'
PIN = f'staff_pin = "{hashed((1, 3, 5, 7))}"'
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
        ('[cash]\nport = "/dev/ttyUSB0"', "kiosk.toml: mode is missing"),
        ('mode = "simulation"\n[cash]\nport = "/dev/ttyUSB0"', "place.specimen: true needs every part"),
        ('staff_pin = "2580"', "kiosk.toml: staff_pin: not a hash"),
        ('state = "kiosk.toml"', "state: kiosk.toml is no folder"),
        ('languages = ["ja", "xx"]', "languages: xx is none of ja, en"),
        (REAL, "centre.ca is missing"),
        (f'{REAL}ca = "nowhere.pem"\n', "centre.ca: nowhere.pem cannot be read"),
        (f'mode = "simulation"\n{PIN}\n{PLACE}[centre]\nurl = "https://x"', "centre.ca is missing"),
    ],
)
def test_wrong_settings_are_told_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "kiosk.toml").write_text(text)
    done = run("run", "--settings", "kiosk.toml", cwd=tmp_path)
    assert done.returncode == 2, done.stderr[-2000:]
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("kiosk: ")
    assert said in line


def test_settings_that_are_not_there_are_told_in_one_line(tmp_path: Path) -> None:
    done = run("run", "--settings", "nowhere.toml", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "kiosk: nowhere.toml cannot be read\n")


def test_a_console_port_that_is_taken_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("")
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
        (("staff-pin", "--pin", "123"), "four to eight digits"),
        (("staff-pin", "--pin", "２５８０"), "four to eight digits"),
    ],
)
def test_wrong_options_are_told_by_name(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
