"""Texts in the shopper's language, by gettext with contexts. The English text is the msgid."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kiosk.documents.fonts.files import Script
from kiosk.resources import assets
from kiosk.rules.services import Municipality
from kiosk.screens.i18n.catalogue import SOURCE, load
from kiosk.screens.i18n.hangul import in_hangul
from kiosk.screens.i18n.languages import LANGUAGES, SOURCE_LANGUAGE

DOMAIN = "kiosk"


class Phrase(NamedTuple):
    """A text that is translated later (a lazy msgid with its context)."""

    context: str
    message: str


def phrase(context: str, message: str) -> Phrase:
    """Mark a text in a table for translation."""
    return Phrase(context, message)


class WordsMissing(RuntimeError):
    """A configured language is unknown or has no catalogue; the message names its code or the file."""


def locale_folder() -> Path:
    """The folder of the gettext catalogues."""
    return assets() / "locale"


def _load(language: str) -> gettext.NullTranslations:
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    return load(locale_folder() / _catalogue(language))


def _catalogue(language: str) -> Path:
    return Path(language) / "LC_MESSAGES" / f"{DOMAIN}.po"


def check_language(language: str) -> None:
    """Raise WordsMissing if `language` is not in LANGUAGES or has no catalogue; reads none."""
    if language not in LANGUAGES:
        raise WordsMissing(f"{language} is none of {', '.join(LANGUAGES)}")
    if language != SOURCE_LANGUAGE and not (locale_folder() / _catalogue(language)).is_file():
        raise WordsMissing(f"{_catalogue(language)} is missing")


def is_compiled(language: str) -> bool:
    """Whether the catalogue of a known language was compiled after it was last changed."""
    source = locale_folder() / _catalogue(language)
    target = source.with_suffix(".mo")
    if language == SOURCE_LANGUAGE:
        return True
    return target.is_file() and target.stat().st_mtime >= source.stat().st_mtime


class Words:
    """Texts in one language."""

    def __init__(self, language: str) -> None:
        """Raises WordsMissing as `check_language`, and CatalogueError if the catalogue is broken."""
        check_language(language)
        self.language = LANGUAGES[language]
        self._translations = _load(language)

    @property
    def script(self) -> Script:
        """Whose shapes the characters have."""
        return self.language.script

    def say(self, context: str, message: str, **values: object) -> str:
        """The text for `message` with its placeholders filled."""
        return self._translations.pgettext(context, message).format(**values)

    def count(self, context: str, one: str, many: str, number: int, **values: object) -> str:
        """The text for `number` things; {n} is the number."""
        return self._translations.npgettext(context, one, many, number).format(n=number, **values)

    def of(self, text: Phrase, **values: object) -> str:
        """The text of a marked phrase."""
        return self._translations.pgettext(text.context, text.message).format(**values)

    def catalogue(self) -> Iterator[tuple[str, str]]:
        """Every text of the catalogue as (English, translated), forms of number apart; none for English."""
        entries: dict[str | tuple[str, int], str] = getattr(self._translations, "_catalog", {})
        for key, text in entries.items():
            context, _, source = (key if isinstance(key, str) else key[0]).rpartition("\x04")
            if context and context != SOURCE:  # without one it is the header
                yield source, text

    def municipality(self, place: Municipality) -> str:
        """The name of a municipality as this language writes it."""
        if not self.language.latin_names:
            return place.name
        if self.script is Script.KOREAN:
            return in_hangul(place.name, place.name_latin)
        return place.name_latin

    def number(self, value: int) -> str:
        """A whole number, its thousands grouped as this language groups them."""
        return f"{value:,}".replace(",", self.language.grouping)

    def yen(self, amount: int) -> str:
        """An amount of money."""
        return self.say("money", "{amount} yen", amount=self.number(amount))

    def strong_yen(self, amount: int) -> str:
        """An amount as markup, the number standing out."""
        return self.say("money", "^{amount}^ yen", amount=self.number(amount))


@lru_cache(maxsize=8)
def words_in(language: str) -> Words:
    """The words of a language, loaded once."""
    return Words(language)
