"""Texts as they are spoken: amounts in words, numbers digit by digit, no marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.screens.spoken.wording import kanji_number, speakable, spoken_in


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "ゼロ"), (1, "一"), (10, "十"), (11, "十一"), (250, "二百五十"), (450, "四百五十"), (1000, "千"),
     (1110, "千百十"), (10_000, "一万"), (10_010, "一万十"), (100_000_000, "一億")],
)  # fmt: skip
def test_numbers_are_said_as_in_japan(number: int, said: str) -> None:
    assert kanji_number(number) == said


@given(st.integers(0, 10**12 - 1))
def test_every_number_can_be_counted_back_from_its_words(number: int) -> None:
    digits, places = "〇一二三四五六七八九", {"十": 10, "百": 100, "千": 1000}
    total = four = digit = 0
    for letter in kanji_number(number).replace("ゼロ", ""):
        if letter in digits:
            digit = digits.index(letter)
        elif letter in places:
            four, digit = four + (digit or 1) * places[letter], 0
        else:
            total, four, digit = total + (four + digit) * {"万": 10**4, "億": 10**8}[letter], 0, 0
    assert total + four + digit == number


@pytest.mark.parametrize("number", [-1, 10**12])
def test_what_has_no_words_here_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        kanji_number(number)


@pytest.mark.parametrize(
    ("language", "shown", "said"),
    [
        ("ja", "あと ^1,250^円", "あと 千二百五十円"),
        ("ja", "3通 × 250円 = ^750^円", "3通かける二百五十円、七百五十円"),
        ("ja", "6:30–23:00", "6時30分から23時"),
        ("ja", "お問い合わせ 0120-95-0178", "お問い合わせ 0 1 2 0、9 5、0 1 7 8"),
        ("ja", "09000000000", "0 9 0 0 0 0 0 0 0 0 0"),
        ("ja", "コード C-101", "コード C 1 0 1"),
        ("ja", "7K2M-9QRX", "7 K 2 M、9 Q R X"),
        ("ja", "試作町 15-3", "試作町 15の3"),
        ("ja", "見本　太郎", "見本 太郎"),
        ("ja", "見やすさ\nと音", "見やすさと音"),
        ("en", "^1,000^ yen to pay", "1000 yen to pay"),
        ("en", "3 × 250 yen = ^750 yen^", "3 times 250 yen is 750 yen"),
        ("en", "Open  6:30 – 23:00", "Open 6:30 to 23:00"),
        ("en", "Total 750 yen  /  Inserted 500 yen", "Total 750 yen, Inserted 500 yen"),
        ("en", "+ Add a certificate", "Add a certificate"),
        ("en", "Call 0120-95-0178", "Call 0 1 2 0, 9 5, 0 1 7 8"),
        ("zh", "6:30–23:00", "6:30到23:00"),
        ("ko", "15-3", "15의 3"),
        ("es", "15-3", "15 guion 3"),
        ("pt", "3 × 250", "3 vezes 250"),
    ],
)
def test_what_is_shown_is_said_in_words(language: str, shown: str, said: str) -> None:
    assert speakable(shown, language) == said


@pytest.mark.parametrize(
    ("text", "language", "voice"),
    [("北海道", "en", "ja"), ("ア", "zh", "ja"), ("北海道", "zh", "zh"), ("東京", "ko", "ja"),
     ("Tomakomai", "en", "en"), ("カード", "ja-easy", "ja-easy"), ("카드", "ko", "ko")],
)  # fmt: skip
def test_japanese_names_on_other_screens_have_the_japanese_voice(
    text: str, language: str, voice: str
) -> None:
    assert spoken_in(text, language) == voice


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Atestado de residência (住民票)", "pt", "Atestado de residência"),
        ("Traiga ^su tarjeta^ (マイナンバーカード), su PIN", "es", "Traiga su tarjeta, su PIN"),
        ("(PIN de la tarjeta, 利用者証明用電子証明書)", "es", "(PIN de la tarjeta)"),
        ("주민표(住民票) 사본", "ko", "주민표 사본"),
    ],
)
def test_a_japanese_term_beside_its_translation_is_not_read(text: str, language: str, said: str) -> None:
    assert speakable(text, language) == said
    assert spoken_in(text, language) == language


def test_a_term_in_parentheses_is_read_by_the_voices_that_can() -> None:
    assert speakable("住所(本籍)", "ja") == "住所(本籍)"
    assert spoken_in("見本 一郎", "pt") == "ja"


@pytest.mark.parametrize(("text", "language"), [("^1.250^ ienes", "pt"), ("^1,250^ yen", "en")])
def test_thousands_are_one_number_however_they_are_grouped(text: str, language: str) -> None:
    assert speakable(text, language).startswith("1250 ")
