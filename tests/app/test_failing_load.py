"""What fails behind the first picture is told as what fails before it: status 2 and a line, or no service."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.peer

PROGRAM = Path(__file__).parents[1] / "support" / "processes" / "failing_load.py"


def started(folder: Path, how: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), how],
        cwd=folder,
        env={**os.environ, "DISPLAY": ":none", "SDL_VIDEODRIVER": "offscreen"},
        stderr=subprocess.PIPE,
        text=True,
    )


def test_settings_that_prove_unusable_close_the_window_with_one_line(tmp_path: Path) -> None:
    with started(tmp_path, "settings") as process:
        _, told = process.communicate(timeout=60)
    assert process.returncode == 2
    assert [line for line in told.splitlines() if not line.startswith("{")] == [
        "kiosk: centre.ca: holds no certificate"
    ]


def test_whatever_else_fails_takes_the_terminal_out_of_service(tmp_path: Path) -> None:
    with started(tmp_path, "unexpected") as process:
        assert process.stderr is not None
        try:
            assert any('"state": "out_of_service"' in line for line in process.stderr)
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 0
