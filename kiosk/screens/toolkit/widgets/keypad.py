"""A numeric keypad in the order of a telephone."""

from __future__ import annotations

from kiosk.screens.toolkit.layout import Arranged, Column, Row, Space, Widget
from kiosk.screens.toolkit.theme import SPACE_3, Style
from kiosk.screens.toolkit.widgets.button import Touchable, key

_BESIDE, _BESIDE_LARGER = 420.0, 370.0
_BELOW, _BELOW_LARGER = 440.0, 320.0
_WIDE = 660.0
"""Logical units in which six keys stand side by side."""


class Keypad(Arranged):
    """Three keys in a row; six where the keys must stay in the lower half."""

    grow = 1

    def __init__(self, keys: list[Widget]) -> None:
        self._tall, self._low = _rows(keys, 3), _rows([*keys[:9], keys[10], keys[9], keys[11]], 6)
        super().__init__(self._tall)

    def arranged(self, style: Style, width: float) -> Widget:
        return self._low if style.is_low and width >= _WIDE else self._tall


def _rows(keys: list[Widget], columns: int) -> Column:
    rows = [
        Row(*keys[start : start + columns], gap=SPACE_3, align="stretch", grow=1)
        for start in range(0, len(keys), columns)
    ]
    return Column(*rows, gap=SPACE_3, grow=1)


def keypad_width(style: Style) -> float:
    """How wide a keypad stands beside words: narrower where these are larger, and still 30 mm a key."""
    return _BESIDE if style.text_scale == 1 else _BESIDE_LARGER


def keypad_height(style: Style) -> float:
    """How high a keypad stands below words: lower where these are larger, and still 18 mm a key."""
    return _BELOW if style.text_scale == 1 else _BELOW_LARGER


def keypad(erase: str, extra: Widget | None = None) -> Keypad:
    """The keys digit:1 … digit:9, erase, digit:0, and `extra` in the last place."""
    digits: list[Touchable] = [key(f"digit:{n}", str(n)) for n in range(1, 10)]
    return Keypad([*digits, key("erase", erase, size=24), key("digit:0", "0"), extra or Space(grow=1)])
