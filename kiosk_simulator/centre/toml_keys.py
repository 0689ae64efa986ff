"""Reading one table of a TOML file so that every error names the key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")
_REQUIRED: Any = object()


class Keys:
    """The keys of one table. Every method raises ValueError that begins with the key."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table
        self._known: set[str] = set()

    def text(self, key: str, default: str = _REQUIRED) -> str:
        """A text that is not empty."""
        return self._get(key, str, default, lambda text: bool(text.strip()), "empty")

    def flag(self, key: str, default: bool = _REQUIRED) -> bool:
        """True or false."""
        return self._get(key, bool, default)

    def number(self, key: str, default: int = _REQUIRED, *, least: int = 0) -> int:
        """A whole number of at least `least`."""
        return self._get(key, int, default, lambda number: number >= least, f"less than {least}")

    def each(self, key: str, read: Callable[[Any], T], default: tuple[T, ...] = _REQUIRED) -> tuple[T, ...]:
        """A list, every element as `read` makes it."""
        if key not in self._table and default is not _REQUIRED:
            self._known.add(key)
            return default
        found: list[Any] = self._get(key, list, _REQUIRED)
        with naming(key):
            return tuple(read(element) for element in found)

    def table(self, key: str, default: Mapping[str, Any] = _REQUIRED) -> Mapping[str, Any]:
        """A table, as it is."""
        found: Mapping[str, Any] = self._get(key, dict, default)
        return found

    def finish(self) -> None:
        """Raise ValueError when the table has keys that nobody asked for: a misspelt key does nothing."""
        if unknown := sorted(self._table.keys() - self._known):
            raise ValueError(f"{unknown[0]}: no such key")

    def _get(
        self,
        key: str,
        wanted: type[T],
        default: T,
        is_good: Callable[[T], bool] = lambda _: True,
        otherwise: str = "",
    ) -> T:
        self._known.add(key)
        if key not in self._table:
            if default is _REQUIRED:
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
    """Let whatever is wrong inside raise ValueError that begins with `key`."""
    try:
        yield
    except KeyError as error:
        raise ValueError(f"{key}: {error.args[0]} is missing") from None
    except (AttributeError, TypeError, ValueError) as error:
        raise ValueError(f"{key}: {error}") from None
