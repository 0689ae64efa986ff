"""The program as PyInstaller builds it."""

from __future__ import annotations

import subprocess

import pytest
from command_line import ROOT, WITHOUT_DISPLAY

pytestmark = [pytest.mark.peer, pytest.mark.window, pytest.mark.cost(60)]


@pytest.mark.timeout(300)
def test_the_built_program_starts_and_plays_a_visit(tmp_path):
    subprocess.run(
        [ROOT / "tools/build.sh", "--distpath", str(tmp_path / "dist"), "--workpath", str(tmp_path / "work")],
        check=True, capture_output=True, env=WITHOUT_DISPLAY,
    )  # fmt: skip
    program = tmp_path / "dist" / "kiosk" / "kiosk"
    done = subprocess.run(
        [program, "demo", "--pace", "brisk", "--out", str(tmp_path / "out")],
        cwd=tmp_path, env=WITHOUT_DISPLAY, capture_output=True, text=True, timeout=110, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert (tmp_path / "out" / "certificate.pdf").exists()
