"""The one queue of everything that is heard. Used on the terminal's thread only.

A device does not say when a clip is over, so the queue has a timer of its own: the clip's length is known.
What cannot be played or spoken is left out; nothing waits for it longer than its limit.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol, TypeVar

from kiosk.hardware.sound.protocol import Clip, SoundDevice
from kiosk.runtime.workers import Workers
from kiosk.structs import Struct
from kiosk.voice.cues import Cue
from kiosk.voice.settings import VoiceSettings
from kiosk.voice.speech import Speech
from kiosk.voice.utterance import Utterance

SOUND, SPEECH = "sound", "speech"
"""The workers: one for the device, one for the synthesisers."""
DEVICE_LIMIT = 5.0
"""Seconds in which the device must have begun a clip; then its worker is replaced."""
SPEECH_LIMIT = 20.0
"""Seconds in which a synthesiser must have answered; then its worker is replaced."""
SPEECH_PATIENCE = 5.0
"""Seconds that a screen waits for its first sentence; then this sentence is left out."""
MOST_WAITING = 64
"""So much waits for a device that does not come back; then the oldest is left out."""
GAP = 0.15
"""Seconds between two clips."""
STALE = 2.0
"""Seconds after which a cue no longer belongs to what it was for."""
LEAST_ALARM = 2
"""The alarm is heard whatever the volume: it protects card and money."""

Answer = TypeVar("Answer")


class Timing(Protocol):
    """What the queue needs of the terminal's loop."""

    def call(self, function: Callable[[], None]) -> None:
        """Call a function on the terminal's thread."""

    def remind(self, seconds: float, function: Callable[[], None]) -> None:
        """Call a function on the terminal's thread in so many seconds."""


class _Waiting(Struct):
    sound: Cue | Utterance
    since: float
    is_page: bool = False


class SoundQueue:
    """Cues before speech, one after the other; a cue cuts speech short, new speech takes the place of old."""

    def __init__(
        self,
        device: SoundDevice,
        speech: Speech,
        cues: Mapping[Cue, Clip],
        workers: Workers,
        timing: Timing,
        *,
        monotonic: Callable[[], float],
        settings: Callable[[], VoiceSettings],
        activity: Callable[[], None],
    ) -> None:
        self._device, self._speech, self._cues = device, speech, cues
        self._workers, self._timing = workers, timing
        self._now, self._settings, self._activity = monotonic, settings, activity
        self._waiting: deque[_Waiting] = deque()
        self._turn = 0
        """Grows whenever something else is to be heard: answers and timers of an older turn are dropped."""
        self._active: Cue | Utterance | None = None
        self._at_device = 0
        """Calls that the device has not come back from."""
        self._speech_busy = False

    # --- what is to be heard -----------------------------------------------------------------------

    def cue(self, cue: Cue) -> None:
        """Play a cue now, in place of any speech; the alarm waits until it is quiet."""
        if cue is Cue.ALARM:
            if self._active is None and not self._waiting:
                self._add(cue)
            return
        if isinstance(self._active, Utterance) or self._active is cue:
            self._turn += 1  # the clip that begins takes the device from the one before
            self._active = None
        self._waiting = deque(each for each in self._waiting if isinstance(each.sound, Cue))
        self._add(cue)

    def say(self, utterances: tuple[Utterance, ...], *, is_page: bool = False) -> None:
        """Say these, after the cue that may be playing and in place of any other speech."""
        self.stop_speaking()
        for each in utterances:
            self._add(each, is_page=is_page)

    def stop(self) -> None:
        """Be silent at once."""
        self._waiting.clear()
        if self._active is not None:
            self._turn += 1
            self._active = None
            self._on_device(self._device.stop, lambda error: None)

    def stop_speaking(self) -> None:
        """Say no more; cues are heard to their end."""
        if isinstance(self._active, Utterance):
            self.stop()
        self._waiting = deque(each for each in self._waiting if isinstance(each.sound, Cue))

    @property
    def is_silent(self) -> bool:
        """True when nothing is heard and nothing waits."""
        return self._active is None and not self._waiting

    # --- one after the other -----------------------------------------------------------------------

    def _add(self, sound: Cue | Utterance, *, is_page: bool = False) -> None:
        if len(self._waiting) == MOST_WAITING:
            self._waiting.popleft()
        self._waiting.append(_Waiting(sound, self._now(), is_page))
        self._next()

    def _next(self) -> None:
        while self._active is None and not self._at_device and self._waiting:
            waiting = self._waiting.popleft()
            if isinstance(waiting.sound, Utterance):
                if waiting.is_page:
                    self._activity()
                self._prepare(waiting.sound)
            elif self._now() - waiting.since <= STALE:
                self._play(waiting.sound, self._cues[waiting.sound])

    def _prepare(self, said: Utterance) -> None:
        settings = self._settings()
        if self._speech_busy or settings.volume == 0 or not settings.speaks:
            return
        if said.personal and not settings.headphones:
            return
        self._speech_busy, self._active, turn = True, said, self._turn

        def prepared(clip: Clip | None, error: BaseException | None) -> None:
            self._speech_busy = False
            if turn == self._turn:
                self._active = None
                if clip is not None and error is None:
                    self._play(said, clip)
            self._next()

        self._timing.remind(SPEECH_PATIENCE, partial(self._too_late, turn, said))
        self._workers.submit(
            SPEECH,
            partial(self._speech.clip, said),
            lambda clip, error: self._timing.call(partial(prepared, clip, error)),
            SPEECH_LIMIT,
        )

    def _too_late(self, turn: int, said: Utterance) -> None:
        if turn == self._turn and self._speech_busy and self._active is said:
            self._turn += 1
            self._active = None
            self._next()

    def _play(self, sound: Cue | Utterance, clip: Clip) -> None:
        settings = self._settings()
        volume = max(settings.volume, LEAST_ALARM) if sound is Cue.ALARM else settings.volume
        if isinstance(sound, Utterance) and sound.personal and not settings.headphones:
            return  # they were pulled out while it was synthesised
        if volume == 0:
            return
        self._active, turn = sound, self._turn

        def began(error: BaseException | None) -> None:
            if turn != self._turn:
                return
            if error is not None:
                self._active = None
            else:
                self._timing.remind(clip.seconds + GAP, ended)

        def ended() -> None:
            if turn == self._turn and self._active is sound:
                self._active = None
                self._next()

        self._on_device(partial(self._device.play, clip, volume), began)

    def _on_device(self, act: Callable[[], None], then: Callable[[BaseException | None], None]) -> None:
        self._at_device += 1

        def done(error: BaseException | None) -> None:
            self._at_device -= 1
            then(error)
            self._next()

        self._workers.submit(
            SOUND, act, lambda _nothing, error: self._timing.call(partial(done, error)), DEVICE_LIMIT
        )
