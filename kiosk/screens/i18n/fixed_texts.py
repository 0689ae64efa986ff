"""The texts of a language that are the same for everybody: those without a placeholder."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kiosk.screens.i18n.languages import LANGUAGES, SOURCE_LANGUAGE
from kiosk.screens.i18n.words import words_in


@lru_cache(maxsize=8)
def fixed_texts(language: str) -> frozenset[str]:
    """Every text of a catalogue without a placeholder, with its markup."""
    if language == SOURCE_LANGUAGE:
        # It has no catalogue of its own: its texts are what the others translate.
        other = next(code for code in LANGUAGES if code != SOURCE_LANGUAGE)
        found = {source for source, _ in words_in(other).catalogue()}
    else:
        found = {text for _, text in words_in(language).catalogue()}
    return frozenset(_fixed(found))


def _fixed(texts: set[str]) -> Iterator[str]:
    return (text for text in texts if text and "{" not in text)
