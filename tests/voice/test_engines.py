"""The synthesisers as child processes: real ones speak, and one that is missing or hangs ends in time."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.hardware.sound import mulaw
from kiosk.hardware.sound.protocol import Clip
from kiosk.voice.engines import (
    LONGEST,
    PATIENCE,
    Espeak,
    OpenJtalk,
    Unspeakable,
    engines,
    open_jtalk_command,
)
from kiosk.voice.voices import VOICES, Engine

JA, EN = VOICES["ja"], VOICES["en"]


def is_speech(clip: Clip) -> bool:
    """Neither silent nor clipped: between a tenth of the range and its end."""
    samples = mulaw.decode(clip.samples)
    loudest = max(map(abs, samples))
    return loudest > 3000 and sum(abs(each) > 32_000 for each in samples) < len(samples) // 200


@pytest.fixture
def started() -> Iterator[list[OpenJtalk]]:
    made: list[OpenJtalk] = []
    yield made
    for each in made:
        each.close()


def child(started: list[OpenJtalk], script: str) -> OpenJtalk:
    started.append(OpenJtalk((sys.executable, "-c", script)))
    return started[-1]


ECHOES = """
import sys
for line in sys.stdin.buffer:
    if b"hang" in line: import time; time.sleep(60)
    if b"die" in line: sys.exit(3)
    pcm = b"\\0\\0" * len(line)
    sys.stdout.buffer.write((8000).to_bytes(4, "little") + len(pcm).to_bytes(4, "little") + pcm)
    sys.stdout.buffer.flush()
"""


@pytest.mark.peer
@pytest.mark.parametrize("code", sorted(VOICES))
def test_every_voice_speaks_a_number_of_its_own_language(code: str) -> None:
    texts = {"ja": "二百五十円", "ja-easy": "二百五十円", "zh": "250日元", "ko": "250엔"}
    voice, synthesisers = VOICES[code], engines()
    try:
        clip = synthesisers[voice.engine].speak(texts.get(code, "250 yen"), voice)
        longer = synthesisers[voice.engine].speak(texts.get(code, "250 yen") * 3, voice)
    finally:
        for each in synthesisers.values():
            each.close()
    assert is_speech(clip)
    assert 0.6 < clip.seconds < 6
    assert longer.seconds > clip.seconds * 1.5


@pytest.mark.peer
def test_the_japanese_child_stays_and_a_text_without_sound_does_not_end_it() -> None:
    engine = OpenJtalk(open_jtalk_command())
    try:
        engine.speak("はじめ", JA)
        process = engine._child
        assert engine.speak("、", JA).seconds == 0
        assert is_speech(engine.speak("暗証番号を\n入力してください。", JA))
        assert engine._child is process
    finally:
        engine.close()


def test_an_engine_that_is_not_installed_says_so_at_once(started: list[OpenJtalk]) -> None:
    with pytest.raises(Unspeakable):
        Espeak("no-such-program").speak("Hello", EN)
    missing = child(started, "import no_such_module")
    for _ in range(2):
        began = time.monotonic()
        with pytest.raises(Unspeakable):
            missing.speak("はじめ", JA)
        assert time.monotonic() - began < 5
    started.append(OpenJtalk(()))
    with pytest.raises(Unspeakable):
        started[-1].speak("はじめ", JA)


def test_an_engine_that_hangs_is_ended_in_its_time_and_begun_anew(started: list[OpenJtalk]) -> None:
    engine = child(started, ECHOES)
    engine.speak("a", JA)
    began = time.monotonic()
    with pytest.raises(Unspeakable):
        engine.speak("hang", JA)
    assert PATIENCE <= time.monotonic() - began < PATIENCE + 3
    assert engine.speak("ab", JA).samples == mulaw.encode(b"\0\0" * 3)


def test_an_engine_that_dies_is_begun_anew(started: list[OpenJtalk]) -> None:
    engine = child(started, ECHOES)
    engine.speak("a", JA)
    with pytest.raises(Unspeakable):
        engine.speak("die", JA)
    assert len(engine.speak("a", JA).samples) == 2


def test_a_text_is_one_line_and_not_endless(started: list[OpenJtalk]) -> None:
    engine = child(started, ECHOES)
    assert len(engine.speak("a\nb", JA).samples) == len("a b\n")
    assert len(engine.speak("a" * 2 * LONGEST, JA).samples) == LONGEST + 1


def test_a_program_that_prints_no_sound_cannot_speak(tmp_path: Path) -> None:
    path = tmp_path / "espeak"
    path.write_text("#!/bin/sh\necho no sound\n")
    path.chmod(0o755)
    with pytest.raises(Unspeakable) as raised:
        Espeak(str(path)).speak("Taro Mihon", EN)
    assert "Mihon" not in str(raised.value)


def test_a_text_is_neither_an_argument_nor_in_an_exception(tmp_path: Path) -> None:
    path = tmp_path / "espeak"
    path.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/arguments\nexit 1\n')
    path.chmod(0o755)
    with pytest.raises(Unspeakable) as raised:
        Espeak(str(path)).speak("Taro Mihon", EN)
    assert "Mihon" not in (tmp_path / "arguments").read_text()
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


def test_a_built_program_speaks_japanese_only_with_a_python_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert open_jtalk_command() == ()
    command = open_jtalk_command("/opt/voice/bin/python")
    assert command[0] == "/opt/voice/bin/python"
    assert Path(command[1]).is_file()


def test_both_engines_of_the_voices_are_there() -> None:
    assert set(engines()) == {voice.engine for voice in VOICES.values()} == set(Engine)
