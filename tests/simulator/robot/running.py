"""A terminal that runs, and Robot Framework's own runner at it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml


@contextmanager
def running_terminal(folder: Path, settings: str = "") -> Iterator[str]:
    """The address of the console of `kiosk run`, whose window is drawn nowhere. `settings` are more lines of
    its kiosk.toml; `folder` is empty."""
    file = folder / "kiosk.toml"
    file.write_text(f'mode = "simulation"\nstate = "{folder / "state"}"\n{settings}', encoding="utf-8")
    terminal = subprocess.Popen(
        [
            sys.executable, "-m", "kiosk", "run", "--settings", str(file), "--no-browser",
            "--console-port", "0",
        ],
        env={**os.environ, "DISPLAY": ":none", "SDL_VIDEODRIVER": "offscreen", "KIVY_NO_ARGS": "1"},
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert terminal.stderr is not None
        found = (re.search(r"QA console: (\S+)", line) for line in terminal.stderr)
        url = next((match[1] for match in found if match), "")
        assert url, "the terminal did not start"
        # A pipe that nobody reads would hold the terminal up.
        reader = threading.Thread(target=_keep, args=(terminal.stderr, folder / "log"), daemon=True)
        reader.start()
        yield url
    finally:
        terminal.terminate()
        terminal.wait(timeout=60)


def _keep(lines: Iterable[str], file: Path) -> None:
    with file.open("w", encoding="utf-8") as log:
        log.writelines(lines)


@dataclass(frozen=True, slots=True)
class Told:
    """What the runner wrote as xunit: how many test cases, how many seconds, and why some failed."""

    tests: int
    seconds: float
    failures: dict[str, str]


def run_by_robot(suite: Path, console: str, out: Path, *arguments: str) -> Told:
    """Let `robot` run the suites in a file or folder; `out` gets output.xml, log.html and xunit.xml."""
    subprocess.run(
        [
            sys.executable, "-m", "robot", "--variable", f"CONSOLE:{console}", "--outputdir", str(out),
            "--xunit", "xunit.xml", "--console", "quiet", *arguments, str(suite),
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (out / "output.xml").exists()
    found = Xml.parse(out / "xunit.xml").getroot()
    cases = list(found.iter("testcase"))
    failures = {
        f"{case.get('classname')}: {case.get('name')}": failure.get("message", "")
        for case in cases
        for failure in case.iter("failure")
    }
    return Told(len(cases), sum(float(case.get("time", "0")) for case in cases), failures)
