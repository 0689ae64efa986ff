"""The closing lines of the visit through real peers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk_simulator.demo.report import report

SUMMARY = {
    "ok": True, "error": None, "states": ["attract", "menu", "pay", "print", "attract"], "apdus": 26,
    "yen_inserted": 600, "price": 250, "change": 350, "sheets": 1,
}  # fmt: skip


Tell = Callable[..., str]


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    def words(is_printed: bool = True, **changes: object) -> str:
        (tmp_path / "summary.json").write_text(json.dumps(SUMMARY | changes))
        (tmp_path / "certificate.pdf").touch()
        for folder in ("screens", "state"):
            (tmp_path / folder).mkdir(exist_ok=True)
        return report(tmp_path, reader="a reader", printer="a printer", is_printed=is_printed)

    return words


def test_reader_printer_way_money_and_files_are_told(tell: Tell, tmp_path: Path) -> None:
    words = tell()
    assert words.startswith("The visit was played through real peers.\n")
    assert "a reader, 26 commands to the card" in words
    assert "a printer, 1 sheet\n" in words
    assert "the printed bytes equal certificate.pdf" in words
    assert "5: attract → menu → pay → print → attract" in words
    assert "600 yen in, 250 charged, 350 change" in words
    assert f"{tmp_path}: certificate.pdf, screens/, summary.json" in words


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"is_printed": False}, "do NOT equal"),
        ({"ok": False, "error": "nothing happened in pay"}, "error    nothing happened in pay"),
    ],
)
def test_what_went_wrong_is_told_as_such(tell: Tell, changes: dict[str, bool | str], said: str) -> None:
    words = tell(**changes)
    assert words.startswith("The visit FAILED.\n")
    assert said in words


def test_a_long_way_is_told_on_lines_that_fit(tell: Tell) -> None:
    states = [f"state_{number}" for number in range(40)]
    words = tell(states=states)
    assert max(map(len, words.splitlines()[:-1])) <= 112
    assert [word.strip() for word in words.split("states")[1].split("money")[0].replace("→", " ").split()][
        1:
    ] == states
