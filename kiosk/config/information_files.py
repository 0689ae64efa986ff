"""The files of assets/information: telephone numbers, and which topics a language has."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from kiosk.resources import assets


class InformationError(ValueError):
    """A file of assets/information cannot be used; the message names the file and the key."""


def folder() -> Path:
    """The folder of the texts."""
    return assets() / "information"


@cache
def numbers() -> dict[str, str]:
    """Telephone numbers by key. Raises InformationError."""
    path = folder() / "numbers.toml"
    found = toml(path)
    for key, number in found.items():
        if not isinstance(number, str):
            raise InformationError(f"{path.name}: {key} is no text")
    return {key: str(number) for key, number in found.items()}


def texts_in(language: str) -> Path:
    """The file of a language's topics."""
    return folder() / f"{language}.toml"


def listed_keys(language: str) -> tuple[str, ...]:
    """Keys of the topics as a language's file lists them, not checked beyond that.

    Raises InformationError.
    """
    path = texts_in(language)
    try:
        return tuple(str(topic["key"]) for topic in toml(path)["topic"])  # type: ignore[attr-defined]
    except (LookupError, TypeError) as error:
        raise InformationError(f"{path.name}: a topic has no key") from error


def toml(path: Path) -> dict[str, object]:
    """What a file says. Raises InformationError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # no file, no UTF-8, no TOML
        raise InformationError(f"{path.name}: {error}") from error
