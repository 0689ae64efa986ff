"""The sounds in assets are what their program makes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kiosk.hardware.sound import mulaw
from kiosk.voice.cues import Cue
from kiosk.voice.library import cue_clips

ROOT = Path(__file__).resolve().parents[2]


def test_every_sound_is_what_the_program_makes() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "sounds.py"), "--check"],
        capture_output=True, text=True, cwd=ROOT, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert {path.stem for path in (ROOT / "assets" / "sounds").glob("*.wav")} == {cue.value for cue in Cue}


def test_no_sound_is_clipped_or_begins_or_ends_with_a_click() -> None:
    for cue, clip in cue_clips().items():
        samples = mulaw.decode(clip.samples)
        assert 4000 < max(map(abs, samples)) < 32_000, cue
        assert abs(samples[0]) < 200, cue
        assert abs(samples[-1]) < 1500, cue
