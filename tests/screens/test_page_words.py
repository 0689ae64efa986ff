"""What the screens say in each language: no foreign sentence, no private reason."""

from __future__ import annotations

from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.messages.certificates import plain_name
from kiosk.screens.page_layout import PageLayout
from kiosk.screens.toolkit.kana import ROWS
from kiosk.screens.toolkit.widgets.keyboard import KANA_ROWS
from tests.support.page_layouts import Recorder, layouts

JAPANESE_EVERYWHERE = ("日本語", "言語", "個人番号カード")
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


def _japanese_beside_names(layout: PageLayout, canvas: Recorder) -> list[str]:
    view = layout.screen.view
    allowed = {*JAPANESE_EVERYWHERE, *ON_ONE_SCREEN.get(view.state, ()), *_proper_names(view)} - {""}
    found = []
    for text, *_ in canvas.texts:
        rest = text
        for name in sorted(allowed, key=len, reverse=True):
            rest = rest.replace(name, "")
        if len(text) <= 3 and set(text) <= KEYS_OF.get(view.state, frozenset()):
            continue
        found += [text for char in rest if "\u3040" <= char <= "\u9fff"]
    return found


def test_japanese_screens_hold_no_english_sentence_and_english_ones_no_japanese() -> None:
    for _, layout, canvas in layouts("en", (1024, 768)):
        assert _japanese_beside_names(layout, canvas) == [], layout.screen
    for _, layout, canvas in layouts("ja", (1024, 768)):
        for text, *_ in canvas.texts:
            latin = [word for word in text.split() if word.isascii() and word.isalpha() and len(word) > 3]
            assert latin in ([], ["English"], ["Language"]), (layout.screen, text)


def test_a_refusal_never_tells_a_private_reason() -> None:
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
    for language in LANGUAGES:
        for name, _, canvas in layouts(language, (1024, 768)):
            said = "".join(text for text, *_ in canvas.texts)
            assert not [word for word in private if word in said], name
