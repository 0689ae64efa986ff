"""Reading kiosk.toml: every problem of the file is told at once, each with its key."""

from __future__ import annotations

import difflib
import tomllib
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from pydantic import ValidationError

from kiosk.config.errors import SettingsError
from kiosk.config.model import model_of
from kiosk.config.sections.base import Section
from kiosk.config.settings import Settings, simulated


def load(path: Path | None) -> Settings:
    """Read `path`, or return the settings of a simulated terminal when it is None.

    Raises SettingsError when the file cannot be read, says no mode, has unknown keys or bad values.
    """
    if path is None:
        return simulated()
    raw = _read(path)
    try:
        return Settings.checked(raw)
    except ValidationError as error:
        # Not `from error`: that one quotes the values, and one may be a PIN in clear.
        problems = tuple(f"{path.name}: {line}" for line in _told(error))
        rest = _without_unknown_keys(raw, error)
    raise SettingsError(*problems, rest=rest)


def _without_unknown_keys(raw: dict[str, Any], error: ValidationError) -> Settings | None:
    """The settings but for unknown keys; None where anything else is wrong too."""
    for each in error.errors(include_url=False, include_context=False, include_input=False):
        if each["type"] != "extra_forbidden":
            return None
        table: Any = raw
        for part in each["loc"][:-1]:
            table = table[part]
        del table[each["loc"][-1]]
    try:
        return Settings.checked(raw)
    except ValidationError:  # model validators run only once all fields are good
        return None


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path.name} cannot be read") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path.name} is not UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:  # the latter: brackets without end
        said = str(error) if isinstance(error, ValueError) else "nested too deeply"
        raise SettingsError(f"{path.name}: {said}") from error


def _told(error: ValidationError) -> Iterator[str]:
    for each in error.errors(include_url=False, include_context=False, include_input=False):
        key = ".".join(str(part) for part in each["loc"])
        said = each["msg"].removeprefix("Value error, ")
        if each["type"] == "extra_forbidden" and each["loc"] == ("staff_pin",):
            said = "each person has a PIN of their own now; `kiosk staff add` prints it"
        elif each["type"] == "extra_forbidden":
            said = f"unknown key{_meant(tuple(map(str, each['loc'])))}"
        elif each["loc"] == ("mode",) and each["type"] == "missing":
            said = 'missing: say "simulation" or "production"'
        elif each["type"] == "missing":
            said = "missing"
        yield f"{key}: {said}" if key else said


def _meant(loc: tuple[str, ...]) -> str:
    """The known key nearest to an unknown one: among its neighbours first, then in any section."""
    neighbours = [key for key in known_keys() if _is_neighbour(key, loc)]
    for keys in (neighbours, known_keys()):
        names = {key[-1]: key for key in reversed(keys)}
        if found := difflib.get_close_matches(loc[-1], names, n=1, cutoff=0.7):
            return f"; {'.'.join(names[found[0]])} is known"
    return f"; known there are {', '.join(key[-1] for key in neighbours)}" if neighbours else ""


def _is_neighbour(key: tuple[str, ...], loc: tuple[str, ...]) -> bool:
    return len(key) == len(loc) and all(a in (b, "*") for a, b in zip(key[:-1], loc[:-1], strict=True))


def known_keys() -> tuple[tuple[str, ...], ...]:
    """Every key of kiosk.toml as its parts, sections too; `*` stands for a name that the file chooses."""
    return tuple(_keys(Settings, ()))


def _keys(section: type[Section], before: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name in section.settings:
        yield (*before, name)
        inner, is_table = inner_section(section, name)
        if inner is not None:
            yield from _keys(inner, (*before, name, "*") if is_table else (*before, name))


def inner_section(section: type[Section], name: str) -> tuple[type[Section] | None, bool]:
    """The section that a setting is, or that the tables in its list or the values of its dict are; True for
    these two."""
    return _inner(model_of(section).model_fields[name].annotation)


def _inner(annotation: Any) -> tuple[type[Section] | None, bool]:
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return annotation, False
    if get_origin(annotation) in (Union, types.UnionType):
        return next((found for each in get_args(annotation) if (found := _inner(each))[0]), (None, False))
    for each in get_args(annotation):
        inner, _ = _inner(each)
        if inner is not None:
            return inner, True
    return None, False


def secret_keys() -> frozenset[tuple[str, ...]]:
    """Keys whose values are shown nowhere."""
    return frozenset(_secrets(Settings, ()))


def _secrets(section: type[Section], before: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name, known in section.settings.items():
        if known.facts.get("secret"):
            yield (*before, name)
        inner, is_table = inner_section(section, name)
        if inner is not None:
            yield from _secrets(inner, (*before, name, "*") if is_table else (*before, name))
