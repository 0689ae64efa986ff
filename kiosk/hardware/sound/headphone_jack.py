"""The headphone jack as an input switch of Linux (SW_HEADPHONE_INSERT)."""

from __future__ import annotations

import fcntl
import os
import select
import threading
import time
from collections.abc import Callable

_SW_HEADPHONE_INSERT = 0x02
_LENGTH = 8
_EVIOCGSW = 2 << 30 | _LENGTH << 16 | ord("E") << 8 | 0x1B
"""Reads the state of all switches; <linux/input.h>."""
_MOST = 4096
"""Bytes of events that are taken at once; they only tell that the switch is to be read."""
_AGAIN_AFTER = 5.0
"""Seconds after which a jack that went away is opened again."""


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

    def watch(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever the switch may have moved, on a thread of its own. Returns at once."""
        if self._path:
            threading.Thread(target=self._watch, args=(changed,), name="headphones", daemon=True).start()

    def _watch(self, changed: Callable[[], None]) -> None:
        while True:
            self._tell_of_events(changed)
            time.sleep(_AGAIN_AFTER)  # a jack on USB comes back as another device of the same name

    def _tell_of_events(self, changed: Callable[[], None]) -> None:
        """Until the device is gone."""
        try:
            device = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            return
        try:
            events = select.poll()
            events.register(device, select.POLLIN)
            changed()  # it may have moved before this device was open
            while events.poll() and os.read(device, _MOST):
                changed()
        except OSError:
            pass
        finally:
            os.close(device)
        changed()
