"""Words that lean on the next one, in languages that put spaces between words.

A reader of large type gets few words on a line, and stumbles where one ends with an article, a preposition or
a number whose unit stands on the next, or, in Korean, where one begins with a noun that means nothing alone.
"""

from __future__ import annotations

import re

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


def leans(text: str, language: str, at: int) -> bool:
    """Whether a line that begins at `at`, behind a space, takes something from the word it belongs to."""
    before = text[:at].split()
    if not before:
        return False
    if before[-1][-1].isdigit() and text[at].isalpha():
        return True  # a number and its unit
    if language == "ko":
        return _DEPENDENT.match(text, at) is not None
    return before[-1].lstrip("(“¿¡").casefold() in _WORDS.get(language, frozenset())
