"""What a terminal remembers of its commands over a restart: which it has dealt with, and what they set."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kiosk.fleet.messages import MOST_COMMANDS, Acknowledgement, Outcome
from kiosk.fleet.orders import UNREADABLE, Orders, remembered
from kiosk.logs import Log

log = Log()
_MOST_REMEMBERED = 256
"""Commands that are known again; the server gives nothing again that was acknowledged."""


class FleetMemory:
    """The file at `path`; thread-safe. From one that cannot be read no command is known; the log says so."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._dealt: dict[str, str] = {}
        self._told: set[str] = set()
        self.orders = Orders()
        self._read()

    def knows(self, command: str) -> bool:
        """True for a command that was dealt with; it is acknowledged once more."""
        with self._lock:
            if command not in self._dealt:
                return False
            self._told.discard(command)
            return True

    def deal(self, command: str, outcome: Outcome, orders: Orders) -> None:
        """Remember what became of a command, and what is in force now. Raises OSError."""
        with self._lock:
            dealt = {**self._dealt, command: outcome.value}
            dealt = dict(list(dealt.items())[-_MOST_REMEMBERED:])
            self._write({"dealt": dealt, **asdict(orders)})
            self._dealt, self.orders = dealt, orders

    def acknowledgements(self) -> tuple[Acknowledgement, ...]:
        """What the server has not been told yet."""
        with self._lock:
            untold = [each for each in self._dealt if each not in self._told]
            return tuple(
                Acknowledgement(command=each, outcome=Outcome(self._dealt[each]))
                for each in untold[:MOST_COMMANDS]
            )

    def told(self, acknowledged: Iterable[Acknowledgement]) -> None:
        """The server has heard these. After a restart they are told again, which changes nothing."""
        with self._lock:
            self._told |= {each.command for each in acknowledged}

    def _read(self) -> None:
        try:
            dealt, orders = remembered(self._path)
            self._dealt = {name: Outcome(each).value for name, each in dealt.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            log.error("fleet_memory_unreadable", kind=type(error).__name__)
            self.orders = UNREADABLE
            return
        self.orders = orders

    def _write(self, content: dict[str, Any]) -> None:
        draft = self._path.with_suffix(".draft")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path)
