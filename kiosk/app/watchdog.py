"""What the service manager hears: that the terminal serves, how it does, and that it still turns.

The protocol is sd_notify(3): one datagram of lines to the socket that NOTIFY_SOCKET names.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Mapping

from kiosk.logs import Log

log = Log()

Loop = Callable[[Callable[[], None]], None]
"""Has a loop call a function at its next turn; from any thread."""


class ServiceManager:
    """Sends states such as `READY=1`. Without a NOTIFY_SOCKET nobody listens, and nothing is sent."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        """`NOTIFY_SOCKET` is a path, or a name in the abstract namespace after an @."""
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        self.watchdog = _seconds(environment)
        """Seconds within which it wants to be fed; None when it does not."""

    def tell(self, **states: str | int) -> None:
        """Send each state as a line. That nobody could be reached is logged: the terminal goes on."""
        if not self._address:
            return
        lines = "\n".join(f"{name}={_one_line(str(value))}" for name, value in states.items())
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
                sender.setblocking(False)
                sender.sendto(lines.encode(), self._address)
        except OSError as error:
            log.warning("service_manager_not_told", kind=type(error).__name__)


def _seconds(environment: Mapping[str, str]) -> float | None:
    """WATCHDOG_USEC, if it is meant for this process: sd_watchdog_enabled(3)."""
    microseconds, process = environment.get("WATCHDOG_USEC", ""), environment.get("WATCHDOG_PID", "")
    if not microseconds.isdecimal() or int(microseconds) == 0:
        return None
    if process and process != str(os.getpid()):
        return None
    return int(microseconds) / 1_000_000


def _one_line(value: str) -> str:
    return " ".join(value.split())


class Watchdog:
    """Feeds the service manager's watchdog while every loop turns: a dead glass is as bad as a dead terminal.

    Each loop is asked to call back at its next turn. Only when all have done so since the last feeding is
    the watchdog fed, and are they asked again: a loop that hangs starves it, whatever the others do.
    """

    def __init__(self, manager: ServiceManager, loops: tuple[Loop, ...]) -> None:
        self._manager, self._loops = manager, loops
        self._turned: set[int] = set()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._feed_until_ended, name="watchdog", daemon=True)

    def start(self) -> None:
        """Begin to feed, on a thread of its own; nothing happens when nobody wants to be fed."""
        if self._manager.watchdog is not None:
            self.ask()
            self._thread.start()

    def stop(self) -> None:
        """Feed no more."""
        self._ended.set()

    def look(self) -> bool:
        """Feed if every loop has turned since the last time; True if so."""
        if len(self._turned) < len(self._loops):
            return False
        self._manager.tell(WATCHDOG=1)
        self.ask()
        return True

    def ask(self) -> None:
        """Have every loop call back at its next turn."""
        turned: set[int] = set()
        self._turned = turned  # a late answer to an earlier question goes to the set of that one
        for number, call in enumerate(self._loops):
            call(lambda number=number: turned.add(number))  # type: ignore[misc]  # mypy cannot infer a default

    def _feed_until_ended(self) -> None:
        interval = (self._manager.watchdog or 0.0) / 4
        while not self._ended.wait(interval):
            self.look()
