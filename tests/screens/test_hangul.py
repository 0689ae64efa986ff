"""Municipalities have their names in Hangul on Korean screens, by the rules of the Korean transcription."""

from __future__ import annotations

import pytest

from kiosk.rules.services import Municipality
from kiosk.screens.i18n.hangul import in_hangul
from kiosk.screens.i18n.words import Words


@pytest.mark.parametrize(
    ("name", "latin", "hangul"),
    [
        ("苫小牧市", "Tomakomai, Hokkaido", "도마코마이시"),
        ("札幌市", "Sapporo", "삿포로시"),
        ("函館市", "Hakodate", "하코다테시"),
        ("鴻巣市", "Kōnosu", "고노스시"),
        ("都城市", "Miyakonojo", "미야코노조시"),
        ("東松島市", "Higashimatsushima", "히가시마쓰시마시"),
        ("日光市", "Nikkō", "닛코시"),
        ("丹波市", "Tamba", "단바시"),
        ("新宿区", "Shinjuku", "신주쿠구"),
        ("千代田区", "Chiyoda City", "지요다구"),
        ("高森町", "Takamori-machi", "다카모리정"),
        ("八丁村", "Hatcho", "핫초촌"),
        ("本与町", "Hon'yo", "혼요정"),
        ("見本市", "Mihon (specimen)", "미혼시"),
    ],
)
def test_a_name_is_transcribed(name: str, latin: str, hangul: str) -> None:
    assert in_hangul(name, latin) == hangul


@pytest.mark.parametrize("latin", ["Minami-Alps", "例示町", "Ttomi", "Tyi", "Xanadu", ""])
def test_what_is_no_hepburn_romanisation_stays_as_it_is(latin: str) -> None:
    assert in_hangul("例示町", latin) == latin


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", "札幌市"),
        ("zh", "札幌市"),
        ("ko", "삿포로시"),
        ("en", "Sapporo"),
        ("pt", "Sapporo"),
        ("es", "Sapporo"),
    ],
)
def test_each_language_writes_a_municipality_in_its_own_letters(language: str, said: str) -> None:
    place = Municipality("01100", "北海道", "札幌市", "Sapporo", "0000-00-0000")
    assert Words(language).municipality(place) == said
