"""The units, the user and the maintainer scripts that the package brings."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk.app.panel import DRAIN_PATIENCE
from kiosk.app.serve import LAST_PATIENCE, UNUSABLE
from kiosk.runtime.ending import RESTART
from tests.support.processes.command_line import ROOT

UNITS = ROOT / "packaging" / "systemd"
SCRIPTS = ROOT / "packaging" / "debian"


def settings(name: str) -> dict[str, list[str]]:
    """Every key of a unit with its values."""
    found: dict[str, list[str]] = {}
    for key, value in re.findall(r"^([A-Za-z]+)=(.*)$", (UNITS / name).read_text(), re.MULTILINE):
        found.setdefault(key, []).append(value)
    return found


def test_the_service_waits_as_long_as_the_program_may_need() -> None:
    kiosk = settings("kiosk.service")
    assert kiosk["Type"] == ["notify"]
    assert float(kiosk["TimeoutStopSec"][0]) > DRAIN_PATIENCE + LAST_PATIENCE
    assert kiosk["Restart"] == ["on-failure"]
    assert kiosk["RestartPreventExitStatus"] == [str(UNUSABLE)]
    assert RESTART not in (0, UNUSABLE), "staff who want it started again are served by `on-failure`"
    assert float(kiosk["WatchdogSec"][0]) >= 30, "a slow start must not look like a dead glass"


def test_the_display_outlives_the_terminal_and_has_no_way_out() -> None:
    """What is stopped later was started earlier: a visit is finished on the glass."""
    assert "kiosk-display.service" in settings("kiosk.service")["After"][0].split()
    assert {"-novtswitch", "-nolisten"} <= set(settings("kiosk-display.service")["ExecStart"][0].split())
    assert '"DontVTSwitch" "true"' in (ROOT / "packaging/settings/xorg.conf").read_text()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("User", "kiosk"), ("LimitCORE", "0"), ("MemorySwapMax", "0"), ("NoNewPrivileges", "true"),
        ("ProtectSystem", "strict"), ("PrivateTmp", "true"), ("StateDirectoryMode", "0700"),
        ("CapabilityBoundingSet", ""),
    ],
)  # fmt: skip
def test_the_service_is_shut_in(key: str, value: str) -> None:
    assert settings("kiosk.service")[key] == [value]


@pytest.mark.peer
def test_systemd_knows_every_key(tmp_path: Path) -> None:
    """In copies whose programs are there: those of a terminal are not installed on every machine."""
    if shutil.which("systemd-analyze") is None:
        assert not Path("/run/systemd/system").exists(), "a machine under systemd has systemd-analyze"
        return
    for unit in UNITS.glob("*.service"):
        text = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text(), flags=re.MULTILINE)
        (tmp_path / unit.name).write_text(text)
    for unit in sorted(tmp_path.glob("*.service")):
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", unit],
            capture_output=True, text=True, check=False,
            env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
        )  # fmt: skip
        assert "Unknown" not in done.stderr
        assert done.returncode == 0, done.stderr


def test_whatever_lintian_is_not_to_say_has_its_reason() -> None:
    lines = (SCRIPTS / "lintian-overrides").read_text().splitlines()
    assert lines[0].startswith("# ")
    assert all(re.fullmatch(r"# .+|certificate-kiosk: [a-z-]+ \*", line) for line in lines)


@pytest.mark.parametrize("name", ["preinst", "postinst", "prerm", "postrm"])
def test_a_maintainer_script_is_a_posix_shell_script_that_stops_at_an_error(name: str) -> None:
    text = (SCRIPTS / name).read_text()
    assert text.startswith("#!/bin/sh\n")
    assert "\nset -e\n" in text
    subprocess.run(["sh", "-n", SCRIPTS / name], check=True)


@pytest.mark.parametrize(
    ("script", "arguments", "running", "does"),
    [
        ("prerm", ("upgrade", "2"), True, ["stop kiosk.service"]),
        ("prerm", ("upgrade", "2"), False, []),
        (
            "prerm", ("remove",), True,
            ["stop kiosk.service", "disable --now kiosk.service kiosk-display.service"],
        ),
        ("preinst", ("upgrade", "1"), True, ["stop kiosk.service"]),
        ("preinst", ("install",), False, []),
        ("postinst", ("configure", "1"), True, ["daemon-reload", "start kiosk.service"]),
        ("postinst", ("configure", ""), False, ["daemon-reload"]),
        ("postrm", ("purge",), False, ["daemon-reload"]),
    ],
)  # fmt: skip
def test_an_update_ends_the_terminal_first_and_starts_what_ran(
    tmp_path: Path, script: str, arguments: tuple[str, ...], running: bool, does: list[str]
) -> None:
    """With programs of the system that only note what they are told; paths of the system lie in a folder."""
    said, tools, state = tmp_path / "said", tmp_path / "bin", tmp_path / "var/lib/kiosk/state"
    for folder in (tools, state, tmp_path / "run/systemd/system", tmp_path / "etc/kiosk"):
        folder.mkdir(parents=True)
    (state / "journal.sqlite").write_text("money")
    said.touch()
    (tools / "systemctl").write_text(
        f'#!/bin/sh\ncase "$1" in is-active) exit {int(not running)};; esac\necho "$*" >>{said}\n'
    )
    for name in ("systemd-sysusers", "systemd-tmpfiles"):
        (tools / name).write_text("#!/bin/sh\nexit 0\n")
    for tool in tools.iterdir():
        tool.chmod(0o755)
    if script == "postinst" and running:
        (tmp_path / "run/certificate-kiosk.was-running").touch()
    moved = re.sub(r"(?<![\w/])/(run|var|etc)/", rf"{tmp_path}/\1/", (SCRIPTS / script).read_text())
    (tmp_path / script).write_text(moved)
    subprocess.run(["sh", tmp_path / script, *arguments], check=True, env={"PATH": f"{tools}:/usr/bin:/bin"})
    assert said.read_text().splitlines() == does
    assert (state / "journal.sqlite").read_text() == "money"
    mark = tmp_path / "run/certificate-kiosk.was-running"
    assert mark.exists() is (running and arguments[0] == "upgrade")
