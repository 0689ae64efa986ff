"""The simulator is found where the standard library would find it."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from kiosk.app.simulator import GROUP, find, offers


def test_what_is_installed_here_is_what_the_library_finds() -> None:
    assert set(offers()) == {each.value for each in entry_points(group=GROUP)} == {"kiosk_simulator.plugin"}
    assert find() is sys.modules["kiosk_simulator.plugin"]


@pytest.mark.parametrize(
    "text",
    [
        f"[{GROUP}]\none = some.module\ntwo=other\n",
        f"[console_scripts]\nkiosk = a:b\n\n[{GROUP}]\none = some.module\ntwo = other\n\n[more]\nx = y\n",
        "[console_scripts]\nkiosk = a:b\n",
        f"[{GROUP}.more]\nx = y\n",
        "",
    ],
)
def test_a_file_is_read_as_the_library_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    folder = tmp_path / "one-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: one\nVersion: 1.0\n")
    (folder / "entry_points.txt").write_text(text)
    (tmp_path / "two-1.0.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", ["", str(tmp_path / "missing"), str(tmp_path)])
    assert list(offers()) == [each.value for each in entry_points(group=GROUP)]


def test_without_one_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert find() is None
