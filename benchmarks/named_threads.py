"""`python -m benchmarks.named_threads MODULE ARGUMENTS…`: run it with threads whose names the kernel knows.

Python tells the kernel itself from 3.14 on. With the names, /proc says which thread spent which processor
time.
"""

from __future__ import annotations

import runpy
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

_LONGEST = 15
"""Bytes of a name that the kernel keeps; proc_pid_comm(5)."""


def _tell_kernel(_frame: FrameType, _event: str, _argument: Any) -> None:
    """The first thing that a new thread does."""
    sys.setprofile(None)
    name = threading.current_thread().name.encode()[:_LONGEST]
    Path(f"/proc/self/task/{threading.get_native_id()}/comm").write_bytes(name)


def main(arguments: list[str]) -> None:
    """Run the module as `python -m` does, in this process."""
    threading.setprofile(_tell_kernel)
    sys.argv = arguments
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
