"""Speech synthesisers as child processes: what hangs is ended, and no text is an argument or a file."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from kiosk.hardware.sound import mulaw
from kiosk.hardware.sound.protocol import Clip
from kiosk.hardware.sound.wave_file import NotASound, read
from kiosk.voice.voices import Engine, Voice

PATIENCE = 4.0
"""Seconds in which a text must be synthesised."""
START_PATIENCE = 15.0
"""Seconds for the first text, with the loading of a dictionary of 100 MB."""
RETRY_AFTER = 60.0
"""Seconds after which an engine that could not be started is tried again."""
LONGEST = 400
"""Characters in one text; what is longer is cut."""


class Unspeakable(Exception):
    """The text cannot be spoken now; the message names the engine only."""


class Synthesiser(Protocol):
    """Turns a text into sound. Runs on the worker for speech."""

    def speak(self, text: str, voice: Voice) -> Clip:
        """The clip. Raises Unspeakable, within START_PATIENCE and a second."""

    def close(self) -> None:
        """End what runs."""


class Espeak:
    """espeak-ng, one process a text."""

    def __init__(self, program: str = "espeak-ng") -> None:
        self._program = program

    def speak(self, text: str, voice: Voice) -> Clip:
        command = (self._program, "-v", voice.name, "-s", str(voice.words), "-b", "1", "--stdin", "--stdout")
        try:
            done = subprocess.run(
                command, input=text[:LONGEST].encode(), capture_output=True, timeout=PATIENCE, check=True
            )
            return read(done.stdout, kind="speech")
        except (OSError, subprocess.SubprocessError, NotASound):
            raise Unspeakable(Engine.ESPEAK) from None  # the cause would quote the text

    def close(self) -> None:
        """Nothing runs between two texts."""


def open_jtalk_command(python: str = "") -> Sequence[str]:
    """The command of the child that speaks Japanese (`kiosk.voice.open_jtalk`, which needs nothing of ours).

    `python` is a Python with the locked set `voice`; without it this one, which a built program has not.
    """
    if not python and not getattr(sys, "frozen", False):
        python = sys.executable
    return (python, str(Path(__file__).with_name("open_jtalk.py"))) if python else ()


class OpenJtalk:
    """Open JTalk (pyopenjtalk-plus), in one child process that keeps its dictionary loaded.

    Asked is one line of UTF-8; the answer is a header of eight bytes (samples a second, count of bytes) and
    16-bit samples.
    """

    def __init__(self, command: Sequence[str]) -> None:
        """An empty `command`: there is no such engine here."""
        self._command = tuple(command)
        self._child: subprocess.Popen[bytes] | None = None
        self._tries_again_at = 0.0

    def speak(self, text: str, voice: Voice) -> Clip:
        patience = PATIENCE
        if self._child is None:
            if not self._command or time.monotonic() < self._tries_again_at:
                raise Unspeakable(Engine.OPEN_JTALK)
            patience = START_PATIENCE
        try:
            child = self._child or self._start()
            assert child.stdin is not None
            child.stdin.write(" ".join(text[:LONGEST].split()).encode() + b"\n")
            child.stdin.flush()
            until = time.monotonic() + patience
            header = self._read(child, 8, until)
            rate, size = (int.from_bytes(header[at : at + 4], "little") for at in (0, 4))
            return Clip(mulaw.encode(self._read(child, size, until)), rate, "speech")
        except OSError:
            self.close()
            if patience == START_PATIENCE:  # it never answered: it is not installed, or cannot be loaded
                self._tries_again_at = time.monotonic() + RETRY_AFTER
            raise Unspeakable(Engine.OPEN_JTALK) from None

    def close(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
            child.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        self._child = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        return self._child

    @staticmethod
    def _read(child: subprocess.Popen[bytes], count: int, until: float) -> bytes:
        assert child.stdout is not None
        pipe, data = child.stdout.fileno(), bytearray()
        while len(data) < count:
            ready, _, _ = select.select([pipe], [], [], max(0.0, until - time.monotonic()))
            piece = os.read(pipe, count - len(data)) if ready else b""
            if not piece:
                raise TimeoutError("no answer, or the end")
            data += piece
        return bytes(data)


def engines(python: str = "") -> Mapping[Engine, Synthesiser]:
    """The engines of this machine; one that is not installed says so when it is asked to speak.

    `python`: see `open_jtalk_command`.
    """
    return {Engine.ESPEAK: Espeak(), Engine.OPEN_JTALK: OpenJtalk(open_jtalk_command(python))}
