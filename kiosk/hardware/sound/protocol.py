"""What a sound device can do: begin a clip, be silent, and say whether headphones are plugged in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.hardware.status import DeviceError


class SoundError(DeviceError):
    """The device did not take the clip; nothing is heard. The message has no text that was spoken."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One channel of μ-law samples (ITU-T G.711), `rate` a second. `kind` is "cue" or "speech".

    `label` is the cue's name or what is spoken, `language` that of the speech. What is spoken may be a
    shopper's name, so it shows in no `repr`. `percent` is the amplitude that the samples were brought to.
    A `personal` clip is for headphones only.
    """

    samples: bytes = field(repr=False)
    rate: int
    kind: str = "cue"
    label: str = field(default="", repr=False)
    language: str = ""
    percent: int = 100
    personal: bool = False

    @property
    def seconds(self) -> float:
        """Length."""
        return len(self.samples) / self.rate


class SoundPort(Protocol):
    """The wire: what a loudspeaker is plugged into. Nothing here waits until a clip has been heard."""

    def play(self, clip: Clip) -> None:
        """Begin this clip, in place of the one before. Raises SoundError."""

    def stop(self) -> None:
        """Be silent at once. Raises SoundError."""

    def headphones(self) -> bool:
        """True while headphones are plugged in; False where there is no jack, or it does not tell."""

    def watch(self, changed: Callable[[], None]) -> None:
        """From now on call `changed`, on any thread, whenever `headphones` may tell something else."""


class SoundDevice(Protocol):
    """What the sound queue needs; every method returns within a second and runs on the sound's worker."""

    def play(self, clip: Clip, volume: int) -> None:
        """Begin this clip at `volume` 1–5, in place of the one before. Raises SoundError, also for a personal
        clip without headphones."""

    def stop(self) -> None:
        """Be silent at once. Raises SoundError."""

    def headphones(self) -> bool:
        """True while headphones are plugged in."""

    def watch(self, changed: Callable[[], None]) -> None:
        """From now on call `changed`, on any thread, whenever `headphones` may tell something else. This one
        method may be called from anywhere."""
