"""Reads one table of a TOML file so that every error message names the key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from typing import Any, Final, TypeVar

T = TypeVar("T")


class _Default(Enum):
    """Marks a key without a default."""

    REQUIRED = "required"


_REQUIRED: Final = _Default.REQUIRED


class Keys:
    """The keys of one table. Every method raises a ValueError whose message begins with the key."""

    def __init__(self, table: Mapping[str, object]) -> None:
        self._table = table
        self._known: set[str] = set()

    def text(self, key: str, default: str | _Default = _REQUIRED) -> str:
        """A non-empty string."""
        return self._get(key, str, default, lambda text: bool(text.strip()), "empty")

    def flag(self, key: str, default: bool | _Default = _REQUIRED) -> bool:
        """True or false."""
        return self._get(key, bool, default)

    def number(self, key: str, default: int | _Default = _REQUIRED, *, least: int = 0) -> int:
        """A whole number of at least `least`."""
        return self._get(key, int, default, lambda number: number >= least, f"less than {least}")

    def each(
        self, key: str, read: Callable[[Any], T], default: tuple[T, ...] | _Default = _REQUIRED
    ) -> tuple[T, ...]:
        """A list, with every element converted by `read`."""
        if key not in self._table and not isinstance(default, _Default):
            self._known.add(key)
            return default
        found: list[object] = self._get(key, list, _REQUIRED)
        with naming(key):
            return tuple(read(element) for element in found)

    def table(self, key: str, default: dict[str, object] | _Default = _REQUIRED) -> dict[str, object]:
        """A table, unchanged."""
        return self._get(key, dict, default)

    def finish(self) -> None:
        """Raise ValueError for keys that were not read: a misspelt key would have no effect."""
        if unknown := sorted(self._table.keys() - self._known):
            raise ValueError(f"{unknown[0]}: no such key")

    def _get(
        self,
        key: str,
        wanted: type[T],
        default: T | _Default,
        is_good: Callable[[T], bool] = lambda _: True,
        otherwise: str = "",
    ) -> T:
        self._known.add(key)
        if key not in self._table:
            if isinstance(default, _Default):
                raise ValueError(f"{key}: missing")
            return default
        value = self._table[key]
        if type(value) is not wanted or not isinstance(value, wanted):  # a bool is an int to isinstance
            raise ValueError(f"{key}: {value!r} is no {wanted.__name__}")
        if not is_good(value):
            raise ValueError(f"{key}: {otherwise}")
        return value


@contextmanager
def naming(key: str) -> Iterator[None]:
    """Turn errors inside into a ValueError whose message begins with `key`."""
    try:
        yield
    except KeyError as error:
        raise ValueError(f"{key}: {error.args[0]} is missing") from None
    except (AttributeError, TypeError, ValueError) as error:
        raise ValueError(f"{key}: {error}") from None
