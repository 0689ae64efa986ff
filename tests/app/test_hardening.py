"""A process with a shopper in its memory can neither be dumped nor read by its neighbours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LOOK = """
from kiosk.app.process.security import forbid_dumps
import ctypes, resource
forbid_dumps()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


NEW_FILES = """
from kiosk.app.process.security import keep_files_private
import os, pathlib
os.umask(0)
keep_files_private()
path = pathlib.Path("new")
path.write_text("x")
print(oct(path.stat().st_mode & 0o777))
"""


def test_a_file_that_the_terminal_makes_is_for_its_user_alone(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", NEW_FILES], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.strip() == "0o600"


def test_core_dumps_and_foreign_eyes_are_forbidden() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(0, 0) 0"
