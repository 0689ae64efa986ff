"""The keys of the page that is shown, for whoever touches them without a finger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Keys(Protocol):
    """`touch_listeners` are told of each key that was touched, by its name. Safe to use from any thread."""

    touch_listeners: list[Callable[[str], None]]

    def press(self, name: str) -> None:
        """Touch a key. Raises ValueError, naming those that can be touched, when it cannot be."""

    def touchable(self) -> list[str]:
        """The names of what can be touched."""

    def words(self) -> str:
        """Every text on the page, line by line."""
