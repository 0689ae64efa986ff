"""Clips on the disk: the cues, a part of the program, and fixed texts, made by `kiosk voice build`."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kiosk.hardware.sound.protocol import Clip
from kiosk.hardware.sound.wave_file import NotASound, read, write
from kiosk.resources import assets
from kiosk.voice.cues import Cue
from kiosk.voice.voices import voice_of


def cue_clips() -> dict[Cue, Clip]:
    """Every cue. Raises OSError or NotASound when one is missing: the installation is broken."""
    folder = assets() / "sounds"
    return {cue: read((folder / f"{cue}.wav").read_bytes(), kind="cue", label=cue) for cue in Cue}


class ClipLibrary:
    """Clips of texts that are the same for everybody, in `folder`; None is a library without any."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def path_of(self, language: str, text: str) -> Path | None:
        """Where the clip of a text is, or would be. Another voice or text is another file."""
        voice = voice_of(language)
        if self._folder is None or voice is None:
            return None
        of = f"{voice.engine} {voice.name} {voice.words} {text}"
        return self._folder / language / f"{hashlib.sha256(of.encode()).hexdigest()[:24]}.wav"

    def find(self, language: str, text: str) -> Clip | None:
        """The clip, None where there is none that can be read."""
        path = self.path_of(language, text)
        try:
            return None if path is None else read(path.read_bytes(), kind="speech")
        except (OSError, NotASound):
            return None

    def put(self, language: str, text: str, clip: Clip) -> None:
        """Write a clip. Raises OSError."""
        path = self.path_of(language, text)
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            part.write_bytes(write(clip))
            part.replace(path)
