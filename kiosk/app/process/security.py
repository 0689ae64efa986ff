"""What the process forbids itself before the first shopper: no core dump may hold a PIN or a name, and no
file of its own may be read by others."""

from __future__ import annotations

import ctypes
import os
import resource
import sys

_PR_SET_DUMPABLE = 4


def forbid_dumps() -> None:
    """Allow neither core dumps nor other processes of the same user to read this one's memory.

    On systems other than Linux only the core limit is set.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def keep_files_private() -> None:
    """Create every file and folder from now on for this user alone, whatever the service manager has set."""
    os.umask(0o077)
