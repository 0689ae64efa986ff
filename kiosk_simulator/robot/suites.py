"""Writes the project's scenarios as suites of Robot Framework: `python -m kiosk_simulator.robot.suites OUT`.

A suite is a file of scenarios, a test case one of its scenarios that can be played on a running terminal; its
tags are the scenario's. By default there are as few as show every service and every code that can be seen
there; with `--every` there are all. Those tagged `minutes` wait for time-outs in real time.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from kiosk.fsm.states import S
from kiosk_simulator.console.scenarios.library import Entry, Library

MINUTES = "minutes"
_SERVICES = frozenset({"certificates", "information"})
"""Tags that are names of a state, and of a service as well."""
_READY, _STEP = 3.0, 0.5
_TAKES = dict.fromkeys(("time-out", "時間切れ", "leave", "立ち去る"), 60.0)
_WAITS = frozenset({"wait", "待つ"})
"""Seconds, about, for a terminal that is made ready, a step, and steps that take longer."""
_HEAD = """*** Settings ***
Documentation     {file}: written from scenarios. CONSOLE is the address that `kiosk run` prints.
Library           kiosk_simulator.robot.KioskLibrary    ${{CONSOLE}}
Test Teardown     Make Way

*** Test Cases ***
"""


def live(entries: Iterable[Entry]) -> list[Entry]:
    """Those that can be played on a running terminal."""
    return [each for each in entries if each.can_be_live]


def shown(entries: Iterable[Entry]) -> frozenset[str]:
    """The services and codes among the tags of live ones: all that is not the name of a state alone."""
    states = {state.value for state in S} - _SERVICES
    return frozenset(tag for each in live(entries) for tag in each.scenario.tags if tag not in states)


def chosen(entries: Iterable[Entry]) -> list[Entry]:
    """Live ones that have all that is `shown`, in their order: those that show most in the least time."""
    there = live(entries)
    missing, taken = set(shown(there)), set[str]()
    while missing:
        best = min(
            (each for each in there if each.scenario.tags & missing),
            key=lambda each: (_seconds(each) / len(each.scenario.tags & missing), each.id),
        )
        taken.add(best.id)
        missing -= best.scenario.tags
    return [each for each in there if each.id in taken]


def _seconds(entry: Entry) -> float:
    """About how long it takes at a running terminal."""
    found = _READY
    for step in entry.scenario.steps:
        name, *words = step.words
        found += _TAKES.get(name, _STEP) + (float(words[0]) if name in _WAITS else 0.0)
    return found


def write(folder: Path, entries: Iterable[Entry]) -> int:
    """Write the suites into `folder`, which may exist; returns the number of test cases. Raises OSError."""
    by_file: dict[str, list[Entry]] = defaultdict(list)
    for each in entries:
        by_file[each.path.stem].append(each)
    folder.mkdir(parents=True, exist_ok=True)
    for file, cases in by_file.items():
        text = _HEAD.format(file=file) + "\n".join(_case(each) for each in cases)
        (folder / f"{file}.robot").write_text(text, encoding="utf-8")
    return sum(map(len, by_file.values()))


def _case(entry: Entry) -> str:
    tags = sorted(entry.scenario.tags) + ([MINUTES] if entry.takes_minutes else [])
    lines = [_plain(entry.scenario.name)]
    if tags:
        lines.append("    ".join(("    [Tags]", *tags)))
    lines.append(f"    Play Scenario    {entry.id}")
    return "\n".join(lines) + "\n"


def _plain(name: str) -> str:
    """A name without what Robot Framework gives a meaning: variables, escapes, columns."""
    return re.sub(r"\s+", " ", re.sub(r"[\\$@&%|#*]", " ", name)).strip()


def main(*words: str) -> int:
    """Write them; returns the exit status."""
    folders = [each for each in words if not each.startswith("--")]
    if len(folders) != 1 or set(words) - {*folders, "--every"}:
        print(__doc__)
        return 2
    entries = Library(None).entries()
    count = write(Path(folders[0]), live(entries) if "--every" in words else chosen(entries))
    print(f"{count} test cases in {folders[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
