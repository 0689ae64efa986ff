"""Running the program as a newcomer does, in a process of its own and without a display."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
KIOSK = [sys.executable, "-m", "kiosk"]
WITHOUT_DISPLAY = {
    key: value
    for key, value in os.environ.items()
    if key not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")  # the last one is set by tests of screens
}


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*KIOSK, *arguments],
        cwd=cwd,
        env=WITHOUT_DISPLAY,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )


def in_order(wanted: list[str], seen: list[str]) -> bool:
    rest = iter(seen)
    return all(state in rest for state in wanted)
