"""What the keywords for scenarios ask of a console, and what they make of its answers."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk_simulator.robot.library import KioskLibrary

PASSED: dict[str, Any] = {"passed": True, "step": "", "message": ""}
FAILED: dict[str, Any] = {"passed": False, "step": "sees pay", "message": "state: menu, not pay (in menu)"}
UNREADY: dict[str, Any] = {"passed": False, "step": "", "message": "there is no change"}


class Console:
    """A console whose terminal is in one state after the other, each left by one touch."""

    def __init__(self, *states: str, result: dict[str, Any] | None = None) -> None:
        self.states, self.result = list(states), result
        self.done: list[str] = []

    def does(self, path: str, **body: object) -> object:
        self.done.append(" ".join((path, *map(str, body.values()))))
        if path == "touch":
            self.states.pop(0)
        return None

    def tells(self, path: str) -> dict[str, Any]:
        if path == "page":
            return {"keys": ["help", "end"] if self.states[0] == "menu" else ["end", "acknowledge"]}
        results = {} if self.result is None else {"pay:3": self.result}
        scenarios = {"running": None, "results": results}
        return {"screen": {"state": self.states[0], "notice": None}, "scenarios": scenarios}


def library(console: Console) -> KioskLibrary:
    found = KioskLibrary()
    found._terminal = console  # type: ignore[assignment]  # it does and tells as the real one
    return found


def test_a_scenario_is_played_once_nobody_is_there() -> None:
    console = Console("take_papers", "menu", "attract", result=PASSED)
    library(console).run_keyword("Play Scenario", ["pay:3"])
    everything = ["faults/clear", "card/take", "tray/take", "sheets/take", "slips/take"]
    assert console.done == [
        *everything, "touch acknowledge", *everything, "touch end", "scenarios/here pay:3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("result", "says"),
    [
        (FAILED, "sees pay: state: menu, not pay"),
        (UNREADY, "before the first step: there is no change"),
        (None, "it was stopped"),
    ],
)
def test_a_scenario_that_does_not_pass_fails_with_its_step(result: dict[str, Any] | None, says: str) -> None:
    with pytest.raises(AssertionError, match=says):
        library(Console("attract", result=result)).run_keyword("シナリオを実行する", ["pay:3"])
