"""Plays scenarios on terminals of their own, in a process of its own: the running terminal notices nothing.

As a program it reads a file of scenarios and prints one line of JSON for each.
"""

from __future__ import annotations

import json
import logging
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from kiosk.logs import log_as_json
from kiosk_simulator.scenarios.scenario import Scenario, read

NICENESS = 10
"""How much rather the running terminal gets the processor."""


def is_possible() -> bool:
    """False in a built program, which is no interpreter."""
    return not getattr(sys, "frozen", False)


def text_of(scenario: Scenario) -> str:
    """The scenario as in a file of its own."""
    return "\n".join(
        (f"Scenario: {scenario.name}", *(f"  {shlex.join(each.words)}" for each in scenario.steps), "")
    )


class Apart:
    """One such process at a time. `end` may be called from any thread."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._ended = False

    def play(self, scenarios: Iterable[Scenario], told: Callable[[int, dict[str, object]], None]) -> bool:
        """Play all; `told` gets the place of each (from 0) and how it ended. False when it did not finish."""
        wanted = list(scenarios)
        with tempfile.TemporaryDirectory(prefix="kiosk-scenarios-") as folder:
            file = Path(folder) / "chosen.scenario"
            file.write_text("\n".join(map(text_of, wanted)), encoding="utf-8")
            command = [sys.executable, "-m", __name__, str(file), folder, str(NICENESS)]
            self._process = process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                text=True, encoding="utf-8",
            )  # fmt: skip
            if self._ended:
                process.terminate()
            number = 0
            assert process.stdout is not None, "it was asked for"
            with process.stdout as lines:
                for line in lines:
                    told(number, json.loads(line))
                    number += 1
            process.wait()
        return number == len(wanted)

    def end(self) -> None:
        """End the process, if there is one or will be one."""
        self._ended = True
        if self._process is not None:
            self._process.terminate()


def main(file: Path, folder: Path, niceness: int) -> None:
    """Play the scenarios of a file, and be as nice to others as said; `folder` takes the keys."""
    from kiosk_simulator.scenarios.run import play_all

    log_as_json(logging.CRITICAL)
    os.nice(niceness)
    for outcome in play_all(read(file), folder):
        step = "" if outcome.step is None else str(outcome.step)
        told = {"passed": outcome.passed, "step": step, "message": outcome.message}
        sys.stdout.write(
            json.dumps({**told, "seconds": round(outcome.seconds, 2)}, ensure_ascii=False) + "\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
