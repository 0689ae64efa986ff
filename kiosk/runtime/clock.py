"""Time: the terminal never asks the operating system itself, so a test can hold the clock."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Protocol

from kiosk.rules.hours.japan_time import JST


class Clock(Protocol):
    """Two times: one that only grows, for time-outs; one for people, in Japan."""

    def monotonic(self) -> float:
        """Seconds since some fixed moment; never goes back."""

    def now(self) -> datetime:
        """The time of day, aware, in Japan."""

    def lead(self) -> float:
        """Seconds by which the time of day is ahead of `monotonic`, without what was set on purpose.

        It stays the same while both run right: when it changes, the machine's clock was moved.
        """

    @property
    def begins_anew(self) -> bool:
        """True when every start begins at an hour of its own: the rows of an earlier one may be later."""


class SystemClock:
    """The machine's clock, optionally shifted so that a simulated terminal starts at a given hour."""

    def __init__(self, starts_at: datetime | None = None) -> None:
        """`starts_at` (aware) is what `now` says first; None follows the machine's clock."""
        self._begins_anew = starts_at is not None
        self._wrong = timedelta(0)
        self._shift = timedelta(0) if starts_at is None else starts_at - datetime.now(JST)

    @property
    def begins_anew(self) -> bool:
        return self._begins_anew

    def monotonic(self) -> float:
        return time.monotonic()

    def now(self) -> datetime:
        return datetime.now(JST) + self._wrong + self._shift

    def lead(self) -> float:
        return time.time() + self._wrong.total_seconds() - time.monotonic()

    def wait(self, seconds: float) -> None:
        """Let `seconds` pass between two looks at a device."""
        time.sleep(seconds)

    def set(self, now: datetime) -> None:
        """Make `now` the time of day from here on, on purpose (simulated terminals only)."""
        self._shift = now - datetime.now(JST) - self._wrong

    def jump(self, by: timedelta) -> None:
        """Go wrong by so much at once, as a machine's clock can (simulated terminals only)."""
        self._wrong += by


class ManualClock:
    """A clock that moves only when a test moves it."""

    begins_anew = False

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._monotonic = 0.0
        self._wrong = 0.0

    def monotonic(self) -> float:
        return self._monotonic

    def now(self) -> datetime:
        return self._now.astimezone(JST)

    def lead(self) -> float:
        return self._wrong

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass."""
        self._now += timedelta(seconds=seconds)
        self._monotonic += seconds

    def set(self, now: datetime) -> None:
        """It is `now`, on purpose, without letting time pass: nobody takes it for a wrong clock."""
        self._now = now

    def jump(self, by: timedelta) -> None:
        """Go wrong by so much at once, without letting time pass."""
        self._now += by
        self._wrong += by.total_seconds()
