"""Captions: what stands small under a slip's Japanese, in the language of the visit.

A slip goes to two readers: the store's staff read the Japanese, the shopper what is under it. Captions are
texts of the catalogues like those of the screens; without one they are English.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kiosk.documents.fonts.files import Script
from kiosk.structs import Struct

CONTEXT = "slip"
"""The catalogues' context of all captions."""


class Caption(Struct):
    """A text of the catalogues by its English; with `many` there are `number` of something."""

    message: str
    many: str = ""
    number: int = 0
    values: tuple[tuple[str, object], ...] = ()


def caption(message: str, **values: object) -> Caption:
    """A caption with its placeholders filled."""
    return Caption(message, values=tuple(values.items()))


def counted(one: str, many: str, number: int) -> Caption:
    """A caption for `number` things, which `{n}` stands for."""
    return Caption(one, many, number)


class Catalogue(Protocol):
    """The texts of one language, and the script whose shapes they are printed in."""

    @property
    def script(self) -> Script:
        """Whose shapes the characters have."""

    def say(self, context: str, message: str, **values: object) -> str:
        """The text for `message` with its placeholders filled."""

    def count(self, context: str, one: str, many: str, number: int, **values: object) -> str:
        """The text for `number` things."""


CatalogueOf = Callable[[str], Catalogue]
"""The catalogue of a language by its code, such as "zh"."""


class English:
    """The captions as they stand in the code."""

    script = Script.JAPANESE

    def say(self, context: str, message: str, **values: object) -> str:
        """The message itself."""
        return message.format(**values)

    def count(self, context: str, one: str, many: str, number: int, **values: object) -> str:
        """One or many."""
        return (one if number == 1 else many).format(n=number, **values)


ENGLISH = English()


def said(text: str | Caption, catalogue: Catalogue) -> str:
    """Return a caption as the catalogue says it, and any other text as it is."""
    if isinstance(text, str):
        return text
    values = dict(text.values)
    if text.many:
        return catalogue.count(CONTEXT, text.message, text.many, text.number, **values)
    return catalogue.say(CONTEXT, text.message, **values)
