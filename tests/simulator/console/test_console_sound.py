"""What the loudspeaker played is on the page: QA need not listen, and can read what a person would hear."""

from __future__ import annotations

from kiosk.hardware.sound.protocol import Clip
from tests.simulator.console.conftest import Live


def test_the_latest_sounds_are_shown_first_with_their_words(standing: Live) -> None:
    sound = standing.environment.sound
    sound.forget()
    assert standing.page.state()["heard"] == []
    for number in range(8):
        sound.play(Clip(b"\xff" * 10, 1000, "speech", f"文{number}", "ja"))
    sound.play(Clip(b"\xff" * 10, 1000, "cue", "card"))
    heard = standing.page.state()["heard"]
    assert [each["text"] for each in heard] == ["card", "文7", "文6", "文5", "文4", "文3"]
    assert (heard[0]["kind"], heard[1]["kind"], heard[1]["language"]) == ("cue", "speech", "ja")
