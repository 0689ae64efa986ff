"""A loudspeaker of ALSA, by `aplay` of alsa-utils: one child process a clip.

The child can be ended whatever the kernel's driver does, a terminal without a sound card merely has a child
that ends at once, and the clip reaches it in anonymous memory: nothing that is spoken becomes a file or an
argument.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from contextlib import suppress

from kiosk.hardware.sound.headphone_jack import HeadphoneJack
from kiosk.hardware.sound.protocol import Clip, SoundError

_END_PATIENCE = 0.2
"""Seconds for which an ended player is waited for; one that hangs in the kernel is left behind."""


class AlsaPort:
    """Implements `SoundPort`.

    `device` is an ALSA name, such as "default" or "plughw:1,0"; `jack` is the path of the headphone jack's
    input device, empty where there is none.
    """

    def __init__(self, device: str, jack: str = "", *, program: str = "aplay") -> None:
        # Raw samples: aplay plays μ-law, but not from a WAV file.
        self._command = (program, "-q", "-D", device, "-t", "raw", "-f", "MU_LAW", "-c", "1", "-r")
        self._jack = HeadphoneJack(jack)
        self._player: subprocess.Popen[bytes] | None = None
        self._left: list[subprocess.Popen[bytes]] = []

    def play(self, clip: Clip) -> None:
        self.stop()
        memory = os.memfd_create("clip")
        try:
            with suppress(OSError):  # a full memory: the player finds a shorter clip
                os.write(memory, clip.samples)
            os.lseek(memory, 0, os.SEEK_SET)
            self._player = subprocess.Popen(
                (*self._command, str(clip.rate), "-"),
                stdin=memory,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise SoundError("the player cannot be started") from error
        finally:
            os.close(memory)

    def stop(self) -> None:
        player, self._player = self._player, None
        if player is not None:
            player.kill()
            self._left.append(player)
        self._left = [each for each in self._left if not _ended(each, _END_PATIENCE / len(self._left))]

    def headphones(self) -> bool:
        return self._jack()

    def watch(self, changed: Callable[[], None]) -> None:
        self._jack.watch(changed)


class SilentPort:
    """Implements `SoundPort` for a terminal without a sound device."""

    def play(self, clip: Clip) -> None:
        """Nothing is heard."""

    def stop(self) -> None:
        """Nothing was heard."""

    def headphones(self) -> bool:
        return False

    def watch(self, changed: Callable[[], None]) -> None:
        """Nothing changes."""


def _ended(player: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        player.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True
