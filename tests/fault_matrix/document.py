"""Writes docs/fault-matrix.md, folded: states with the same end are one row, equal faults one table row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.fault_matrix.cell import Situation
from tests.fault_matrix.matrix import AS_WITHOUT, Key, Matrix, situations
from tests.fault_matrix.situations import SITUATIONS

Ends = Mapping[Key, str]
PAGE = Path(__file__).parents[2] / "docs" / "fault-matrix.md"
_Place = tuple[str, str, str]
"""Where the fault happens, and how it ends for who goes on and for who leaves."""

GROUPS: Mapping[str, str] = {
    "reader": "Card reader",
    "acceptor": "Coin acceptor",
    "validator": "Note validator",
    "hopper": "Hoppers",
    "printer": "Page printer",
    "receipt": "Receipt printer",
    "sound": "Sound",
    "centre": "Issuing centre",
    "phone": "Telephone",
    "program": "Programs of the devices",
    "journal": "Journal",
    "power": "Power",
    "clock": "Clock",
}
"""The tables, by group of faults."""

WITHOUT = "Without a fault"
HEAD = """# Every fault in every state

Each fault happens in each state, at the moment when the state is entered; then the shopper goes on as far as
there are keys. With one fault of each kind somebody also goes away there. Every cell has a defined end: the
money in the metal is that of the journal, nobody is charged for a sheet that is not out, nothing unexpected
is raised, nothing of the visit is left, and once the fault has ended the next one buys a certificate with
change. `make whole` plays all of it and compares it with this page, `make test` a part by chance. The page
is written by `make matrix WRITE=--write`.

- States are those of the [state table](states.md), codes those of [errors.md](errors.md), faults those of the
  [QA guide](qa-guide.md). `stuck` and `breaks` let the program of a device hang or raise, `no_coins` and
  `no_paper` empty hoppers and tray, `journal.…` lets the journal's disk fail, and with `cut_devices_too` the
  cash unit forgets what it counted.
- First stands what the visit comes to from the fault on: *papers*, *done*, *card shown*, *money back*,
  *slip*, *refused*, *card not seen*. Then how the terminal rests while the fault is still there: it *waits*
  (with the code of what keeps certificates from being sold), is *out of service* with a code, or *closed*.
- *staff*: after the fault has ended it still waits for somebody in maintenance. Else it comes back by itself.
- **–** is the end without the fault, as in the first table. A state that is come to in several ways stands
  once more with the way in brackets.

A fault that is noticed only in a later state is played there and stands for both; the rules are in
`tests/fault_matrix/matrix.py`.
"""


def without(matrix: Matrix) -> dict[Situation, str]:
    """How each situation ends without a fault."""
    return {each: matrix.end_without(each) for each in situations()}


def page(sections: Mapping[str, str]) -> str:
    """The whole page, from its tables by their titles (`sections_of`)."""
    return "\n".join((HEAD, *(sections[title] for title in (WITHOUT, *GROUPS.values()) if title in sections)))


def sections_of(text: str) -> dict[str, str]:
    """The tables of a page by their titles."""
    found = {}
    for part in text.split("\n## ")[1:]:
        found[part.partition("\n")[0]] = f"## {part.rstrip()}\n"
    return found


def section_without(plain: Mapping[Situation, str]) -> str:
    """The table without faults."""
    rows = [f"## {WITHOUT}", "", "| state | goes on | leaves |", "|---|---|---|"]
    for place, (on, away) in _places().items():
        rows.append(f"| {place} | {plain[on]} | {plain[away] if away else ''} |")
    return "\n".join(rows) + "\n"


def section(group: str, plain: Mapping[Situation, str], ends: Ends) -> str:
    """The table of one group of faults."""
    found: dict[str, dict[Situation, str]] = defaultdict(dict)
    for key, end in ends.items():
        found[key.fault.name][key.situation] = AS_WITHOUT if end == plain[key.situation] else end
    alike: dict[tuple[_Place, ...], list[str]] = defaultdict(list)
    for name, by_situation in found.items():
        alike[tuple(_rows(by_situation))].append(name)
    rows = [f"## {GROUPS[group]}", "", "| fault | state | goes on | leaves |", "|---|---|---|---|"]
    for places, names in alike.items():
        said = ", ".join(f"`{name}`" for name in names)
        for place in places:
            rows.append(f"| {said} | {' | '.join(place)} |")
            said = ""
    return "\n".join(rows) + "\n"


def _rows(by_situation: Mapping[Situation, str]) -> Iterator[_Place]:
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place, (on, away) in _places().items():
        left = "" if away is None else by_situation.get(away, "")
        same = [] if left else [each for each in places if each[0] == by_situation[on]]
        places[same[0] if same else (by_situation[on], left)].append(place)
    most = max(places, key=lambda ends: len(places[ends]))
    for (on_end, left_end), where in sorted(places.items(), key=lambda each: each[0] == most):
        named = "all others" if (on_end, left_end) == most and len(places) > 1 else _list(where)
        yield named, on_end, left_end


def stated(text: str) -> dict[tuple[str, Situation], str]:
    """What the page says of each cell; – where it ends as without the fault."""
    found: dict[tuple[str, Situation], str] = {}
    names, left = list[str](), dict[str, tuple[Situation, Situation | None]]()
    for line in text.splitlines():
        cells = [each.strip() for each in line.strip("|").split("|")]
        if len(cells) != 4 or cells[0] in ("fault", "---"):
            continue
        if cells[0]:
            names, left = re.findall("`(.+?)`", cells[0]), dict(_places())
        where = list(left) if cells[1] in ("all", "all others") else cells[1].split(", ")
        for place in where:
            on, away = left.pop(place)
            for name in names:
                found[name, on] = cells[2]
                if away is not None and cells[3]:
                    found[name, away] = cells[3]
    return found


def _list(where: Sequence[str]) -> str:
    return "all" if len(where) == len(_places()) else ", ".join(where)


def _places() -> dict[str, tuple[Situation, Situation | None]]:
    found = {}
    for state, plans in SITUATIONS.items():
        for number, plan in enumerate(plans):
            name = state.value if number == 0 else f"{state.value} ({plan.name})"
            away = Situation(state, plan, leaves=True) if number == 0 else None
            found[name] = (Situation(state, plan, leaves=False), away)
    return found
