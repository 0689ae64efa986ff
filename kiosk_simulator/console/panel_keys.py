"""The keys of the real panel, touched by their names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.app.panel import Panel
from kiosk.screens.toolkit.widgets.text import Text


class PanelKeys:
    """`Keys` of a panel whose window is open; every method raises RuntimeError before."""

    def __init__(self, panel: Panel) -> None:
        self._app = panel.app
        self.touch_listeners: list[Callable[[str], None]] = panel.app.touch_listeners

    def press(self, name: str) -> None:
        """Touch a key. Raises ValueError, naming those that can be touched, when it cannot be."""

        def touch(root: Any) -> None:
            if name not in _names(root):
                raise ValueError(f"no key {name} can be touched here; there are {', '.join(_names(root))}")
            root.activity()
            root.press(name)

        self._app.on_glass(touch)

    def touchable(self) -> list[str]:
        """The names of what can be touched."""
        names: list[str] = self._app.on_glass(_names)
        return names

    def words(self) -> str:
        """Every text on the page, line by line."""
        words: str = self._app.on_glass(_words)
        return words


def _names(root: Any) -> list[str]:
    layout = root.layout
    return [] if layout is None else [name for each in layout.walk() if each.enabled for name in each.names]


def _words(root: Any) -> str:
    texts = [] if root.layout is None else [each for each in root.layout.walk() if isinstance(each, Text)]
    return "\n".join("".join(line.text for line in text.lines) for text in texts)
