"""What the screens say in each language: no foreign sentence, no private reason."""

from __future__ import annotations

import re
from functools import cache

from babel.messages.pofile import read_po

from kiosk.config.information import topics
from kiosk.fsm.state_groups import STAFF
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.i18n.languages import LANGUAGES, SOURCE_LANGUAGE
from kiosk.screens.i18n.words import locale_folder
from kiosk.screens.messages.certificates import plain_name
from kiosk.screens.toolkit.kana import ROWS
from kiosk.screens.toolkit.text import plain
from kiosk.screens.toolkit.widgets.keyboard import KANA_ROWS
from tests.support.page_layouts import Recorder, each_language, in_languages, layouts, texts_of

LANGUAGE_NAMES = {part for language in LANGUAGES.values() for part in language.name.split("\n")}
"""Languages are called by their own names on every page that lets a shopper choose one."""

JAPANESE_EVERYWHERE = (*LANGUAGE_NAMES, "言語", "個人番号カード")
"""The language button with two languages and with more, and what is printed on the card in the drawing."""

ON_ONE_SCREEN = {
    S.DOMICILE_LOT: ("番地", "番", "の", "甲"),
    S.REGISTER_HEAD: ("ミホン", "タロウ"),
}
"""What a form explains by what stands in the register."""

KEYS_OF = {
    S.DOMICILE_TOWN: frozenset(row[0] for row in ROWS),
    S.REGISTER_HEAD: frozenset("".join(KANA_ROWS) + "ー→ガパッ"),
}
"""Names are typed in katakana in every language: these keys are katakana too."""


def _proper_names(view: View) -> set[str]:
    """People and places, which are called as they are in every language."""
    form, towns = (
        view.visit.registration.form,
        view.visit.registration.record.towns if view.visit.registration.record else (),
    )
    places = (*view.status.municipalities, *((view.visit.municipality,) if view.visit.municipality else ()))
    names = {form.town, form.head, form.head_kana, *view.visit.registration.heads, *(t.name for t in towns)}
    names |= {t.kana for t in towns} | {p.name for p in places} | {p.prefecture for p in places}
    names |= {name for offer in view.visit.offers for row in offer.options for _, name in row.names}
    plain_names = {plain_name(name) for name in names}
    # A long name stands on two lines, broken between family and given name.
    return {widget for name in plain_names for widget in name.split("　")} | plain_names


@cache
def _terms_on_paper(language: str) -> frozenset[str]:
    """The Japanese names in parentheses behind terms of law: to be found again on paper or at a counter."""
    texts = [repr(topic) for topic in topics(language)]
    if language != SOURCE_LANGUAGE:
        with (locale_folder() / language / "LC_MESSAGES" / "kiosk.po").open("rb") as file:
            texts += [repr(message.string) for message in read_po(file)]
    groups = [group for text in texts for group in re.findall(r"[(（]([^()（）]+)[)）]", text)]
    return frozenset(term for group in groups for term in re.findall("[\u3040-\u9fff]+", group))


def _foreign_beside_names(layout: PageLayout, canvas: Recorder, foreign: re.Pattern[str]) -> list[str]:
    view = layout.screen.view
    terms = _terms_on_paper(view.visit.language)
    allowed = {*JAPANESE_EVERYWHERE, *ON_ONE_SCREEN.get(view.state, ()), *_proper_names(view), *terms} - {""}
    found = []
    for text, *_ in canvas.texts:
        if any(text in name for name in allowed):  # one of the lines of a long name
            continue
        rest = text
        for name in sorted(allowed, key=len, reverse=True):
            rest = rest.replace(name, "")
        if len(text) <= 3 and set(text) <= KEYS_OF.get(view.state, frozenset()):
            continue
        found += [text] if foreign.search(rest) else []
    return found


KANA, KANA_AND_KANJI = re.compile("[\u3040-\u30fa]"), re.compile("[\u3040-\u9fff]")
ASIAN = [code for code, language in LANGUAGES.items() if language.iso in ("ja", "zh", "ko")]
LATIN_WORD = re.compile(r"\b[A-Za-z]{4,}\b")
LANGUAGE_WORDS = {word for language in LANGUAGES.values() for word in language.name.split()}
LATIN_WORDS = {
    "Number",
    "Language",
    "Mynaportal",
    "Mynapoint",
    "Seven",
    "GuideBook",
    "Languages",
}
"""Names that are written in Latin letters in every language."""


@in_languages(code for code, row in LANGUAGES.items() if row.iso != "ja")
def test_a_page_in_another_language_holds_no_japanese_but_names(language: str) -> None:
    foreign = KANA if language == "zh" else KANA_AND_KANJI
    for name, layout, canvas in layouts(language, (1024, 768)):
        if layout.screen.view.state in STAFF:
            continue  # Japanese or English, whatever the shopper before has chosen
        assert _foreign_beside_names(layout, canvas, foreign) == [], name


@in_languages(ASIAN)
def test_a_page_in_an_asian_language_holds_no_english_word_but_names(language: str) -> None:
    for name, layout, canvas in layouts(language, (1024, 768)):
        view = layout.screen.view
        places = (*view.status.municipalities, *filter(None, [view.visit.municipality]))
        names = " ".join((*_proper_names(view), *(place.name_latin for place in places)))
        for text, *_ in canvas.texts:
            latin = [
                word
                for word in LATIN_WORD.findall(text)
                if word not in LATIN_WORDS and word not in names and word not in LANGUAGE_WORDS
            ]
            assert latin == [], (name, text)


def _english_sentences() -> list[re.Pattern[str]]:
    """Every text in the code of three words and more, placeholders standing for anything."""
    with (locale_folder() / "ja" / "LC_MESSAGES" / "kiosk.po").open("rb") as file:
        texts = [
            text
            for message in read_po(file)
            for text in ([message.id] if isinstance(message.id, str) else message.id)
        ]
    found = []
    for text in texts:
        pieces = re.split(r"\{\w+\}", plain(text))
        if len(re.findall(r"[A-Za-z]{2,}", " ".join(pieces))) >= 3:
            found.append(re.compile(".+".join(map(re.escape, pieces))))
    return found


@in_languages(code for code in LANGUAGES if code != SOURCE_LANGUAGE)
def test_no_page_in_a_translated_language_says_an_english_sentence(language: str) -> None:
    sentences = _english_sentences()
    assert len(sentences) > 400
    said = {
        plain(text.markup): name
        for name, layout, _ in layouts(language, (1024, 768))
        for text in texts_of(layout)
    }
    assert {text: said[text] for text in said for each in sentences if each.fullmatch(text)} == {}


@each_language
def test_a_refusal_never_tells_a_private_reason(language: str) -> None:
    private = (
        "支援",
        "死亡",
        "転出",
        "滞納",
        "DV",
        "未申告",
        "成年被後見",
        "divorce",
        "moved out",
        "deceased",
        "violence",
    )
    for name, layout, canvas in layouts(language, (1024, 768)):
        if layout.screen.view.state is S.TOPIC:  # the same for everybody who reads it
            continue
        said = "".join(text for text, *_ in canvas.texts)
        assert not [word for word in private if word in said], name
