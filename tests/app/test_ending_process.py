"""SIGTERM as a service manager sends it: the process ends when nothing is owed, and says how it went."""

from __future__ import annotations

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = [pytest.mark.peer, pytest.mark.cost(15)]

VISITED = Path(__file__).parents[1] / "support" / "processes" / "visited_terminal.py"
PLAIN = ("-m", "kiosk", "run", "--no-browser")


class Running:
    """A terminal of its own, with its log and what it tells its service manager."""

    def __init__(self, process: subprocess.Popen[str], manager: socket.socket) -> None:
        self.process, self.manager = process, manager
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._lines.put(line)

    def logs(self, text: str) -> None:
        """Wait for a line with this in it."""
        while text not in self._lines.get(timeout=60):
            pass

    def tells(self, line: str) -> None:
        """Wait until the service manager is told that."""
        while line.encode() not in self.manager.recv(1000).splitlines():
            pass

    def terminate(self) -> None:
        self.process.send_signal(signal.SIGTERM)


@contextmanager
def running(folder: Path, *program: str) -> Iterator[Running]:
    address = folder / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(address))
        manager.settimeout(60)
        process = subprocess.Popen(
            [sys.executable, *program],
            cwd=folder,
            env={
                **os.environ, "DISPLAY": ":none", "SDL_VIDEODRIVER": "offscreen",
                "NOTIFY_SOCKET": str(address), "WATCHDOG_USEC": "2000000",
            },
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            yield Running(process, manager)
        finally:
            process.kill()
            process.wait()


def test_with_nobody_there_it_ends_with_status_0(tmp_path: Path) -> None:
    with running(tmp_path, *PLAIN) as terminal:
        for line in ("READY=1", "STATUS=attract", "WATCHDOG=1"):
            terminal.tells(line)
        terminal.terminate()
        terminal.logs("drained")
        terminal.tells("STOPPING=1")
        assert terminal.process.wait(60) == 0


def test_a_visit_is_not_cut_off_but_by_a_second_signal(tmp_path: Path) -> None:
    with running(tmp_path, str(VISITED)) as terminal:
        terminal.logs('"state": "menu"')
        terminal.terminate()
        terminal.logs("end_asked")
        terminal.tells("WATCHDOG=1")  # it goes on
        assert terminal.process.poll() is None
        terminal.terminate()
        terminal.logs("cut_off")
        assert terminal.process.wait(60) == os.EX_SOFTWARE
