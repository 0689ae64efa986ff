"""Chosen pages and all certificates draw what they drew when their golden drawings were written.

`make golden` writes them anew. What differs is written to out/golden, line by line, as a difference.
The drawn structure is compared and not the pixels: see `drawings`.
"""

from __future__ import annotations

import difflib
from functools import lru_cache
from pathlib import Path

import pytest

from tests.golden.drawings import ELSEWHERE, FOLDER, LANGUAGES, OTHERS, PAGES, READERS, drawings
from tests.support.sample_records import SAMPLES

OUT = Path("out/golden")
NAMES = [f"page-{name}-{language}" for name in PAGES for language in LANGUAGES]
NAMES += [f"page-{name}-{language}" for language in OTHERS for name in ELSEWHERE]
NAMES += [f"page-{name}-{reader}" for reader, (_, _, names) in READERS.items() for name in names]
NAMES += [f"certificate-{kind.value}" for kind in SAMPLES]


@lru_cache(maxsize=1)
def drawn() -> dict[str, list[str]]:
    return dict(drawings())


def test_there_is_a_golden_drawing_for_everything_and_nothing_else() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_drawn_is_what_was_drawn(name: str) -> None:
    before = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    difference = list(difflib.unified_diff(before, drawn()[name], "golden", "drawn", lineterm="", n=1))
    if difference:
        OUT.mkdir(parents=True, exist_ok=True)
        (OUT / f"{name}.diff").write_text("\n".join(difference) + "\n", encoding="utf-8")
    assert difference == [], f"see {OUT / name}.diff"
