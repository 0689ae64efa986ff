"""A terminal on which no simulator is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.processes.command_line import WITHOUT_DISPLAY

pytestmark = pytest.mark.peer
KIOSK = """
import sys, kiosk.app.simulator
kiosk.app.simulator.offers = lambda: []
from kiosk.app.cli import main
main()
"""
EVERY_MODULE = """
import pkgutil, sys, kiosk
for module in pkgutil.walk_packages(kiosk.__path__, "kiosk."):
    if module.name != "kiosk.__main__":
        __import__(module.name)
print([name for name in sys.modules if name.startswith("kiosk_simulator")])
"""


def _python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=WITHOUT_DISPLAY | {"SDL_VIDEODRIVER": "offscreen", "KIVY_NO_ARGS": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_it_says_in_one_line_that_nothing_simulates_its_devices(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text(f'mode = "simulation"\nstate = "{tmp_path}/state"\n')
    done = _python(KIOSK, "run", "--settings", str(tmp_path / "kiosk.toml"))
    assert done.returncode == 2
    assert "no simulator is installed, and simulated is reader, printer" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_it_has_no_demonstrations() -> None:
    done = _python(KIOSK, "demo")
    assert done.returncode == 2
    assert "No such command" in done.stderr


def test_no_module_of_the_terminal_loads_any_of_the_simulator() -> None:
    done = _python(EVERY_MODULE)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip().endswith("[]")
