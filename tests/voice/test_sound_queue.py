"""The queue of everything that is heard, on a clock that is moved by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.hardware.sound.protocol import Clip
from kiosk.hardware.sound.unit import SoundUnit
from kiosk.runtime.timers import Timers
from kiosk.voice.cues import Cue
from kiosk.voice.engines import Unspeakable
from kiosk.voice.library import ClipLibrary, cue_clips
from kiosk.voice.settings import VoiceSettings
from kiosk.voice.sound_queue import DEVICE_LIMIT, SPEECH_PATIENCE, STALE, SoundQueue
from kiosk.voice.speech import Speech
from kiosk.voice.utterance import Utterance
from kiosk.voice.voices import Engine, Voice
from kiosk_simulator.faults import NeverAnswers
from kiosk_simulator.headless import InlineWorkers
from kiosk_simulator.sound.device import SimulatedSound
from kiosk_simulator.sound.faults import SoundFault

ONE, TWO, NAME = (
    Utterance("ひとつめ", "ja"),
    Utterance("ふたつめ", "ja"),
    Utterance("見本", "ja", personal=True),
)
SECONDS = 2.0


class Voices:
    """A synthesiser whose every clip has two seconds."""

    hangs = fails = False

    def speak(self, text: str, voice: Voice) -> Clip:
        if self.hangs:
            raise NeverAnswers
        if self.fails:
            raise Unspeakable("open-jtalk")
        return Clip(b"\xff" * 2000, 1000, "speech")

    def close(self) -> None: ...


class Sounds:
    """A queue with its device, its workers and its clock."""

    def __init__(self) -> None:
        self.now = 0.0
        self.timers, self.workers, self.voices = Timers(), InlineWorkers(), Voices()
        self.device = SimulatedSound(now=lambda: self.now, wait=self.wait)
        self.settings = VoiceSettings(speaks=True)
        self.active = 0
        self.queue = SoundQueue(
            SoundUnit(self.device),
            Speech(dict.fromkeys(Engine, self.voices), ClipLibrary(None)),
            cue_clips(),
            self.workers,
            self,
            monotonic=lambda: self.now,
            settings=lambda: self.settings,
            activity=self.act,
        )

    def act(self) -> None:
        self.active += 1

    def wait(self, seconds: float) -> None:
        self.now += seconds

    def call(self, function: Callable[[], None]) -> None:
        function()

    def remind(self, seconds: float, function: Callable[[], None]) -> None:
        self.timers.add(self.now + seconds, function, bound=False)

    def passes(self, seconds: float) -> Sounds:
        end = self.now + seconds
        while (due := self.timers.next_due) is not None and due <= end:
            self.now = max(self.now, due)
            self.timers.fire(self.now)
        self.now = end
        self.workers.give_up(self.now)
        return self

    @property
    def played(self) -> list[str]:
        return [each.text for each in self.device.played]

    @property
    def heard(self) -> list[str]:
        return [each.text for each in self.device.played if each.heard]


@pytest.fixture
def sounds() -> Sounds:
    return Sounds()


def test_sentences_are_said_one_after_the_other_by_the_lengths_of_their_clips(sounds: Sounds) -> None:
    sounds.queue.say((ONE, TWO))
    assert sounds.played == ["ひとつめ"]
    sounds.passes(SECONDS - 0.1)
    assert sounds.played == ["ひとつめ"]
    sounds.passes(0.5)
    assert sounds.heard == ["ひとつめ", "ふたつめ"]
    assert not sounds.queue.is_silent
    assert sounds.passes(3).queue.is_silent


def test_a_cue_cuts_speech_short_and_new_speech_waits_for_the_cue(sounds: Sounds) -> None:
    sounds.queue.say((ONE, TWO))
    sounds.passes(0.5).queue.cue(Cue.CARD)
    sounds.queue.say((TWO,))
    assert sounds.played == ["ひとつめ", "card"]
    sounds.passes(5)
    assert sounds.heard == ["card", "ふたつめ"]


def test_new_speech_takes_the_place_of_old(sounds: Sounds) -> None:
    sounds.queue.say((ONE, ONE))
    sounds.passes(0.5).queue.say((TWO,))
    sounds.passes(5)
    assert sounds.heard == ["ふたつめ"]


def test_stop_is_silence_at_once_and_for_good(sounds: Sounds) -> None:
    sounds.queue.say((ONE, TWO))
    sounds.passes(0.5).queue.stop()
    sounds.passes(10)
    assert sounds.played == ["ひとつめ"]
    assert sounds.heard == []
    assert sounds.device.played[0].seconds == 0.5


def test_every_key_sounds_alike_however_fast_they_are_touched(sounds: Sounds) -> None:
    for _ in range(4):
        sounds.queue.cue(Cue.KEY)
        sounds.passes(0.03)
    sounds.passes(1)
    assert sounds.played == ["key"] * 4
    assert len({(each.percent, each.kind, each.text) for each in sounds.device.played}) == 1


def test_volume_0_is_silence_but_for_the_alarm_which_protects_the_card(sounds: Sounds) -> None:
    sounds.settings = replace(sounds.settings, volume=0)
    sounds.queue.say((ONE,))
    sounds.queue.cue(Cue.CARD)
    sounds.queue.cue(Cue.ALARM)
    sounds.passes(5)
    assert sounds.heard == ["alarm"]


def test_the_alarm_does_not_speak_over_what_is_said(sounds: Sounds) -> None:
    sounds.queue.say((ONE,))
    sounds.queue.cue(Cue.ALARM)
    sounds.passes(1)
    assert sounds.played == ["ひとつめ"]


def test_nothing_is_said_where_the_voice_is_off(sounds: Sounds) -> None:
    sounds.settings = VoiceSettings()
    sounds.queue.say((ONE,))
    sounds.queue.cue(Cue.CARD)
    sounds.passes(5)
    assert sounds.played == ["card"]


def test_a_name_is_said_into_headphones_only(sounds: Sounds) -> None:
    sounds.queue.say((NAME, ONE))
    sounds.passes(5)
    assert sounds.played == ["ひとつめ"]
    sounds.settings = replace(sounds.settings, headphones=True)
    sounds.device.headphones_in = True
    sounds.queue.say((NAME, ONE))
    sounds.passes(5)
    assert sounds.played == ["ひとつめ", "見本", "ひとつめ"]


def test_only_a_page_lets_its_time_out_begin_anew(sounds: Sounds) -> None:
    sounds.queue.say((ONE, TWO))
    sounds.passes(10)
    assert sounds.active == 0
    sounds.queue.say((ONE, TWO), is_page=True)
    sounds.passes(10)
    assert sounds.active == 2


# --- a device that is missing, slow or stuck, a synthesiser that is ------------------------------------


def test_without_a_device_everything_is_left_out_and_nothing_waits(sounds: Sounds) -> None:
    sounds.device.faults = frozenset({SoundFault.NO_DEVICE})
    sounds.queue.say((ONE, TWO))
    sounds.queue.cue(Cue.CARD)
    assert sounds.queue.is_silent
    sounds.device.faults = frozenset()
    sounds.queue.cue(Cue.PAPER)
    assert sounds.played == ["paper"]


def test_a_device_that_goes_away_costs_the_rest_of_the_sound_and_no_time(sounds: Sounds) -> None:
    sounds.device.faults = frozenset({SoundFault.DISAPPEARS})
    sounds.queue.say((ONE, TWO))
    assert sounds.passes(SECONDS + 1).queue.is_silent
    assert sounds.heard == []


def test_a_slow_device_is_waited_for(sounds: Sounds) -> None:
    sounds.device.faults = frozenset({SoundFault.SLOW})
    sounds.queue.say((ONE, TWO))
    sounds.passes(20)
    assert sounds.heard == ["ひとつめ", "ふたつめ"]


def test_a_device_that_is_stuck_is_given_up_and_what_came_meanwhile_is_stale(sounds: Sounds) -> None:
    sounds.device.faults = frozenset({SoundFault.STUCK})
    sounds.queue.cue(Cue.CARD)
    sounds.passes(0.5).passes(0.5)
    sounds.device.faults = frozenset()
    sounds.queue.cue(Cue.MONEY)
    assert sounds.played == []
    for _ in range(8):
        sounds.passes(DEVICE_LIMIT / 4)
    assert sounds.queue.is_silent
    assert STALE < DEVICE_LIMIT
    assert sounds.played == []
    sounds.queue.cue(Cue.PAPER)
    assert sounds.played == ["paper"]


def test_a_stuck_device_is_not_asked_again_and_again(sounds: Sounds) -> None:
    sounds.device.faults = frozenset({SoundFault.STUCK})
    for _ in range(200):
        sounds.queue.cue(Cue.KEY)
    assert len(sounds.workers.hung["sound"]) == 1
    assert len(sounds.queue._waiting) <= 64


def test_a_synthesiser_that_fails_leaves_the_chime(sounds: Sounds) -> None:
    sounds.voices.fails = True
    sounds.queue.cue(Cue.CARD)
    sounds.queue.say((ONE, TWO))
    assert sounds.passes(3).queue.is_silent
    assert sounds.played == ["card"]


def test_a_synthesiser_that_hangs_costs_its_patience_and_the_sentences_meanwhile(sounds: Sounds) -> None:
    sounds.voices.hangs = True
    sounds.queue.say((ONE, TWO))
    sounds.passes(SPEECH_PATIENCE - 0.1)
    assert not sounds.queue.is_silent
    assert sounds.passes(0.2).queue.is_silent
    sounds.queue.cue(Cue.CARD)
    assert sounds.played == ["card"]
    sounds.voices.hangs = False
    for _ in range(30):
        sounds.passes(1)
    sounds.queue.say((TWO,))
    assert sounds.passes(3).played == ["card", "ふたつめ"]
