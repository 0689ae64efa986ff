"""Where a clip comes from, and that nothing of a visit is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.hardware.sound.protocol import Clip
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.voice.cues import Cue
from kiosk.voice.library import ClipLibrary, cue_clips
from kiosk.voice.speech import MOST_CLIPS, Speech
from kiosk.voice.utterance import Utterance
from kiosk.voice.voices import VOICES, Engine, Voice, voice_of

FIXED = Utterance("ようこそ", "ja", fixed=True)
NAME = Utterance("見本　太郎", "ja", personal=True)
ON_DISK = Clip(b"\x01\x02", 8000, "speech")


class Counting:
    """Counts what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.meanwhile: Callable[[], None] = list[str]().clear

    def speak(self, text: str, voice: Voice) -> Clip:
        self.asked.append(text)
        self.meanwhile()
        return Clip(b"\xff", 8000, "speech")

    def close(self) -> None: ...


@pytest.fixture
def engine() -> Counting:
    return Counting()


@pytest.fixture
def speech(engine: Counting, tmp_path: Path) -> Speech:
    library = ClipLibrary(tmp_path)
    library.put("ja", FIXED.text, ON_DISK)
    return Speech({Engine.OPEN_JTALK: engine}, library)


def test_a_fixed_text_comes_from_the_disk_and_says_what_it_is(speech: Speech, engine: Counting) -> None:
    clip = speech.clip(FIXED)
    assert clip == Clip(ON_DISK.samples, 8000, "speech", FIXED.text, "ja")
    assert engine.asked == []


def test_a_text_of_this_visit_is_never_looked_for_on_the_disk(speech: Speech, engine: Counting) -> None:
    speech.clip(Utterance(FIXED.text, "ja"))
    assert engine.asked == [FIXED.text]


def test_what_was_synthesised_is_remembered_for_the_visit_and_then_forgotten(
    speech: Speech, engine: Counting
) -> None:
    speech.clip(NAME)
    speech.clip(NAME)
    assert engine.asked == [NAME.text]
    assert speech.remembered == (NAME.text,)
    speech.forget()
    assert not speech.remembered
    speech.clip(NAME)
    assert engine.asked == [NAME.text] * 2


def test_what_is_ready_only_after_the_visit_is_not_remembered(speech: Speech, engine: Counting) -> None:
    engine.meanwhile = speech.forget
    speech.clip(NAME)
    assert speech.remembered == ()


def test_no_file_is_written_for_a_text_of_the_visit(speech: Speech, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    speech.clip(NAME)
    assert sorted(tmp_path.rglob("*")) == before


def test_the_memory_of_a_visit_is_bounded(speech: Speech) -> None:
    for number in range(MOST_CLIPS + 20):
        speech.clip(Utterance(str(number), "ja"))
    assert len(speech.remembered) == MOST_CLIPS
    assert speech.remembered[-1] == str(MOST_CLIPS + 19)


def test_a_damaged_clip_is_synthesised(speech: Speech, engine: Counting, tmp_path: Path) -> None:
    path = ClipLibrary(tmp_path).path_of("ja", FIXED.text)
    assert path is not None
    path.write_bytes(b"RIFF")
    assert speech.clip(FIXED) is not None
    assert engine.asked == [FIXED.text]


def test_without_an_engine_or_a_voice_there_is_no_clip(speech: Speech) -> None:
    assert speech.clip(Utterance("Hello", "en")) is None
    assert speech.clip(Utterance("Saluton", "eo")) is None


def test_every_language_of_the_screens_has_a_voice() -> None:
    assert all(voice_of(code) is not None for code in LANGUAGES)
    assert voice_of("zh-Hans") == VOICES["zh"]


def test_every_cue_is_a_short_sound_and_the_click_is_the_shortest() -> None:
    clips = cue_clips()
    assert set(clips) == set(Cue)
    assert all(0 < clip.seconds < 1.5 for clip in clips.values())
    assert clips[Cue.KEY].seconds == min(clip.seconds for clip in clips.values()) < 0.1
    assert len({clip.samples for clip in clips.values()}) == len(Cue)
