"""Another program on the journal's file: a backup, a shell."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OTHER = """
    import sys, time, apsw
    other = apsw.Connection(sys.argv[1])
    other.set_busy_timeout(10000)
    other.execute(sys.argv[2])
    other.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    print("holds", flush=True)
    time.sleep(float(sys.argv[3])) if len(sys.argv) > 3 else sys.stdin.readline()
"""


def begin_in_another_program(path: Path, begin: str, seconds: float | None = None) -> subprocess.Popen[str]:
    """Start a process that holds a transaction, for `seconds` or until it is killed."""
    lasting = [] if seconds is None else [str(seconds)]
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_OTHER), str(path), begin, *lasting],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "holds\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    """Kill it and wait for its end."""
    process.kill()
    process.communicate()


@contextmanager
def another_program(path: Path, begin: str) -> Iterator[subprocess.Popen[str]]:
    """A second process in a transaction while the block lasts. BEGIN IMMEDIATE locks writers out."""
    process = begin_in_another_program(path, begin)
    try:
        yield process
    finally:
        end(process)
