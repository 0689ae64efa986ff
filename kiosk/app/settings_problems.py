"""All that can be wrong with settings that could be read: mode, files, languages, state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kiosk.config.errors import SettingsError
from kiosk.config.files import file_problems
from kiosk.config.information_files import InformationError
from kiosk.config.mode_check import mode_problems
from kiosk.config.settings import Settings, simulated
from kiosk.screens.i18n.catalogue import CatalogueError
from kiosk.screens.i18n.words import WordsMissing, check_language, is_compiled, words_in


def early_problems(settings: Settings) -> Iterator[str]:
    """All that can be known before the first picture, a line each; changes nothing."""
    yield from mode_problems(settings)
    yield from file_problems(settings)
    yield from _languages(settings.languages)


def all_problems(settings: Settings) -> Iterator[str]:
    """The same, and what the files hold: for that cryptography is loaded."""
    from kiosk.config.centre_files import centre_problems

    yield from early_problems(settings)
    yield from _topics(settings.languages)
    # A file that is missing was told already, in the same words.
    told = set(file_problems(settings))
    yield from (each for each in centre_problems(settings) if each not in told)
    yield from _state(settings.state)


def _languages(languages: tuple[str, ...]) -> Iterator[str]:
    try:
        for language in languages:
            check_language(language)
            if not is_compiled(language):
                words_in(language)  # it may be broken, and to find out takes as long now as later
    except (WordsMissing, CatalogueError) as error:
        yield f"languages: {error}"


def _topics(languages: tuple[str, ...]) -> Iterator[str]:
    from kiosk.config.information import topic_keys  # loads pydantic

    try:
        topic_keys(languages)
    except InformationError as error:
        yield f"languages: {error}"


def _state(folder: Path) -> Iterator[str]:
    found = folder if folder.exists() else next(each for each in folder.absolute().parents if each.exists())
    if not found.is_dir():
        yield f"state: {found.name} is no folder"


def load_checked(path: Path | None, check: Callable[[Settings], Iterable[str]]) -> Settings:
    """Read the settings, and check them. Raises SettingsError with all that is wrong, of both."""
    told: tuple[str, ...] = ()
    try:
        settings = simulated() if path is None else _load(path)
    except SettingsError as error:
        if error.rest is None:
            raise
        settings, told = error.rest, error.problems
    if problems := (*told, *check(settings)):
        raise SettingsError(*problems)
    return settings


def _load(path: Path) -> Settings:
    from kiosk.config.loading import load  # loads pydantic

    return load(path)


def make_state_folder(folder: Path) -> None:
    """Make it, for this user alone. Raises SettingsError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"state: {folder.name} is no folder and cannot be made one") from error
