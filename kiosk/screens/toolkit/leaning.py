"""Words that lean on the next one, in languages that put spaces between words.

A reader of large type gets few words on a line, and stumbles where one ends with an article, a preposition or
a number whose unit stands on the next, or, in Korean, where one begins with a noun that means nothing alone.
The names of things, such as "My Number Card", are read at one glance when they stand on one line.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LEANING = {
    "en": "a an the of to in on at by for and or your its this if is no",
    "es": "a al de del el la los las un una en y o u e su sus se no con por si lo le que ni es",
    "pt": "a o as os à às ao aos de do da dos das em no na nos nas um uma e ou se com por seu sua que não é",
}
_WORDS = {language: frozenset(words.split()) for language, words in _LEANING.items()}
_DEPENDENT = re.compile(
    r"(?:수|것|후|뒤|때|중|등|분|번|데|곳)(?:은|는|이|가|을|를|에|에는|도|만|의|으로)?(?=[ .,)\n]|$)"
)
"""Korean nouns that need the word before them (의존명사), with their particles."""
_DETERMINERS = frozenset(["몇", "어느", "모든", "다른", "이", "그", "약", "각", "매", "한", "두", "세"])
"""Korean words that stand before the noun they belong to (관형사)."""
_TERMS = {
    "en": """
        My Number Card/My Number/4-digit PIN/city office/signature password/family register/resident record/
        lot number/phone number/card reader/card slot/coin tray/note slot/store staff/issuing centre/
        digital certificate/digital certificates/registered domicile/voice menu/working days
    """,
    "es": """
        My Number/oficina municipal/registro familiar/domicilio registral/certificado digital/
        certificados digitales/centro emisor/Seven Bank/días hábiles
    """,
    "pt": """
        My Number/registro familiar/certificado digital/certificados digitais/centro emissor/Seven Bank/
        dias úteis
    """,
}


def _any_of(terms: str) -> re.Pattern[str]:
    found = sorted((term.strip() for term in terms.split("/")), key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(term)}\b" for term in found), re.IGNORECASE)


_TERM = {language: _any_of(terms) for language, terms in _TERMS.items()}
"""Terms of several words, as docs/glossary-languages.md has them. Before a de a line may well begin."""


@lru_cache(maxsize=2048)
def _positions_in_terms(text: str, language: str) -> frozenset[int]:
    """The positions inside a term of several words."""
    pattern = _TERM.get(language)
    if pattern is None:
        return frozenset()
    return frozenset(
        at for found in pattern.finditer(text) for at in range(found.start() + 1, found.end())
    )  # fmt: skip


def is_inside_term(text: str, language: str, at: int) -> bool:
    """Whether a line that begins at `at` would cut a term of several words in two."""
    return at in _positions_in_terms(text, language)


def leans(text: str, language: str, at: int) -> bool:
    """Whether a line that begins at `at`, behind a space, takes something from the word it belongs to."""
    before = text[:at].split()
    if not before:
        return False
    if before[-1][-1].isdigit() and text[at].isalpha():
        return True  # a number and its unit
    if language == "ko":
        return _DEPENDENT.match(text, at) is not None or before[-1].lstrip("(‘“") in _DETERMINERS
    return before[-1].lstrip("(“¿¡").casefold() in _WORDS.get(language, frozenset())
