"""Parts side by side where there is room, else one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.screens.toolkit.layout import Arranged, Column, Row, Space, Widget
from kiosk.screens.toolkit.theme import Style

_UNBROKEN = 100_000.0
"""So wide that only a newline breaks a text."""


class Beside(Arranged):
    """`parts` in a row if all of them fit without a line being broken, else in a column.

    With `apart` the last of a row stands at its right end. Those that are `alike` have one shape.
    """

    def __init__(self, *parts: Widget, gap: float, below_gap: float = 0, apart: bool = False) -> None:
        self._parts, self._gap, self.apart = parts, gap, apart
        spread = [Space(grow=1)] if apart else []
        self._beside: Widget = Row(*parts[:-1], *spread, parts[-1], gap=gap)
        self._below: Widget = Column(*parts, gap=below_gap, align="start")
        self._between = len(parts) - 1 + len(spread)
        super().__init__(self._beside)
        self.alike: Sequence[Beside] = (self,)

    def _fits_beside(self, style: Style, width: float) -> bool:
        needed = sum(part.measure(style, _UNBROKEN)[0] for part in self._parts)
        return needed + self._between * style.space(self._gap) <= width

    def arranged(self, style: Style, width: float) -> Widget:
        fits = all(each._fits_beside(style, width) for each in self.alike)
        return self._beside if fits else self._below


def alike(rows: Sequence[Beside]) -> None:
    """Give `rows`, which stand one below the other, one shape: beside each other only if all of them fit."""
    for row in rows:
        row.alike = rows
