"""Finds the clip of an utterance: on the disk if it is fixed, in this visit's memory, or by a synthesiser."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace

from kiosk.hardware.sound.protocol import Clip
from kiosk.voice.engines import Synthesiser, Unspeakable
from kiosk.voice.library import ClipLibrary
from kiosk.voice.utterance import Utterance
from kiosk.voice.voices import Engine, voice_of

MOST_CLIPS = 60
"""So many synthesised clips are remembered within a visit, about 6 MB."""


class Speech:
    """Runs on the worker for speech; `forget` may be called from any thread."""

    def __init__(self, engines: Mapping[Engine, Synthesiser], library: ClipLibrary) -> None:
        self._engines, self._library = engines, library
        self._remembered: OrderedDict[tuple[str, str], Clip] = OrderedDict()
        self._lock = threading.Lock()
        self._visit = 0

    def clip(self, said: Utterance) -> Clip | None:
        """The clip, None where it cannot be spoken: no voice, no engine, or not in time."""
        key = (said.language, said.text)
        with self._lock:
            found, visit = self._remembered.get(key), self._visit
        if found is None and said.fixed:
            found = self._library.find(*key)
        if found is None:
            found = self._synthesised(said)
            if found is not None:
                self._remember(key, found, visit)
        if found is None:
            return None
        return replace(found, label=said.text, language=said.language, personal=said.personal)

    def forget(self) -> None:
        """The visit is over: nothing that was synthesised for it is kept."""
        with self._lock:
            self._visit += 1
            self._remembered.clear()

    @property
    def remembered(self) -> tuple[str, ...]:
        """The texts whose clips are in memory."""
        with self._lock:
            return tuple(text for _, text in self._remembered)

    def _synthesised(self, said: Utterance) -> Clip | None:
        voice = voice_of(said.language)
        engine = None if voice is None else self._engines.get(voice.engine)
        if voice is None or engine is None:
            return None
        try:
            return engine.speak(said.text, voice)
        except Unspeakable:
            return None

    def _remember(self, key: tuple[str, str], clip: Clip, visit: int) -> None:
        with self._lock:
            if visit != self._visit:
                return  # it was synthesised for a visit that has ended meanwhile
            self._remembered[key] = clip
            while len(self._remembered) > MOST_CLIPS:
                self._remembered.popitem(last=False)
