"""The switches and the clock of a centre, which its workers share with the process that started them.

A worker looks at a number in shared memory, and asks over its pipe only after that has changed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any, Protocol

from kiosk_servers.workers.pool import SPAWN
from kiosk_simulator.centre.faults import CentreFault, CentreFaults


class Generation:
    """A counter that other processes may look at."""

    def __init__(self) -> None:
        self._value = SPAWN.RawValue("Q", 1)
        self._lock: threading.Lock | None = threading.Lock()

    def next(self) -> None:
        """Something has changed. Only in the process that made the counter."""
        assert self._lock is not None
        with self._lock:
            self._value.value += 1

    def __int__(self) -> int:
        return int(self._value.value)

    def __getstate__(self) -> dict[str, Any]:
        return {"_value": self._value, "_lock": None}


class SharedFaults(CentreFaults):
    """Faults that workers follow: what is switched holds for every request that is sent afterwards."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        super().__init__()

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value)
        self._generation.next()


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds of one generation on. `by_machine`: the clock is the machine's."""

    on: frozenset[CentreFault]
    slow_seconds: float
    share: float
    stale_by: timedelta
    by_machine: bool


class Controls(Protocol):
    """What a worker may ask."""

    def settings(self) -> Settings:
        """The switches as they are."""

    def now(self) -> datetime:
        """The centre's clock, aware."""

    def strikes(self, fault: CentreFault, wrongs: str) -> bool:
        """As CentreFaults.strikes."""

    def wrong(self, request: str, fault: CentreFault) -> None:
        """As CentreFaults.wrong."""


@dataclass(frozen=True, slots=True)
class OwnControls:
    """Those of the process that starts the workers. `now` calls the clock as it is at this moment."""

    faults: CentreFaults
    clock: Callable[[], datetime]
    is_machines: Callable[[], bool]

    def settings(self) -> Settings:
        """As Controls.settings."""
        faults = self.faults
        return Settings(faults.on, faults.slow_seconds, faults.share, faults.stale_by, self.is_machines())

    def now(self) -> datetime:
        """As Controls.now."""
        return self.clock()

    def strikes(self, fault: CentreFault, wrongs: str) -> bool:
        """As Controls.strikes."""
        return self.faults.strikes(fault, wrongs)

    def wrong(self, request: str, fault: CentreFault) -> None:
        """As Controls.wrong."""
        self.faults.wrong(request, fault)

    def answer(self, pipe: Connection) -> None:
        """Answer one question of a worker. Raises EOFError or OSError when it is gone."""
        name, *values = pipe.recv()
        pipe.send(getattr(self, name)(*values))


class AskedControls:
    """Those that a worker asks for over its pipe. Safe to use from several threads."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._lock = pipe, threading.Lock()

    def settings(self) -> Settings:
        """As Controls.settings."""
        return self._ask("settings")  # type: ignore[no-any-return]

    def now(self) -> datetime:
        """As Controls.now."""
        return self._ask("now")  # type: ignore[no-any-return]

    def strikes(self, fault: CentreFault, wrongs: str) -> bool:
        """As Controls.strikes."""
        return bool(self._ask("strikes", fault, wrongs))

    def wrong(self, request: str, fault: CentreFault) -> None:
        """As Controls.wrong."""
        self._ask("wrong", request, fault)

    def _ask(self, *question: str) -> Any:
        with self._lock:
            self._pipe.send(question)
            return self._pipe.recv()


class FollowedFaults(CentreFaults):
    """The faults in a worker: always those of the centre."""

    def __init__(self, controls: Controls, generation: Generation) -> None:
        super().__init__()
        self._controls, self._generation, self._seen = controls, generation, 0
        self._following = threading.Lock()
        self.by_machine = True
        self.follow()

    def follow(self) -> None:
        """Take over what has changed. Called by every question to the faults."""
        now = int(self._generation)
        if now == self._seen:
            return
        with self._following:
            settings = self._controls.settings()
            self._on, self.by_machine = settings.on, settings.by_machine
            self.slow_seconds, self.share = settings.slow_seconds, settings.share
            self.stale_by = settings.stale_by
            self._seen = now  # looked at before asking: what changed meanwhile is asked for once more

    def strikes(self, fault: CentreFault, wrongs: str = "") -> bool:
        """As the base class; chance and what passes are the centre's, whichever worker asks."""
        return fault in self and self._controls.strikes(fault, wrongs)

    def wrong(self, request: str, fault: CentreFault) -> None:
        """As the base class: the centre is told."""
        self._controls.wrong(request, fault)

    def now(self) -> datetime:
        """The centre's clock, aware."""
        self.follow()
        return datetime.now(UTC) if self.by_machine else self._controls.now()

    def __contains__(self, fault: CentreFault) -> bool:
        self.follow()
        return super().__contains__(fault)
