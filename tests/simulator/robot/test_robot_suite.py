"""The Robot Framework suite passes at a running terminal with its window, in both languages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from kiosk_simulator.robot.library import KEYWORDS, KioskLibrary
from kiosk_simulator.robot.terminal import RunningTerminal

SUITE = Path(__file__).parents[2] / "robot"
pytestmark = pytest.mark.cost(90)


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the console of `kiosk run`, whose window is drawn nowhere."""
    folder = tmp_path_factory.mktemp("terminal")
    settings = folder / "kiosk.toml"
    settings.write_text(f'mode = "simulation"\nstate = "{folder / "state"}"\n', encoding="utf-8")
    terminal = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "kiosk",
            "run",
            "--settings",
            str(settings),
            "--no-browser",
            "--console-port",
            "0",
        ],
        env={**os.environ, "DISPLAY": ":none", "SDL_VIDEODRIVER": "offscreen", "KIVY_NO_ARGS": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert terminal.stderr is not None
        found = (re.search(r"QA console: (\S+)", line) for line in terminal.stderr)
        yield next(match[1] for match in found if match)
    finally:
        terminal.terminate()
        terminal.communicate(timeout=60)


@pytest.mark.window
@pytest.mark.peer
@pytest.mark.timeout(300)  # ten visits at a window, on a machine that does other things as well
def test_the_suite_passes_and_tells_so_as_junit(console: str, tmp_path: Path) -> None:
    ran = subprocess.run(
        [
            sys.executable, "-m", "robot", "--variable", f"CONSOLE:{console}", "--outputdir", str(tmp_path),
            "--xunit", "xunit.xml", "--console", "quiet", str(SUITE),
        ],
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr + _failures(tmp_path)
    suite = Xml.parse(tmp_path / "xunit.xml").getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("10", "0")


def _failures(folder: Path) -> str:
    path = folder / "xunit.xml"
    if not path.exists():
        return ""
    return "\n".join(each.get("message", "") for each in Xml.parse(path).getroot().iter("failure"))


def test_every_keyword_has_a_japanese_name_and_words() -> None:
    library = KioskLibrary()
    names = library.get_keyword_names()
    assert len(names) == 2 * len(KEYWORDS)
    assert all(library.get_keyword_documentation(name) for name in names)
    assert all(not japanese.isascii() for japanese, _ in KEYWORDS.values())
    assert library.get_keyword_arguments("Set Fault") == ["switch", "amount="]
    assert library.get_keyword_arguments("押す") == ["*keys"]


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1:1/?token=a", "http://192.0.2.1/?token=a", "http://127.0.0.1:1/", "file:///etc"]
)
def test_nothing_but_a_console_of_this_machine_is_asked(url: str) -> None:
    with pytest.raises(ValueError, match="QA console"):
        RunningTerminal(url)
