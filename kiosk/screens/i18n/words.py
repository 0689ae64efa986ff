"""Texts in the shopper's language, by gettext with contexts. The English text is the msgid."""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kiosk.resources import assets
from kiosk.rules.services import Municipality
from kiosk.screens.i18n.catalogue import load
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
    path = Path(language) / "LC_MESSAGES" / f"{DOMAIN}.po"
    try:
        return load(locale_folder() / path)
    except FileNotFoundError as error:
        raise WordsMissing(f"{path} is missing") from error


class Words:
    """Texts in one language."""

    def __init__(self, language: str) -> None:
        """Raises WordsMissing if `language` is not in LANGUAGES or has no catalogue.

        Raises CatalogueError if the catalogue is broken.
        """
        if language not in LANGUAGES:
            raise WordsMissing(f"{language} is none of {', '.join(LANGUAGES)}")
        self.language = LANGUAGES[language]
        self._translations = _load(language)

    def say(self, context: str, message: str, **values: object) -> str:
        """The text for `message` with its placeholders filled."""
        return self._translations.pgettext(context, message).format(**values)

    def count(self, context: str, one: str, many: str, number: int, **values: object) -> str:
        """The text for `number` things; {n} is the number."""
        return self._translations.npgettext(context, one, many, number).format(n=number, **values)

    def of(self, text: Phrase, **values: object) -> str:
        """The text of a marked phrase."""
        return self._translations.pgettext(text.context, text.message).format(**values)

    def municipality(self, place: Municipality) -> str:
        """The name of a municipality as this language writes it."""
        return place.name_latin if self.language.latin_names else place.name

    def yen(self, amount: int) -> str:
        """An amount of money."""
        return self.say("money", "{amount} yen", amount=f"{amount:,}")

    def strong_yen(self, amount: int) -> str:
        """An amount as markup, the number standing out."""
        return self.say("money", "^{amount}^ yen", amount=f"{amount:,}")


@lru_cache(maxsize=8)
def words_in(language: str) -> Words:
    """The words of a language, loaded once."""
    return Words(language)
