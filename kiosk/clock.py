"""Time: the terminal never asks the operating system itself, so a test can hold the clock."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Protocol

from kiosk.rules.hours import JST


class Clock(Protocol):
    """Two times: one that only grows, for time-outs; one for people, in Japan."""

    def monotonic(self) -> float:
        """Seconds since some fixed moment; never goes back."""

    def now(self) -> datetime:
        """The time of day, aware, in Japan."""


class SystemClock:
    """The machine's clock, optionally shifted so that a simulated terminal starts at a given hour."""

    def __init__(self, starts_at: datetime | None = None) -> None:
        """`starts_at` (aware) is what `now` says first; None follows the machine's clock."""
        self._shift = timedelta(0) if starts_at is None else starts_at - datetime.now(JST)

    def monotonic(self) -> float:
        return time.monotonic()

    def now(self) -> datetime:
        return datetime.now(JST) + self._shift

    def wait(self, seconds: float) -> None:
        """Let `seconds` pass between two looks at a device."""
        time.sleep(seconds)

    def set(self, now: datetime) -> None:
        """Make `now` the time of day from here on (simulated terminals only)."""
        self._shift = now - datetime.now(JST)


class ManualClock:
    """A clock that moves only when it is told to."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._monotonic = 0.0

    def monotonic(self) -> float:
        return self._monotonic

    def now(self) -> datetime:
        return self._now.astimezone(JST)

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass."""
        self._now += timedelta(seconds=seconds)
        self._monotonic += seconds

    def set(self, now: datetime) -> None:
        """Jump to `now` without letting time pass, as a wrong clock does."""
        self._now = now
