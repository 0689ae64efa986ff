"""Words: all translated, all notices worded, and our .po reader agrees with Babel's."""

from __future__ import annotations

import gettext
import io
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kiosk.fsm.notices import Notice
from kiosk.rules.certificates import CATALOGUE
from kiosk.screens.i18n.catalogue import PoError, parse_po, to_mo
from kiosk.screens.i18n.words import Words, WordsMissing, locale_folder
from kiosk.screens.messages import MESSAGES
from kiosk.screens.messages.certificates import KINDS, OPTIONS, SUMMARIES, VALUES
from kiosk.screens.messages.out_of_service import OUT_OF_SERVICE

ROOT = Path(__file__).resolve().parents[2]
PO = locale_folder() / "ja" / "LC_MESSAGES" / "kiosk.po"


def test_the_catalogue_is_complete() -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "i18n.py"), "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_our_binary_catalogue_says_what_babels_says() -> None:
    with PO.open("rb") as file:
        catalog = read_po(file, locale="ja")
    theirs_file = io.BytesIO()
    write_mo(theirs_file, catalog)
    theirs = gettext.GNUTranslations(io.BytesIO(theirs_file.getvalue()))
    ours = gettext.GNUTranslations(io.BytesIO(to_mo(parse_po(PO.read_text(encoding="utf-8")))))
    compared = 0
    for message in catalog:
        if not message.id:
            continue
        if isinstance(message.id, str):
            assert ours.pgettext(message.context or "", message.id) == theirs.pgettext(
                message.context or "", message.id
            )
        else:
            for number in (1, 2, 7):
                assert ours.npgettext(message.context or "", *message.id, number) == theirs.npgettext(
                    message.context or "", *message.id, number
                )
        compared += 1
    assert compared > 300


def test_a_broken_catalogue_is_refused_with_its_line() -> None:
    with pytest.raises(PoError, match="line 2"):
        parse_po('msgid "a"\nmsgstr b"')


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(WordsMissing, match=r"kiosk\.po"):
        Words("xx")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("notice", list(Notice))
def test_every_notice_has_words_that_tell_the_next_step(notice: Notice, language: str) -> None:
    words = Words(language)
    texts = [words.of(text) for text in (*MESSAGES[notice], OUT_OF_SERVICE[notice])]
    assert all(text.strip() for text in texts)
    if language == "ja":
        assert all(not text.isascii() for text in texts)


def test_every_kind_option_and_value_has_words() -> None:
    assert set(KINDS) == set(CATALOGUE)
    for spec in CATALOGUE.values():
        for option in spec.options:
            assert option.key in OPTIONS
            for value in option.values:
                assert value in VALUES
                assert (option.key, value) in SUMMARIES


def test_the_pin_is_always_called_by_its_one_name_in_japanese() -> None:
    for entry in parse_po(PO.read_text(encoding="utf-8")):
        if "4-digit" in entry.message:
            assert "数字4けたの" in "".join(entry.translations).replace("*", "").replace("^", "")
