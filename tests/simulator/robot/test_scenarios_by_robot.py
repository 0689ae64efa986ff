"""Robot Framework's own runner plays scenarios of the project at running terminals."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.fsm.reasons import Reason
from kiosk_simulator.console.scenarios.library import Library
from kiosk_simulator.robot.suites import MINUTES, chosen, live, main, shown, write
from tests.simulator.robot.running import run_by_robot, running_terminal

ENTRIES = Library(None).entries()
SERVICES = {"certificates", "reset", "registration", "check", "information", "staff"}
"""Tags of the four services, of the information pages and of maintenance mode."""
NOT_WAITED_FOR = "[timeouts]\nrefusal = 30\ntake = 30\nclaim = 30\nprint_held = 60\n"
"""Pages that nobody reads and a printer that nobody sees to, for as short a time as a terminal may wait."""


COSTS = (1500, 1500, 290, 290, 29, 29)
"""Of the terminals among which the scenarios are shared. They wait much and compute little: two at a time
leave the processor to the dearest of the other tests."""


@pytest.mark.whole
@pytest.mark.window
@pytest.mark.peer
@pytest.mark.timeout(2400)
@pytest.mark.parametrize(
    "terminal_number",
    [
        pytest.param(
            number, marks=[pytest.mark.xdist_group(f"robot's terminal {number}"), pytest.mark.cost(cost)]
        )
        for number, cost in enumerate(COSTS)
    ],
)
def test_every_service_and_every_code_is_seen_by_robot(tmp_path: Path, terminal_number: int) -> None:
    entries = chosen(ENTRIES)[terminal_number :: len(COSTS)]
    assert write(tmp_path / "suites", entries) == len(entries)
    terminal = tmp_path / "terminal"
    terminal.mkdir()
    with running_terminal(terminal, NOT_WAITED_FOR) as console:
        told = run_by_robot(tmp_path / "suites", console, tmp_path / "out")
    assert told.failures == {}
    assert told.tests == len(entries)


def test_what_is_chosen_shows_all_that_can_be_shown_at_a_running_terminal() -> None:
    entries = chosen(ENTRIES)
    assert {tag for each in entries for tag in each.scenario.tags} >= shown(ENTRIES)
    assert len(entries) < len(live(ENTRIES)) / 4
    codes = {tag for tag in shown(ENTRIES) if re.fullmatch(r"[A-Z]-\d{3}", tag)}
    assert codes < {reason.value for reason in Reason}
    assert len(codes) > 40
    assert shown(ENTRIES) >= SERVICES


def test_every_live_scenario_is_a_test_case_with_its_tags(tmp_path: Path) -> None:
    assert main(str(tmp_path), "--every") == 0
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(tmp_path.glob("*.robot")))
    played = re.findall(r"^    Play Scenario    (\S+)$", text, re.MULTILINE)
    assert sorted(played) == sorted(each.id for each in live(ENTRIES))
    assert text.count(f"    {MINUTES}\n") == sum(each.takes_minutes for each in live(ENTRIES))


@pytest.mark.parametrize("words", [(), ("a", "b"), ("a", "--all")])
def test_without_one_folder_it_says_how_it_is_used(words: tuple[str, ...]) -> None:
    assert main(*words) == 2
