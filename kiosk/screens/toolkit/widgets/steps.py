"""Progress through the steps of a service."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Canvas, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.icon import Icon
from kiosk.screens.toolkit.widgets.text import Text

_DISC, _GAP = 32.0, 8.0


class Steps(Widget):
    """`current` counts from 1 and has its name beside it; earlier steps have a check mark."""

    def __init__(self, names: Sequence[str], current: int) -> None:
        self.count, self.current = len(names), current
        self.label = Text(
            names[current - 1], size=theme.SMALLEST, bold=True, leading=1.2, colour=theme.PRIMARY
        )
        self._checks = [Icon("check", size=15, weight=2) for _ in range(current - 1)]
        self._discs: list[Box] = []

    def children(self) -> Sequence[Widget]:
        return (self.label,)

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        discs = self.count * _DISC + (self.count - 1) * _GAP
        w, h = self.label.measure(style, max(_DISC, width - discs - _GAP))
        return discs + _GAP + w, max(_DISC, h)

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        width = self.measure(style, box.w)[0]
        x, self._discs = box.x + max(0.0, (box.w - width) / 2), []
        for number in range(1, self.count + 1):
            disc = Box(x, box.middle[1] - _DISC / 2, _DISC, _DISC)
            self._discs.append(disc)
            x += _DISC + _GAP
            if number < self.current:
                self._checks[number - 1].place(style, disc)
            elif number == self.current:
                discs = self.count * _DISC + (self.count - 1) * _GAP
                w, h = self.label.measure(style, max(_DISC, box.w - discs - _GAP))
                self.label.place(style, Box(x, box.middle[1] - h / 2, w, h))
                x += w + _GAP

    def paint(self, style: Style, canvas: Canvas) -> None:
        for number, disc in enumerate(self._discs, 1):
            if number < self.current:
                canvas.box(disc, theme.TINT_DONE, radius=_DISC / 2)
                self._checks[number - 1].paint(style, canvas)
                continue
            is_now = number == self.current
            fill = theme.PRIMARY if is_now else theme.WHITE
            stroke = theme.PRIMARY if is_now else theme.CONTROL
            canvas.box(disc, fill, stroke=stroke, border=2, radius=_DISC / 2)
            colour = theme.WHITE if is_now else theme.INK_2
            width = style.advance(str(number), 20, True)
            x, baseline = disc.middle[0] - width / 2, disc.middle[1] + 7
            canvas.text(str(number), x, baseline, size=20, bold=True, colour=colour)
        self.label.paint(style, canvas)
