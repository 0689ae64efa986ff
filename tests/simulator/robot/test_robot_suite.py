"""The Robot Framework suite passes at a running terminal with its window, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk_simulator.robot.library import KEYWORDS, KioskLibrary
from kiosk_simulator.robot.terminal import RunningTerminal
from tests.simulator.robot.running import run_by_robot, running_terminal

SUITE = Path(__file__).parents[2] / "robot"
pytestmark = pytest.mark.cost(90)


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_terminal(tmp_path_factory.mktemp("terminal")) as url:
        yield url


@pytest.mark.window
@pytest.mark.peer
@pytest.mark.timeout(600)  # ten visits at a window, on a machine that does other things as well
def test_the_suite_passes_and_tells_so_as_junit(console: str, tmp_path: Path) -> None:
    told = run_by_robot(SUITE, console, tmp_path)
    assert (told.tests, told.failures) == (10, {})


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
