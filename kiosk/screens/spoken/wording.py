"""Texts as a synthesiser reads them right: no marks, amounts in words, numbers digit by digit where meant."""

from __future__ import annotations

import re

from kiosk.screens.toolkit.text import plain

_CJK = frozenset({"ja", "zh"})
_KANA = re.compile(r"[\u3041-\u30fa]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_DIGITS = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_MYRIADS = ("", "万", "億")
_TERM = re.compile(r" ?\(([^()]*?),? ?[\u3041-\u30ff\u3400-\u9fff]+\)")
"""A Japanese term in parentheses behind its translation: for the eye, which finds it again on paper."""
_SEPARATED = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")
_YEN = re.compile(r"(\d+) ?円")
_TIME = re.compile(r"\b(\d{1,2}):(\d{2})\b")
_RANGE = re.compile(r"(?<=[\d時分日]) ?[–〜~] ?(?=\d)")
_TELEPHONE = re.compile(r"\b0\d{1,4}(?:-\d{1,4}){1,2}\b|\b0\d{9,10}\b")
_CODE = re.compile(r"\b([A-Z])-(\d+)\b")
_LONG = re.compile(r"\d{6,}")
_REFERENCE = re.compile(r"\b(?=[A-Z0-9-]*[A-Z])(?=[A-Z0-9-]*\d)[A-Z0-9]{2,}(?:-[A-Z0-9]+)+\b")
_LOT = re.compile(r"(?<=\d)-(?=\d)")
_DIGIT = re.compile(r"\d")
_TO = {"ja": "から", "zh": "到", "ko": "부터 ", "pt": " a ", "es": " a ", "en": " to "}
_TIMES = {"ja": "かける", "zh": "乘以", "ko": " 곱하기 ", "pt": " vezes ", "es": " por ", "en": " times "}
_HYPHEN = {"ja": "の", "zh": "杠", "ko": "의 ", "pt": " traço ", "es": " guion ", "en": " dash "}
_EQUALS = {"ja": "、", "en": " is "}


def kanji_number(number: int) -> str:
    """A number from 0 to 999,999,999,999 as it is said: 250 is 二百五十, 10,000 一万."""
    if not 0 <= number < 10**12:
        raise ValueError(number)
    if number == 0:
        return "ゼロ"
    said = ""
    for power in reversed(range(len(_MYRIADS))):
        four = number // 10 ** (4 * power) % 10_000
        if four:
            said += (_four(four) or "") + _MYRIADS[power]
    return said


def _four(number: int) -> str:
    """Up to four digits; 一 is not said before 十, 百 and 千."""
    said = ""
    for place in reversed(range(4)):
        digit = number // 10**place % 10
        if digit:
            said += ("" if digit == 1 and place else _DIGITS[digit]) + _PLACES[place]
    return said


def digit_by_digit(digits: str, language: str) -> str:
    """Digits with a space between them, and a pause for each hyphen."""
    pause = "、" if language in _CJK else ", "
    return pause.join(" ".join(group) for group in digits.split("-"))


def spoken_in(text: str, language: str) -> str:
    """The language whose voice reads a text: names of places and people are Japanese on every screen."""
    main = language.partition("-")[0]
    text = _without_terms(text, main)
    if main != "ja" and (_KANA.search(text) or (main != "zh" and _HAN.search(text))):
        return "ja"
    return language


def _without_terms(text: str, main: str) -> str:
    """What another alphabet's voice reads: it cannot say the Japanese term that stands beside its own."""
    if main in _CJK:
        return text
    return _TERM.sub(lambda found: f" ({found[1]})" if found[1] else "", text)


def speakable(text: str, language: str) -> str:
    """The text of a screen (with or without markup) as it is spoken."""
    main = language.partition("-")[0]
    text = _without_terms(plain(text), main)
    said = " ".join(text.replace("\u00a0", " ").split()) if main != "ja" else _japanese(text)
    if _DIGIT.search(said):
        said = _with_numbers(said, main)
    said = re.sub(r" ?× ?", _TIMES.get(main, " "), said)
    said = re.sub(r" ?= ?", _EQUALS.get(main, ", "), said)
    said = re.sub(r" +/ +|／", "、" if main in _CJK else ", ", said)
    return said.lstrip("+＋→ ").strip()


def _with_numbers(said: str, main: str) -> str:
    """The rules that concern digits; most texts have none."""
    said = _TELEPHONE.sub(lambda found: digit_by_digit(found[0], main), said)
    said = _CODE.sub(lambda found: f"{found[1]} {digit_by_digit(found[2], main)}", said)
    said = _REFERENCE.sub(lambda found: digit_by_digit(found[0], main), said)
    said = _SEPARATED.sub("", said)
    said = _LONG.sub(lambda found: digit_by_digit(found[0], main), said)
    if main == "ja":
        said = _YEN.sub(lambda found: f"{kanji_number(int(found[1]))}円", said)
        said = _TIME.sub(_japanese_time, said)
    said = _RANGE.sub(_TO.get(main, " "), said)
    return _LOT.sub(_HYPHEN.get(main, " "), said)


def _japanese(text: str) -> str:
    """A line break is for the eye; the space between family and given name stays."""
    return re.sub(r"\s*\n\s*", "", text).replace("\u3000", " ").replace("\u00a0", " ").strip()


def _japanese_time(found: re.Match[str]) -> str:
    minutes = int(found[2])
    return f"{int(found[1])}時{f'{minutes}分' if minutes else ''}"
