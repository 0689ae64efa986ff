"""The scenarios that the console offers: those of the project, and those that were recorded here."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.logs import Log
from kiosk_simulator.console.scenarios.hands import VERBS
from kiosk_simulator.refusal import Refusal
from kiosk_simulator.scenarios.scenario import Scenario, ScenarioError, read

log = Log()

PROJECT = Path(__file__).resolve().parents[3] / "tests" / "scenarios"
"""The project's own scenarios; an installation does not have them."""
_SUFFIX = ".scenario"
_SLOW = frozenset({"time-out", "時間切れ", "leave", "立ち去る"})
_MOST_RECORDINGS = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One scenario. `id` is its file and its number in it, `path` the file."""

    id: str
    scenario: Scenario
    path: Path
    recorded: bool = False

    @property
    def can_be_live(self) -> bool:
        """True when hands at a running terminal can do all of it."""
        return all(step.words[0] in VERBS for step in self.scenario.steps)

    @property
    def takes_minutes(self) -> bool:
        """True when it waits for a time-out, which at a running terminal takes its time."""
        return any(step.words[0] in _SLOW for step in self.scenario.steps)


class Library:
    """Reads files once, and recordings when one is made. Safe to use from any thread."""

    def __init__(self, recordings: Path | None, project: Path = PROJECT) -> None:
        """`recordings` is the folder of what is recorded here; None: recordings are not kept."""
        self._recordings = recordings
        self._lock = threading.Lock()
        self._project = tuple(_read(project, recorded=False))
        self._recorded = () if recordings is None else tuple(_read(recordings, recorded=True))
        self.version = 1
        """Another number as soon as there are other scenarios."""

    def entries(self) -> tuple[Entry, ...]:
        """Recorded ones first."""
        return (*self._recorded, *self._project)

    def get(self, id_: str) -> Entry:
        """Raises KeyError."""
        found = next((each for each in self.entries() if each.id == id_), None)
        if found is None:
            raise KeyError(f"no scenario {id_}")
        return found

    def keep(self, text: str) -> str:
        """Keep what was recorded, and return the id of it; "" where recordings are not kept.

        Raises Refusal when there are too many already, and OSError when the folder cannot be written.
        """
        if self._recordings is None:
            return ""
        with self._lock:
            self._recordings.mkdir(mode=0o700, parents=True, exist_ok=True)
            taken = {
                int(found[1]) for each in self._recorded if (found := re.search(r"(\d+)$", each.path.stem))
            }
            if len(taken) >= _MOST_RECORDINGS:
                raise Refusal(
                    f"there are {_MOST_RECORDINGS} recordings: delete some",
                    f"記録が{_MOST_RECORDINGS}件あります。いくつか消してください",
                )
            number = next(each for each in range(1, len(taken) + 2) if each not in taken)
            path = self._recordings / f"recorded-{number}{_SUFFIX}"
            path.write_text(text, encoding="utf-8")
            self._look()
            return f"{path.stem}:1"

    def forget(self, id_: str) -> None:
        """Delete the file of a recording. Raises KeyError, also for a scenario of the project."""
        entry = self.get(id_)
        if not entry.recorded:
            raise KeyError(f"no recording {id_}")
        with self._lock:
            entry.path.unlink(missing_ok=True)
            self._look()

    def _look(self) -> None:
        assert self._recordings is not None, "only recordings change"
        self._recorded = tuple(_read(self._recordings, recorded=True))
        self.version += 1


def _read(folder: Path, *, recorded: bool) -> Iterable[Entry]:
    for path in sorted(folder.glob(f"*{_SUFFIX}")):
        try:
            scenarios = read(path)
        except (ScenarioError, OSError, UnicodeDecodeError) as error:
            log.warning("scenarios_unreadable", file=path.name, kind=type(error).__name__)
            continue
        for number, scenario in enumerate(scenarios, 1):
            yield Entry(f"{path.stem}:{number}", scenario, path, recorded)
