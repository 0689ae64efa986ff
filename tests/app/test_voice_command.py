"""`kiosk voice build`: every fixed text once, and what cannot be spoken is said."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.app.commands.voice import voice
from kiosk.hardware.sound.protocol import Clip
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.spoken.reading import spoken_texts
from kiosk.voice.engines import Synthesiser, Unspeakable
from kiosk.voice.library import ClipLibrary
from kiosk.voice.voices import Engine, Voice


class Engines:
    """Every engine at once; counts, and refuses one text."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.refused = ""
        self.closed = 0

    def speak(self, text: str, voice: Voice) -> Clip:
        if text == self.refused:
            raise Unspeakable(voice.engine)
        self.asked.append(text)
        return Clip(b"\xff", 8000, "speech")

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> Engines:
    found = Engines()
    every: Mapping[Engine, Synthesiser] = dict.fromkeys(Engine, found)
    monkeypatch.setattr("kiosk.app.commands.voice.engines", lambda: every)
    return found


def build(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(voice, ["build", *map(str, arguments)])
    return result.exit_code, result.output


def test_every_fixed_text_of_every_language_becomes_a_clip_that_is_found(
    engines: Engines, tmp_path: Path
) -> None:
    assert build(tmp_path)[0] == 0
    assert len(engines.asked) == sum(len(spoken_texts(code)) for code in LANGUAGES) > 1000
    library = ClipLibrary(tmp_path)
    for code in LANGUAGES:
        assert all(library.find(code, text) is not None for text in spoken_texts(code))
    assert engines.closed == len(Engine)


def test_what_is_there_already_is_kept(engines: Engines, tmp_path: Path) -> None:
    build(tmp_path, "--language", "en")
    engines.asked.clear()
    status, said = build(tmp_path, "--language", "en")
    assert status == 0
    assert engines.asked == []
    assert f"en: 0 made, {len(spoken_texts('en'))} kept, 0 cannot be spoken" in said


def test_a_text_that_cannot_be_spoken_is_counted_and_the_status_says_so(
    engines: Engines, tmp_path: Path
) -> None:
    engines.refused = spoken_texts("en")[0]
    status, said = build(tmp_path, "--language", "en")
    assert status == 1
    assert "1 cannot be spoken" in said


def test_a_language_that_is_none_is_refused(engines: Engines, tmp_path: Path) -> None:
    status, said = build(tmp_path, "--language", "tlh")
    assert status == 2
    assert "tlh" in said
    assert list(tmp_path.iterdir()) == []


def test_no_fixed_text_has_a_placeholder_a_mark_or_the_header_of_the_catalogue() -> None:
    for code in LANGUAGES:
        texts = spoken_texts(code)
        assert not [text for text in texts if set("{}*^") & set(text) or "Content-Type" in text]
