"""Processes under measurement: started, looked at through /proc, and stopped by their own ids."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from pathlib import Path
from types import TracebackType

_TICK = os.sysconf("SC_CLK_TCK")
_STOP_PATIENCE = 10.0
ROOT = Path(__file__).resolve().parents[1]


class Watched:
    """Context manager: a command with all its descendants; what it writes goes to `log`."""

    def __init__(self, command: list[str], display: str, folder: Path) -> None:
        """`display` is its X display; `folder` its working directory and home."""
        foreign = ("KIVY", "KCFG")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        environment |= {"DISPLAY": display, "HOME": str(folder), "PYTHONPATH": str(ROOT)}
        self._command, self._environment, self._folder = command, environment, folder
        self._process: subprocess.Popen[bytes] | None = None
        self.log = folder / "log.txt"

    def __enter__(self) -> Watched:
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command, env=self._environment, cwd=self._folder,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is None:
            return
        family = {pid: _born(pid) for pid in self.tree() if pid != self._process.pid}
        self._process.terminate()
        try:
            self._process.wait(_STOP_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pid, born in family.items():  # whoever outlives the parent; an id used anew is somebody else
            if born and _born(pid) == born:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    def alive(self) -> bool:
        """True while the main process runs."""
        return self._process is not None and self._process.poll() is None

    def tree(self) -> list[int]:
        """Process ids of the command and its descendants."""
        return [] if self._process is None else tree(self._process.pid)

    def nanoseconds_by_thread(self) -> dict[tuple[int, int, str], int]:
        """See the function."""
        return {} if self._process is None else nanoseconds_by_thread(self._process.pid)

    def pss(self) -> int:
        """Proportional set size of the whole tree in bytes: shared pages are divided by their users."""
        return sum(_pss(pid) for pid in self.tree())


def cpu_seconds_of(root: int) -> float:
    """User and system seconds of `root` and its descendants so far (those still alive)."""
    return sum(_cpu(pid) for pid in tree(root))


def nanoseconds_by_thread(root: int) -> dict[tuple[int, int, str], int]:
    """What each living thread of `root` and its descendants has run so far, by process, thread and name."""
    found: dict[tuple[int, int, str], int] = {}
    for pid in tree(root):
        for task in Path(f"/proc/{pid}/task").glob("*"):
            with contextlib.suppress(OSError):  # it has ended meanwhile
                name = (task / "comm").read_text().strip()
                found[pid, int(task.name), name] = int((task / "schedstat").read_text().split()[0])
    return found


def tree(root: int) -> list[int]:
    """`root` and its descendants, by parent ids in /proc."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            parents[int(entry.name)] = int(fields[1])
    found = [root]
    for pid in found:  # grows while it is read
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _stat(pid: int) -> list[str]:
    """Fields of /proc/PID/stat after the name: state, parent, …; empty when the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _born(pid: int) -> str:
    """When the process started (ticks after boot), empty when it is gone."""
    fields = _stat(pid)
    return fields[19] if fields else ""


def _cpu(pid: int) -> float:
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / _TICK if fields else 0.0


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
