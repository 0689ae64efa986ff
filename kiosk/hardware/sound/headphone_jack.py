"""The headphone jack as an input switch of Linux (SW_HEADPHONE_INSERT), read when it is asked for."""

from __future__ import annotations

import fcntl
import os

_SW_HEADPHONE_INSERT = 0x02
_LENGTH = 8
_EVIOCGSW = 2 << 30 | _LENGTH << 16 | ord("E") << 8 | 0x1B
"""Reads the state of all switches; <linux/input.h>."""


class HeadphoneJack:
    """Whether the switch of the input device `path`, such as /dev/input/event5, is closed.

    A device that is missing or has no such switch counts as a jack with nothing in it: what is personal is
    then not spoken.
    """

    def __init__(self, path: str) -> None:
        self._path = path

    def __call__(self) -> bool:
        if not self._path:
            return False
        try:
            device = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            switches = fcntl.ioctl(device, _EVIOCGSW, bytes(_LENGTH))
        except OSError:
            return False
        finally:
            os.close(device)
        return bool(switches[0] >> _SW_HEADPHONE_INSERT & 1)
