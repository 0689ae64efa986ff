"""What a worker does beside serving: it ends when the process that started it says so, or is gone."""

from __future__ import annotations

import contextlib
import signal
from multiprocessing.connection import Connection


def leave_interrupts_to_the_first() -> None:
    """Ctrl-C reaches the whole group; the first process stops this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def wait_for_the_end(life: Connection) -> None:
    """Tell `life` that this worker serves; return when it says something, or its other end is gone."""
    with contextlib.suppress(EOFError, OSError):
        life.send(True)
        life.recv()
