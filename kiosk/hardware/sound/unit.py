"""The driver: volume in steps, and a wire that a thread which was given up can no longer use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.hardware.sound import mulaw
from kiosk.hardware.sound.protocol import Clip, SoundError, SoundPort
from kiosk.net import lease
from kiosk.rules.access import LOUDEST

PERCENT = (0, 12, 22, 38, 62, 100)
"""Amplitude at each step of volume: about 4.5 dB from one to the next."""


class SoundUnit:
    """Implements `SoundDevice` on any port."""

    def __init__(self, port: SoundPort) -> None:
        self._port = port

    def play(self, clip: Clip, volume: int) -> None:
        """Begin a clip; ValueError when `volume` is not 1–5."""
        if not 1 <= volume <= LOUDEST:
            raise ValueError(f"volume {volume}")
        lease.check()
        if clip.personal and not self._port.headphones():
            raise SoundError("there are no headphones for what is personal")
        percent = PERCENT[volume]
        self._port.play(replace(clip, samples=mulaw.scaled(clip.samples, percent), percent=percent))

    def stop(self) -> None:
        lease.check()
        self._port.stop()

    def headphones(self) -> bool:
        lease.check()
        return self._port.headphones()

    def watch(self, changed: Callable[[], None]) -> None:
        self._port.watch(changed)
