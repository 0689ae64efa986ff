"""The how-to for a language, followed: the made-up translation is checked, laid out and can be turned on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from tests.howto.followed import copied, follow, run_tests

pytestmark = [pytest.mark.peer, pytest.mark.exhaustive, pytest.mark.cost(20), pytest.mark.timeout(600)]
SETTINGS = 'languages = ["ja", "en", "pt"]\nstate = "kiosk.toml"\n'
CATALOGUE = Path("assets", "locale", "pt", "LC_MESSAGES", "kiosk.po")


def _followed(root: Path) -> Path:
    """The row and the information; the catalogue is still to come."""
    copied(root)
    follow("language.md", root)
    shutil.copy(root / "assets" / "information" / "en.toml", root / "assets" / "information" / "pt.toml")
    (root / "kiosk.toml").write_text(
        'languages = ["ja", "en", "pt"]\nstate = "kiosk.toml"\n', encoding="utf-8"
    )
    return root


def _python(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def _start(root: Path) -> str:
    """What the terminal refuses: its state folder is a file, so that it never opens a window."""
    done = _python(root, "-m", "kiosk", "run", "--settings", "kiosk.toml")
    assert done.returncode == 2, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every text translated by itself."""
    root = _followed(tmp_path_factory.mktemp("language"))
    assert _python(root, "tools/i18n.py", "extract").returncode == 0
    with (root / CATALOGUE).open("rb") as file:
        catalogue = read_po(file, locale="pt")
    for message in catalogue:
        if message.id:
            message.string = message.id
    with (root / CATALOGUE).open("wb") as file:
        write_po(file, catalogue, width=100)
    return root


def test_a_terminal_does_not_start_before_every_language_has_a_catalogue_that_can_be_read(
    tmp_path: Path,
) -> None:
    root = _followed(tmp_path)
    assert _start(root) == "kiosk: languages: pt/LC_MESSAGES/kiosk.po is missing\n"
    assert _python(root, "tools/i18n.py", "extract").returncode == 0
    checked = _python(root, "tools/i18n.py", "check")
    assert checked.returncode == 1
    assert "pt: footer: 'Back' is not translated" in checked.stdout
    with (root / CATALOGUE).open("a", encoding="utf-8") as file:
        file.write("neither keyword nor comment\n")
    refusal = _start(root)
    assert refusal.startswith("kiosk: languages: ")
    assert "neither a keyword with a quoted string nor a comment" in refusal


def test_a_translated_language_passes_the_check_and_the_start(translated: Path) -> None:
    checked = _python(translated, "tools/i18n.py", "check")
    assert (checked.returncode, checked.stdout) == (0, "every text is translated\n")
    assert "languages" not in _start(translated)


@pytest.mark.parametrize(
    ("file", "chosen"),
    [
        ("tests/screens/test_page_layouts.py", "pt-size0 or en-size1"),
        ("tests/screens/test_page_words.py", "test"),
        ("tests/screens/test_catalogues.py", "test"),
        ("tests/screens/test_texts_for_enums.py", "pt"),
        ("tests/screens/test_texts_from_data.py", "pt"),
        ("tests/config/test_information.py", "test"),
        ("tests/golden/test_golden_drawings.py", "test"),
    ],
)
def test_the_new_language_passes_the_tests_of_every_language(
    translated: Path, file: str, chosen: str
) -> None:
    run_tests(translated, file, "-k", chosen)
