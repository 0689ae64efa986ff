"""The how-to for a language, followed: the made-up translation is checked, laid out and can be turned on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from tests.howto.followed import copied, follow, run_tests, start

pytestmark = [
    pytest.mark.peer,
    pytest.mark.whole,
    pytest.mark.exhaustive,
    pytest.mark.cost(60),
    pytest.mark.timeout(600),
]
SETTINGS = 'mode = "simulation"\nlanguages = ["ja", "en", "fr"]\nstate = "kiosk.toml"\n'
CATALOGUE = Path("assets", "locale", "fr", "LC_MESSAGES", "kiosk.po")


def _followed(root: Path) -> Path:
    """The row and the information; the catalogue is still to come."""
    copied(root)
    follow("language.md", root)
    shutil.copy(root / "assets" / "information" / "en.toml", root / "assets" / "information" / "fr.toml")
    (root / "kiosk.toml").write_text(SETTINGS, encoding="utf-8")
    return root


def _start(root: Path) -> str:
    """What the terminal refuses: its state folder is a file, so that it never opens a window."""
    done = start(root, "-m", "kiosk", "run", "--settings", "kiosk.toml")
    assert done.returncode == 2, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every text translated by itself."""
    root = _followed(tmp_path_factory.mktemp("language"))
    assert start(root, "tools/i18n.py", "extract").returncode == 0
    with (root / CATALOGUE).open("rb") as file:
        catalogue = read_po(file, locale="fr")
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
    assert _start(root) == "kiosk: languages: fr/LC_MESSAGES/kiosk.po is missing\n"
    assert start(root, "tools/i18n.py", "extract").returncode == 0
    checked = start(root, "tools/i18n.py", "check")
    assert checked.returncode == 1
    assert "fr: footer: 'Back' is not translated" in checked.stdout
    with (root / CATALOGUE).open("a", encoding="utf-8") as file:
        file.write("neither keyword nor comment\n")
    refusal = _start(root)
    assert refusal.startswith("kiosk: languages: ")
    assert "neither a keyword with a quoted string nor a comment" in refusal


def test_a_translated_language_passes_the_check_and_the_start(translated: Path) -> None:
    checked = start(translated, "tools/i18n.py", "check")
    assert (checked.returncode, checked.stdout) == (0, "every text is translated\n")
    assert "languages" not in _start(translated)


def test_the_new_language_passes_the_tests_of_every_language(translated: Path) -> None:
    run_tests(
        translated,
        {
            "tests/screens/test_page_layouts.py": "fr-size0 or en-size1",
            # The stand-in says everything in English: only that test must find it.
            "tests/screens/test_page_words.py": "fr and not english_sentence",
            "tests/screens/test_catalogues.py": "test",
            "tests/screens/test_texts_for_enums.py": "fr",
            "tests/screens/test_texts_from_data.py": "fr",
            "tests/config/test_information.py": "test",
            "tests/golden/test_golden_drawings.py": "test",
        },
    )
