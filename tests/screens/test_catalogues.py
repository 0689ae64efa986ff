"""Catalogues: every text translated, broken ones refused, and the compiled file used only if up to date."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from kiosk.fsm.reasons import Reason
from kiosk.rules.certificates import CATALOGUE, HOUSEHOLD, OMITTED, SELF, SHOWN
from kiosk.screens.i18n import words
from kiosk.screens.i18n.catalogue import CatalogueError, compile_catalogue, compiled, load
from kiosk.screens.i18n.languages import LANGUAGES, SOURCE_LANGUAGE
from kiosk.screens.i18n.words import Words, WordsMissing, locale_folder
from kiosk.screens.messages import MESSAGES
from kiosk.screens.messages.certificates import ALWAYS, ITEMS, KINDS, OPTIONS, VALUES
from kiosk.screens.messages.out_of_service import OUT_OF_SERVICE

ROOT = Path(__file__).resolve().parents[2]
PO = locale_folder() / "ja" / "LC_MESSAGES" / "kiosk.po"
HEADER = (
    'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n\n'
)


def catalogue() -> Catalog:
    """The Japanese catalogue as Babel reads it."""
    with PO.open("rb") as file:
        return read_po(file, locale="ja")


def test_the_catalogue_is_complete() -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "i18n.py"), "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != SOURCE_LANGUAGE])
def test_a_catalogue_forms_plurals_as_its_language_does_and_a_variant_as_the_language_it_is_of(
    language: str,
) -> None:
    with (locale_folder() / language / "LC_MESSAGES" / "kiosk.po").open("rb") as file:
        catalogue = read_po(file)
    told = Catalog(locale=LANGUAGES[language].locale)
    assert (catalogue.num_plurals, catalogue.plural_expr) == (told.num_plurals, told.plural_expr)
    assert {len(message.string or ()) for message in catalogue if message.pluralizable} == {told.num_plurals}


def test_the_translations_say_what_the_catalogue_says() -> None:
    translations = load(PO)
    compared = 0
    for message in catalogue():
        if not message.id:
            continue
        if isinstance(message.id, str):
            assert translations.pgettext(message.context or "", message.id) == message.string
        else:
            assert isinstance(message.string, tuple)
            singular, plural = message.id
            for number in (1, 2, 7):
                text = translations.npgettext(message.context or "", singular, plural, number)
                assert text == message.string[0]
        compared += 1
    assert compared > 300


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "a"\nmsgstr b"', 2),
        ('msgid "a"\nmsgstr "b', 2),
        ('msgid "a"\n\nmsgstrr "b"', 3),
        ('msgid "a" rest\nmsgstr "b"', 1),
        ('msgid "a"\nmsgstr "\\q"', 2),
        ('msgid "a\nmsgstr "b"', 1),
    ],
)
def test_a_broken_catalogue_is_refused_with_its_file_and_line(tmp_path: Path, text: str, line: int) -> None:
    source = tmp_path / "kiosk.po"
    source.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=rf"kiosk\.po: line {line}\b"):
        load(source)


def test_a_catalogue_that_is_not_utf_8_is_refused_with_its_line() -> None:
    with pytest.raises(CatalogueError, match=r"line 2\b.*UTF-8"):
        compiled('msgid "a"\nmsgstr "あ"'.encode("shift_jis"))


def test_what_is_fuzzy_or_untranslated_stays_english(tmp_path: Path) -> None:
    entries = (
        '#, fuzzy\nmsgctxt "c"\nmsgid "fuzzy"\nmsgstr "x"',
        'msgctxt "c"\nmsgid "empty"\nmsgstr ""',
        'msgctxt "c"\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] ""',
        'msgctxt "c"\nmsgid "good"\nmsgstr ""\n"y"\n"z"',
    )
    source = tmp_path / "kiosk.po"
    source.write_text(HEADER + "\n\n".join(entries), encoding="utf-8")
    translations = load(source)
    assert translations.pgettext("c", "fuzzy") == "fuzzy"
    assert translations.pgettext("c", "empty") == "empty"
    assert translations.npgettext("c", "one", "many", 2) == "many"
    assert translations.pgettext("c", "good") == "yz"


def _catalogue_saying(folder: Path, text: str) -> Path:
    source = folder / "kiosk.po"
    source.write_text(f'{HEADER}msgctxt "c"\nmsgid "a"\nmsgstr "{text}"\n', encoding="utf-8")
    return source


def test_a_corrected_text_wins_over_an_older_compiled_file(tmp_path: Path) -> None:
    compile_catalogue(_catalogue_saying(tmp_path, "old"))
    assert load(_catalogue_saying(tmp_path, "new")).pgettext("c", "a") == "new"


def test_a_damaged_compiled_file_is_ignored(tmp_path: Path) -> None:
    source = _catalogue_saying(tmp_path, "good")
    whole = compile_catalogue(source).read_bytes()
    for damaged in (b"", b"nonsense", whole[:20], whole[: len(whole) // 2], whole[:-3]):
        source.with_suffix(".mo").write_bytes(damaged)
        assert load(source).pgettext("c", "a") == "good"


def test_a_compiled_file_is_enough(tmp_path: Path) -> None:
    source = _catalogue_saying(tmp_path, "good")
    compile_catalogue(source)
    source.unlink()
    assert load(source).pgettext("c", "a") == "good"
    source.with_suffix(".mo").unlink()
    with pytest.raises(FileNotFoundError, match=r"kiosk\.po"):
        load(source)


def test_an_up_to_date_compiled_file_is_read_without_babel(tmp_path: Path) -> None:
    source = _catalogue_saying(tmp_path, "good")
    compile_catalogue(source)
    program = (
        "import pathlib, sys\n"
        "from kiosk.screens.i18n.catalogue import load\n"
        "print(load(pathlib.Path(sys.argv[1])).pgettext('c', 'a'), 'babel' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(source)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["good", "False"]


def test_a_language_that_is_not_on_the_list_is_refused() -> None:
    with pytest.raises(WordsMissing, match="xx"):
        Words("xx")


def test_a_language_without_a_catalogue_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "locale_folder", lambda: tmp_path)
    with pytest.raises(WordsMissing, match=r"kiosk\.po"):
        Words("ja")


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("notice", list(Reason))
def test_every_notice_has_words_that_tell_the_next_step(notice: Reason, language: str) -> None:
    said = Words(language)
    texts = [said.of(text, hours="6:30 – 23:00") for text in (*MESSAGES[notice], OUT_OF_SERVICE[notice])]
    assert all(text.strip() for text in texts)
    if language == "ja":
        assert all(not text.isascii() for text in texts)


def test_every_kind_option_and_value_has_words() -> None:
    assert set(KINDS) == set(ALWAYS) == set(CATALOGUE)
    for spec in CATALOGUE.values():
        for option in spec.options:
            assert option.key in OPTIONS
            for value in option.values:
                assert value in VALUES
                assert value in (HOUSEHOLD, SELF) or (option.key in ITEMS and value in (SHOWN, OMITTED))


def test_the_pin_is_always_called_by_its_one_name_in_japanese() -> None:
    for message in catalogue():
        english = message.id if isinstance(message.id, str) else message.id[0]
        if "4-digit" in english:
            japanese = message.string if isinstance(message.string, str) else "".join(message.string or ())
            assert "数字4けたの" in japanese.replace("*", "").replace("^", "")
