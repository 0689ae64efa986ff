"""Writes docs/scenarios.md: how to write scenarios, the verbs, and what the played ones cover."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kiosk.fsm.state_table import STATES
from kiosk_simulator.scenarios.paths import PATHS
from kiosk_simulator.scenarios.run import Outcome
from kiosk_simulator.scenarios.steps import VERBS

_HOW = """# Scenarios

What a person does at the terminal and what must follow, as files that anybody can read:
`tests/scenarios/*.scenario`. This page is written by `kiosk-simulator scenario document`.

```
Scenario: who ends after some coins gets them all back
Tags: pay T-102
  reach pay
  insert 100 50 10
  touch end end
  until take_refund
  take-money 160
  touch acknowledge
  until attract
```

- A step is a verb and its words, as in a shell. `シナリオ:`, `タグ:` and the Japanese verbs mean the same.
- A scenario begins at a terminal that waits, on Tuesday, 24 November 2026, 10:00, with a full tray and
  40 coins in each hopper. Nothing takes real time.
- States are those of the [state table](states.md), codes those of [errors.md](errors.md), faults those of the
  [QA guide](qa-guide.md). `offers` and `lacks` name keys; a wrong name is answered with those that are there.
- What is not said is checked as well: money in the metal equals the journal's, nobody was charged for a sheet
  that is not out, and nothing unexpected was raised (unless the scenario says `breaks`).

Run: `kiosk-simulator scenario run tests/scenarios [--junit out.xml]`. The QA console lists
them, plays each at one click and records new ones ([the bench](qa-guide.md)). Robot Framework plays them at a
running terminal: `python -m kiosk_simulator.robot.suites OUT` writes suites that show every service and code
(`--every`: all), `robot --variable CONSOLE:ADDRESS OUT` runs them. `reach` knows the way to: """


def page(outcomes: Iterable[Outcome]) -> str:
    """The whole page, from scenarios that were played."""
    return "\n".join((_HOW + f"{', '.join(PATHS)}.", "", *_verbs(), "", *_coverage(list(outcomes)))) + "\n"


def _verbs() -> Iterator[str]:
    yield "## Verbs"
    yield ""
    yield "| English | Japanese | words | what it does |"
    yield "|---|---|---|---|"
    for english, (japanese, verb) in VERBS.items():
        said = (inspect.getdoc(verb) or "").split("\n\n")[0].replace("\n", " ")
        yield f"| `{english}` | `{japanese}` | {_words(verb)} | {said} |"


def _words(verb: object) -> str:
    parameters = list(inspect.signature(verb).parameters.values())[1:]  # type: ignore[arg-type]
    names = []
    for each in parameters:
        name = each.name.upper()
        if each.kind is inspect.Parameter.VAR_POSITIONAL:
            name += " …"
        elif each.default is not inspect.Parameter.empty:
            name = f"[{name}]"
        names.append(name)
    return " ".join(names)


def _coverage(outcomes: list[Outcome]) -> Iterator[str]:
    order = {spec.state: number for number, spec in enumerate(STATES)}
    states: dict[str, list[str]] = defaultdict(list)
    faults: dict[str, dict[int, str]] = defaultdict(dict)
    codes: dict[str, list[str]] = defaultdict(list)
    numbers: dict[str, int] = defaultdict(int)
    for each in outcomes:
        numbers[each.scenario.file] += 1
        name = f"{each.scenario.file.removesuffix('.scenario')} {numbers[each.scenario.file]}"
        for state in set(each.states):
            states[state.value].append(name)
        for state, fault in each.faults:
            faults[fault].setdefault(order[state], f"{state.value}: {name}")
        for code in each.codes:
            codes[code.value].append(name)
    yield f"## What {len(outcomes)} scenarios cover"
    yield ""
    yield "A scenario is named by its file and its number in it. Of several the first is named."
    yield ""
    yield "| fault | state: scenario |"
    yield "|---|---|"
    for fault, found in sorted(faults.items()):
        yield f"| `{fault}` | {', '.join(found[at] for at in sorted(found))} |"
    yield ""
    yield "| code | scenarios | first |"
    yield "|---|---|---|"
    for reason, names in sorted(codes.items()):
        yield f"| {reason} | {len(names)} | {names[0]} |"
    yield ""
    yield "| state | scenarios | first |"
    yield "|---|---|---|"
    for spec in STATES:
        names = states[spec.state.value]
        yield f"| {spec.state.value} | {len(names)} | {names[0] if names else '–'} |"
