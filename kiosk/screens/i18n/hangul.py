"""Names of Japanese municipalities in Hangul, made from their names in Latin letters.

Source: 외래어 표기법, table of the Japanese kana (국립국어원, 1986). Long vowels are not written.
A doubled consonant is ㅅ and ん is ㄴ at the end of a syllable. At the beginning of a word k, t and ch are
plain (ㄱ, ㄷ, ㅈ), inside it they are aspirated.
"""

from __future__ import annotations

import re
import unicodedata

_SYLLABLES = {
    "": "아이우에오", "k": "카키쿠케코", "s": "사 스세소", "t": "타  테토", "n": "나니누네노",
    "h": "하히 헤호", "m": "마미무메모", "y": "야 유 요", "r": "라리루레로", "w": "와   오",
    "g": "가기구게고", "z": "자 즈제조", "d": "다  데도", "b": "바비부베보", "p": "파피푸페포",
    "f": "  후  ", "sh": "샤시슈 쇼", "ch": "차치추 초", "ts": "  쓰  ", "j": "자지주 조",
    "ky": "캬 큐 쿄", "gy": "갸 규 교", "ny": "냐 뉴 뇨", "hy": "햐 휴 효", "my": "먀 뮤 묘",
    "ry": "랴 류 료", "by": "뱌 뷰 뵤", "py": "퍄 퓨 표",
}  # fmt: skip
"""By the consonants of the Hepburn romanisation, one syllable for each of a, i, u, e, o."""
_AT_FIRST = str.maketrans("카키쿠케코캬큐쿄타테토차치추초", "가기구게고갸규교다데도자지주조")
_KINDS = {"市": "시", "区": "구", "町": "정", "村": "촌"}
_SYLLABLE = re.compile(
    r"(?P<doubled>(?P<letter>[kstpgdbz])(?=(?P=letter))|t(?=ch))?(?P<start>[kgnhmrbp]y|sh|ch|ts|[kstnhmyrwgzdbpfj]?)"
    r"(?P<vowel>[aiueo])(?P<final>(?:n(?![aiueoy])|m(?=[bmp]))?'?)"
)
_NI_EUN, _SI_OT = 4, 19
"""Numbers of the final consonants ㄴ and ㅅ in a syllable block."""


def in_hangul(name: str, name_latin: str) -> str:
    """The municipality `name`, such as 苫小牧市, as 도마코마이시.

    It is `name_latin` itself where that is no Hepburn romanisation. What stands in it behind the name is left
    out: `Tomakomai, Hokkaido`.
    """
    bare = re.split(r",| \(", name_latin)[0].strip()
    bare = re.sub(r"(?:-(?:shi|ku|cho|machi|mura|son)| (?:City|Ward|Town|Village))$", "", bare)
    letters = unicodedata.normalize("NFD", bare).replace("\u0304", "").replace("\u2019", "'").casefold()
    words = [_word(word) for word in re.split(r"[ -]", letters)]
    if not all(words):
        return name_latin
    return "".join(words) + _KINDS.get(name[-1:], "")


def _word(letters: str) -> str:
    """One word in Hangul; empty where it is not in Hepburn romanisation."""
    blocks: list[str] = []
    at = 0
    while at < len(letters):
        found = _SYLLABLE.match(letters, at)
        block = _SYLLABLES[found["start"]]["aiueo".index(found["vowel"])] if found else " "
        if found is None or block == " " or (found["doubled"] and not blocks):
            return ""
        if found["doubled"]:
            blocks[-1] = chr(ord(blocks[-1]) + _SI_OT)
        if not blocks:
            block = block.translate(_AT_FIRST)
        if found["final"].strip("'"):
            block = chr(ord(block) + _NI_EUN)
        blocks.append(block)
        at = found.end()
    return "".join(blocks)
