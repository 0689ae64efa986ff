"""kiosk.example.toml has every key, is what the code says, and loads once its comment signs are gone."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic.fields import FieldInfo

from kiosk.config.example import example
from kiosk.config.loading import inner_section, known_keys, secret_keys
from kiosk.config.model import model_of
from kiosk.config.sections.base import Section, Setting
from kiosk.config.settings import Settings, simulated
from kiosk.config.toml_text import MASKED, as_toml, toml_value

FILE = Path(__file__).parents[2] / "kiosk.example.toml"


def uncommented(text: str) -> str:
    """As an operator who sets everything."""
    return re.sub(r"^#(?=[\[A-Za-z])", "", text, flags=re.MULTILINE)


def sections() -> list[type[Section]]:
    found: list[type[Section]] = [Settings]
    for section in found:
        inner = (inner_section(section, name)[0] for name in section.settings)
        found += [each for each in inner if each is not None and each not in found]
    return found


def fields() -> list[tuple[str, Setting, FieldInfo]]:
    return [
        (f"{section.__name__}.{name}", known, model_of(section).model_fields[name])
        for section in sections()
        for name, known in section.settings.items()
    ]


def test_the_example_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == example()


def test_nothing_is_set_in_it_and_so_it_says_no_mode() -> None:
    assert tomllib.loads(example()) == {}


def test_it_loads_once_everything_is_uncommented() -> None:
    found = Settings.checked(tomllib.loads(uncommented(example())))
    assert found.mode.value == "production"
    assert found.simulated_parts == ()


def test_it_has_every_key() -> None:
    there = tomllib.loads(uncommented(example()))

    def has(table: Any, key: tuple[str, ...]) -> bool:
        if not key:
            return True
        if isinstance(table, list):
            return has(table[0], key[1:])
        if key[0] == "*":
            return all(has(each, key[1:]) for each in table.values())
        return key[0] in table and has(table[key[0]], key[1:])

    assert [".".join(key) for key in known_keys() if not has(there, key)] == []


@pytest.mark.parametrize(("name", "known", "info"), fields(), ids=[name for name, _, _ in fields()])
def test_every_setting_says_what_it_is_and_every_number_its_unit(
    name: str, known: Setting, info: FieldInfo
) -> None:
    assert known.what
    is_number = info.annotation in (int, float)
    if is_number and name != "Cash.notes":  # an address
        assert known.facts.get("unit")
        limits = {kind for each in info.metadata for kind in ("ge", "gt", "le") if hasattr(each, kind)}
        assert "le" in limits
        assert limits & {"ge", "gt"}


def test_settings_are_printed_as_they_are_read() -> None:
    for settings in (simulated(), Settings.checked(tomllib.loads(uncommented(example())))):
        pins = [each.pin for each in settings.staff]
        text = as_toml(settings)
        assert text.count(MASKED) == len(pins)
        for pin in pins:
            text = text.replace(f'"{MASKED}"', toml_value(pin), 1)
        assert Settings.checked(tomllib.loads(text)) == settings


def test_what_is_secret_is_not_printed() -> None:
    pin = f"{'ab' * 16}:{'cd' * 32}"
    text = as_toml(simulated(staff=({"id": "04", "role": "clerk", "pin": pin},)))
    assert ("staff", "*", "pin") in secret_keys()
    assert pin not in text
    assert f'pin = "{MASKED}"' in text


@pytest.mark.parametrize(
    "value", ["", "a", 'a"b', "a\\d", "a'\\", "見本", "a\nb", "\x7f", True, 3, 2.5, (1, "x")]
)
def test_a_value_is_read_back_as_it_was_written(value: object) -> None:
    found = tomllib.loads(f"value = {toml_value(value)}")["value"]
    assert (tuple(found) if isinstance(found, list) else found) == value


def test_every_model_is_a_section_that_says_what_it_is() -> None:
    assert len(sections()) >= 13
    assert all("__doc__" in vars(each) for each in sections())
