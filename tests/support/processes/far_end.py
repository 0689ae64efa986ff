"""A far end as a program of its own, started and spoken to as its user would."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PROGRAM = "from kiosk_simulator.programs.cli import main; main()"


class FarEnd:
    """A running program; `addresses` is what it said first."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.addresses: dict[str, Any] = self._line()

    def do(self, line: str) -> Any:
        """Type a line; returns what was done. Raises ValueError with the program's error."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        said = self._line()
        if "error" in said:
            raise ValueError(said["error"])
        return said["done"]

    def _line(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the program ended"
        said: dict[str, Any] = json.loads(line)
        return said


@contextmanager
def far_end(*arguments: str, keeps_input: bool = True) -> Iterator[FarEnd]:
    """Start `kiosk-simulator` with these arguments; it must end by itself at SIGTERM, with status 0."""
    given = subprocess.PIPE if keeps_input else subprocess.DEVNULL
    command = [sys.executable, "-c", PROGRAM, *arguments]
    with subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield FarEnd(process)
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
        finally:
            process.kill()
