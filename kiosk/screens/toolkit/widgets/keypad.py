"""A numeric keypad in the order of a telephone."""

from __future__ import annotations

from kiosk.screens.toolkit.layout import Column, Row, Space, Widget
from kiosk.screens.toolkit.theme import SPACE_3
from kiosk.screens.toolkit.widgets.button import key


def keypad(erase: str, extra: Widget | None = None) -> Widget:
    """The keys digit:1 … digit:9, erase, digit:0, and `extra` in the last place."""
    rows: list[Widget] = [
        Row(
            *(key(f"digit:{n}", str(n)) for n in range(first, first + 3)),
            gap=SPACE_3,
            align="stretch",
            grow=1,
        )
        for first in (1, 4, 7)
    ]
    last = Row(
        key("erase", erase, size=24),
        key("digit:0", "0"),
        extra or Space(grow=1),
        gap=SPACE_3,
        align="stretch",
        grow=1,
    )
    return Column(*rows, last, gap=SPACE_3, grow=1)
