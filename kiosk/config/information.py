"""The information texts, with the telephone numbers in them: data of the place, in assets/information."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.config.information_files import InformationError, numbers, texts_in, toml


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Section(_Part):
    """One step or fact of a topic; `strong` is emphasised, such as a number to dial."""

    heading: str = Field(min_length=1)
    text: str = Field(min_length=1)
    strong: str = ""


Badge = Literal[
    "alert", "book", "card", "clock", "globe", "house", "info", "key", "magnifier", "phone", "sheet",
    "telephone", "yen",
]  # fmt: skip
"""The signs of the screens that a topic may carry."""


class Topic(_Part):
    """One page. `key` is the same in every language; `badge` names a sign of the screens.

    `source` says who states it, in words for the shopper; `date` is the year, month or day of that statement.
    """

    key: str = Field(pattern=r"^[a-z_]+$")
    badge: Badge
    title: str = Field(min_length=1)
    summary: str = Field(min_length=1)
    source: str = Field(min_length=1)
    date: str = Field(pattern=r"^[0-9]{4}(-[0-9]{2}){0,2}$")
    section: list[Section] = Field(min_length=1)


class _File(_Part):
    topic: list[Topic] = Field(min_length=1)


@cache
def topics(language: str) -> tuple[Topic, ...]:
    """All topics in a language, numbers filled in, in the order of the list. Raises InformationError."""
    path = texts_in(language)
    try:
        found = _File.model_validate(toml(path)).topic
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise InformationError(f"{path.name}: {where}: {error.errors()[0]['msg']}") from error
    return tuple(_filled(topic, path) for topic in found)


def topic_keys(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Keys of the topics. Raises InformationError unless every language has the same ones in one order."""
    keys = {language: tuple(topic.key for topic in topics(language)) for language in languages}
    first = keys[languages[0]]
    for language, others in keys.items():
        if others != first or len(set(others)) != len(others):
            raise InformationError(f"{language}.toml: the topics are not those of {languages[0]}.toml")
    return first


def _filled(topic: Topic, path: Path) -> Topic:
    known = numbers()

    def filled(text: str) -> str:
        try:
            return text.format(**known)
        except (AttributeError, LookupError, ValueError) as error:
            raise InformationError(f"{path.name}: {topic.key} names an unknown number: {error}") from error

    section = [
        Section(heading=filled(part.heading), text=filled(part.text), strong=filled(part.strong))
        for part in topic.section
    ]
    changes = {"title": filled(topic.title), "summary": filled(topic.summary), "section": section}
    return topic.model_copy(update=changes)
