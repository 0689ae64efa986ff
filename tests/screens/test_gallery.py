"""The gallery: which samples are drawn, and that a save draws them again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from kiosk.screens import gallery
from kiosk.screens.gallery import chosen, watch
from kiosk.screens.samples import samples

ROOT = Path(__file__).resolve().parents[2]

PAY = [
    "pay", "pay-no_notes", "pay-exact", "pay-no_change", "pay-coins", "pay-rejected", "pay-note_rejected",
    "pay-enough",
]  # fmt: skip


def names(only: str) -> list[str]:
    """The names of the samples that are drawn."""
    return [name for _, name, _ in chosen(list(samples()), only)]


def test_a_state_is_drawn_with_all_its_samples_and_no_other_state() -> None:
    assert names("pay") == PAY


def test_one_sample_several_and_a_pattern_can_be_drawn() -> None:
    assert names("pay-enough") == ["pay-enough"]
    assert names("claim, pay-enough") == ["pay-enough", "claim", "claim-unknown"]
    assert set(names("take_*")) > {"take_card", "take_papers", "take_refund"}


def test_without_a_choice_everything_is_drawn() -> None:
    assert names("") == [name for name, _ in samples()]


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no sample is called payy: .*pay-rejected"):
        names("pay,payy")


class Editor:
    """Counts the redraws, and saves the next file after each; Ctrl+C after the last."""

    def __init__(self, *saves: Path) -> None:
        self.saves, self.drawn = list(saves), 0

    def redraw(self, arguments: Sequence[str]) -> None:
        """Called by the watcher."""
        assert arguments == ["--only", "pay"]
        self.drawn += 1
        if not self.saves:
            raise KeyboardInterrupt
        path = self.saves.pop(0)
        path.write_text(f"{path.read_text() if path.exists() else ''}#")
        os.utime(path, ns=(self.drawn, self.drawn))


def test_it_draws_at_once_and_again_after_every_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "POLL_SECONDS", 0)
    page, catalogue = tmp_path / "pages" / "pay.py", tmp_path / "kiosk.po"
    page.parent.mkdir()
    page.touch()
    editor = Editor(page, catalogue, page)
    with pytest.raises(KeyboardInterrupt):
        watch(["--only", "pay"], [tmp_path], editor.redraw)
    assert editor.drawn == 4


@pytest.mark.window
def test_the_pictures_are_drawn_in_both_languages(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kiosk.screens.gallery", "--out", str(tmp_path), "--only", "pay"]
    subprocess.run([*command, "--lang", "ja,en"], cwd=ROOT, check=True, capture_output=True)
    for language in ("ja", "en"):
        drawn = sorted((tmp_path / language).iterdir())
        assert [path.stem[4:] for path in drawn] == PAY
        with Image.open(drawn[0]) as picture:
            assert picture.size == (1024, 768)
            assert len(picture.getcolors(1 << 20) or []) > 10
