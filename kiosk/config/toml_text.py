"""Writing settings as TOML: the standard library reads it only."""

from __future__ import annotations

import json
from datetime import date, time
from enum import Enum
from pathlib import PurePath
from typing import Any

from kiosk.config.loading import inner_section, secret_keys
from kiosk.config.sections.base import Section

MASKED = "(not shown)"


def toml_value(value: Any) -> str:
    """A value of a setting as TOML writes it. Raises TypeError for what no setting can be."""
    if isinstance(value, Enum):
        return toml_value(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, PurePath):
        return toml_value(str(value))
    if isinstance(value, str):
        is_literal = "\\" in value and "'" not in value and value.isprintable()
        return (
            f"'{value}'" if is_literal else json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        )
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(toml_value, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_key(key)} = {toml_value(each)}' for key, each in value.items())} }}"
    raise TypeError(type(value).__name__)


def _key(key: object) -> str:
    return str(key.value if isinstance(key, Enum) else key)


def as_toml(section: Section) -> str:
    """All settings as they are, defaults too, in the order of the sections; secrets are masked."""
    return "\n".join(_lines(section, (), ())) + "\n"


def _lines(
    section: Section, name: tuple[str, ...], pattern: tuple[str, ...], *, listed: bool = False
) -> list[str]:
    """`name` is the table's, `pattern` the same with `*` for what the file chooses."""
    own, tables = [], []
    for field, value in section.values().items():
        inner, is_table = inner_section(type(section), field)
        key, known = (*name, field), (*pattern, field)
        if inner is None:
            if value is None:
                continue
            shown = MASKED if known in secret_keys() and value else value
            own.append(f"{field} = {toml_value(shown)}")
        elif not is_table:
            tables += _lines(value, key, known)
        elif isinstance(value, dict):
            for chosen, each in value.items():
                tables += _lines(each, (*key, _key(chosen)), (*known, "*"))
        else:
            for each in value:
                tables += _lines(each, key, (*known, "*"), listed=True)
    if name and own:
        own.insert(0, f"[[{'.'.join(name)}]]" if listed else f"[{'.'.join(name)}]")
        own.insert(0, "")
    return own + tables
