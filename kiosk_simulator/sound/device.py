"""The simulated loudspeaker: nothing is heard, everything is recorded."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.hardware.sound.protocol import Clip, SoundError
from kiosk_simulator.faults import NeverAnswers
from kiosk_simulator.sound.faults import SoundFault

MOST_PLAYED = 500
"""So many clips are remembered."""


@dataclass(frozen=True, slots=True)
class Played:
    """A clip that began. `kind` is "cue" or "speech", `text` the cue's name or what was spoken.

    `percent` is its amplitude, `at` and `seconds` are its beginning and length on the device's clock. It was
    `heard` unless it was stopped before its end, or the device went away.
    """

    kind: str
    text: str = field(repr=False)
    language: str
    percent: int
    at: float
    seconds: float
    by_headphones: bool
    heard: bool = True


class SimulatedSound:
    """Implements `SoundPort`. `headphones_in` is the jack; `now` is a clock in seconds."""

    def __init__(
        self,
        *,
        now: Callable[[], float],
        wait: Callable[[float], None],
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        self.faults: frozenset[SoundFault] = frozenset()
        self.slow_seconds = 2.0
        self._headphones_in = False
        self._changed: Callable[[], None] = lambda: None
        self._now, self._wait, self._on_change = now, wait, on_change
        self._played: deque[Played] = deque(maxlen=MOST_PLAYED)
        self._lock = threading.Lock()

    @property
    def headphones_in(self) -> bool:
        """Whether headphones are in the jack."""
        return self._headphones_in

    @headphones_in.setter
    def headphones_in(self, is_in: bool) -> None:
        self._headphones_in = is_in
        self._changed()

    @property
    def played(self) -> tuple[Played, ...]:
        """What began to play, oldest first."""
        with self._lock:
            return tuple(self._played)

    def forget(self) -> None:
        """Forget what was played."""
        with self._lock:
            self._played.clear()

    def set_fault(self, fault: SoundFault, on: bool) -> None:
        """Switch a fault on or off."""
        self.faults = self.faults | {fault} if on else self.faults - {fault}
        self._changed()

    def play(self, clip: Clip) -> None:
        if SoundFault.STUCK in self.faults:
            raise NeverAnswers
        if SoundFault.NO_DEVICE in self.faults:
            raise SoundError("there is no sound device")
        if SoundFault.SLOW in self.faults:
            self._wait(self.slow_seconds)
        self.stop()
        goes = SoundFault.DISAPPEARS in self.faults
        if goes:
            self.set_fault(SoundFault.DISAPPEARS, on=False)
            self.set_fault(SoundFault.NO_DEVICE, on=True)
        began = Played(
            clip.kind, clip.label, clip.language, clip.percent, self._now(), clip.seconds,
            self.headphones_in, heard=not goes,
        )  # fmt: skip
        with self._lock:
            self._played.append(began)
        self._on_change()

    def stop(self) -> None:
        with self._lock:
            last = self._played[-1] if self._played else None
            if last is not None and last.heard and self._now() < last.at + last.seconds:
                self._played[-1] = Played(
                    last.kind, last.text, last.language, last.percent, last.at, self._now() - last.at,
                    last.by_headphones, heard=False,
                )  # fmt: skip

    def headphones(self) -> bool:
        return self.headphones_in and SoundFault.NO_DEVICE not in self.faults

    def watch(self, changed: Callable[[], None]) -> None:
        self._changed = changed
