"""A voice that is remembered instead of heard."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.voice.cues import Cue
from kiosk.voice.utterance import Utterance


class Ear:
    """A voice that remembers; implements `kiosk.voice.service.Voice`."""

    def __init__(self) -> None:
        self.headphones = False
        self.plug_listeners: list[Callable[[], None]] = []
        self.said: list[tuple[Utterance, ...]] = []
        self.cues: list[Cue] = []
        self.pages = self.stopped = 0

    def say(self, utterances: tuple[Utterance, ...], *, is_page: bool = False) -> None:
        self.said.append(utterances)
        self.pages += is_page

    def cue(self, cue: Cue) -> None:
        self.cues.append(cue)

    def stop(self) -> None:
        self.stopped += 1

    def forget(self) -> None:
        """As it was in the beginning; who listens to the plug still does."""
        self.headphones = False
        self.said.clear()
        self.cues.clear()
        self.pages = self.stopped = 0

    @property
    def last(self) -> list[str]:
        return [each.text for each in self.said[-1]] if self.said else []
