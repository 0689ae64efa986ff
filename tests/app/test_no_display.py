"""A terminal whose display cannot be opened says so and ends: on no screen it would serve nobody, unseen."""

from __future__ import annotations

import os
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.journal.journal import Journal
from kiosk.rules.hours.japan_time import JST
from tests.support.processes.command_line import KIOSK, WITHOUT_DISPLAY

pytestmark = pytest.mark.peer


def runs(folder: Path, *options: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*KIOSK, "run", "--no-browser", *options],
        cwd=folder,
        env={**WITHOUT_DISPLAY, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_ends_with_the_status_of_a_terminal_that_could_not_go_on(tmp_path: Path) -> None:
    with runs(tmp_path, DISPLAY=":none") as process:
        _, told = process.communicate(timeout=60)
    assert process.returncode == os.EX_SOFTWARE
    assert told.strip().splitlines()[-1] == "kiosk: the display ':none' cannot be opened"
    assert "Traceback" not in told


def test_so_does_one_with_a_settings_file_and_no_display_at_all(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text(f'mode = "simulation"\nstate = "{tmp_path}/state"\n')
    with runs(tmp_path, "--settings", "kiosk.toml") as process:
        _, told = process.communicate(timeout=60)
    assert (process.returncode, told.strip().splitlines()[-1]) == (
        os.EX_SOFTWARE,
        "kiosk: DISPLAY names no display",
    )


def test_it_has_not_started_then(tmp_path: Path) -> None:
    with runs(tmp_path, DISPLAY=":none") as process:
        process.communicate(timeout=60)
    path = tmp_path / "out" / "state" / "journal.sqlite"
    assert not path.exists() or [*Journal(path, lambda: datetime.now(JST)).entries()] == []


def test_where_no_screen_is_asked_for_none_is_missed(tmp_path: Path) -> None:
    with runs(tmp_path, DISPLAY=":none", SDL_VIDEODRIVER="offscreen") as process:
        assert process.stderr is not None
        assert any('"state": "attract"' in line for line in process.stderr)
        process.terminate()
        process.communicate(timeout=60)
