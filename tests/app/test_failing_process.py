"""A terminal that cannot go on ends its process with a status that whoever watches it can see."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal

pytestmark = pytest.mark.peer

PROGRAM = Path(__file__).parents[1] / "support" / "processes" / "failing_terminal.py"


@pytest.mark.parametrize(("how", "state"), [("machine", "attract"), ("loop", ""), ("stuck", "attract")])
def test_nothing_stands_dead_on_the_glass(tmp_path: Path, how: str, state: str) -> None:
    done = subprocess.run(
        [sys.executable, str(PROGRAM), how],
        cwd=tmp_path,
        env={**os.environ, "DISPLAY": ":none", "SDL_VIDEODRIVER": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == os.EX_SOFTWARE, done.stderr[-2000:]
    assert "terminal_cannot_go_on" in done.stderr
    assert "Traceback" not in done.stderr
    journal = Journal(tmp_path / "out" / "state" / "journal.sqlite", lambda: datetime.now(UTC))
    (row,) = [each for each in journal.entries() if each.kind is Kind.TERMINAL_FAILED]
    journal.close()
    assert row.facts["state"] == state or not state
