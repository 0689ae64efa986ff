"""Joins what is heard to a terminal: its events and views, its workers and its clock.

`say`, `cue`, `stop` and `headphones` may be used from any thread; everything else is the terminal's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from kiosk.fsm.event import Event
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit
from kiosk.hardware.sound.protocol import Clip, SoundDevice
from kiosk.rules.access import Access
from kiosk.runtime.workers import Workers
from kiosk.voice.cues import ALARM_AFTER, ALARM_EVERY, Cue, cue_for, entry_of
from kiosk.voice.settings import VoiceSettings, settings_of
from kiosk.voice.sound_queue import DEVICE_LIMIT, SOUND, SoundQueue, Timing
from kiosk.voice.speech import Speech
from kiosk.voice.utterance import Utterance

LOOK_AGAIN_AFTER = 5.0
"""Seconds after which a headphone jack that could not be asked is asked again: no event says that it can."""


class Voice(Protocol):
    """What the screens need; to be used from any thread."""

    @property
    def headphones(self) -> bool:
        """True while headphones are plugged in."""

    @property
    def plug_listeners(self) -> list[Callable[[], None]]:
        """Called on the terminal's thread when headphones were plugged in or pulled out."""

    def say(self, utterances: tuple[Utterance, ...], *, is_page: bool = False) -> None:
        """Say these in place of whatever is being said.

        `is_page`: they are a whole page, and its time-out begins anew with each of them. Not so with what
        changes on a page: the warning that the time is running out must not make more of it.
        """

    def cue(self, cue: Cue) -> None:
        """Play a cue now."""

    def stop(self) -> None:
        """Be silent at once."""


class SoundService:
    """Implements `Voice`, and listens to the terminal."""

    def __init__(
        self,
        device: SoundDevice,
        speech: Speech,
        cues: Mapping[Cue, Clip],
        workers: Workers,
        timing: Timing,
        *,
        monotonic: Callable[[], float],
        activity: Callable[[], None],
    ) -> None:
        """`activity` lets an idle time-out begin anew, as a touch does."""
        self.speech = speech
        self.plug_listeners: list[Callable[[], None]] = []
        self._device, self._workers, self._timing = device, workers, timing
        self.queue = SoundQueue(
            device, speech, cues, workers, timing, monotonic=monotonic, settings=lambda: self.settings,
            activity=activity,
        )  # fmt: skip
        self._access = Access()
        self._entries = 0
        self._plugged = self._looking = self._moved = False
        device.watch(lambda: timing.call(self._look))
        timing.call(self._look)

    # --- from any thread ---------------------------------------------------------------------------

    @property
    def headphones(self) -> bool:
        return self._plugged

    @property
    def settings(self) -> VoiceSettings:
        """The settings of the visit that is shown."""
        return settings_of(self._access, headphones=self._plugged)

    def say(self, utterances: tuple[Utterance, ...], *, is_page: bool = False) -> None:
        self._timing.call(partial(self.queue.say, utterances, is_page=is_page))

    def cue(self, cue: Cue) -> None:
        self._timing.call(partial(self.queue.cue, cue))

    def stop(self) -> None:
        self._timing.call(self.queue.stop)

    # --- the terminal ------------------------------------------------------------------------------

    def handled(self, event: type[Event], entered: S | None) -> None:
        """An event was handled; see `Terminal.event_listeners`."""
        cue = cue_for(event, entered)
        if cue is not None:
            self.queue.cue(cue)
        if entered is not None:
            self._entries += 1
            if entry_of(entered).alarm:
                self._timing.remind(ALARM_AFTER, partial(self._alarm, self._entries))

    def shown(self, view: View) -> None:
        """The screens say what is on the view; from now on this is how."""
        self._access = view.visit.access
        if not self.settings.speaks or self.settings.volume == 0:
            self.queue.stop_speaking()

    def visit_began(self, visit: Visit) -> None:
        """Its settings come with its views."""

    def visit_ended(self, visit: Visit) -> None:
        """Nothing of the visit is heard or kept any more."""
        self.queue.stop()
        self.speech.forget()

    def _alarm(self, entry: int) -> None:
        if entry == self._entries:
            self.queue.cue(Cue.ALARM)
            self._timing.remind(ALARM_EVERY, partial(self._alarm, entry))

    # --- the headphone jack ------------------------------------------------------------------------

    def _look(self) -> None:
        """Ask the device; the driver asks again before anything personal."""
        self._moved = self._looking  # what is being found out may be old by now
        if not self._looking:
            self._looking = True
            self._workers.submit(SOUND, self._device.headphones, self._looked, DEVICE_LIMIT)

    def _looked(self, plugged: bool | None, error: BaseException | None) -> None:
        self._timing.call(partial(self._found, bool(plugged) and error is None, failed=error is not None))

    def _found(self, is_plugged: bool, *, failed: bool) -> None:
        self._looking = False
        if self._moved:
            self._look()
        elif failed:
            self._timing.remind(LOOK_AGAIN_AFTER, self._look)
        if is_plugged == self._plugged:
            return
        self._plugged = is_plugged
        if not is_plugged:
            self.queue.stop()  # at once: the loudspeaker would go on with a name
        for listener in self.plug_listeners:
            listener()
