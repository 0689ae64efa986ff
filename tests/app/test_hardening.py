"""A process with a shopper in its memory can neither be dumped nor read by its neighbours."""

from __future__ import annotations

import subprocess
import sys

LOOK = """
from kiosk.app.process_security import forbid_dumps
import ctypes, resource
forbid_dumps()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def test_core_dumps_and_foreign_eyes_are_forbidden() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(0, 0) 0"
