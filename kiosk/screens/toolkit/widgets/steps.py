"""Progress through the steps of a service."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Canvas, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.icon import Icon
from kiosk.screens.toolkit.widgets.text import Text

_DISC = 28.0
_DASH = 12.0


class Steps(Widget):
    """`current` counts from 1; earlier steps have a check mark."""

    def __init__(self, names: Sequence[str], current: int) -> None:
        self.current = current
        self.labels = [
            Text(name, size=theme.SMALLEST, bold=number == current, leading=1.3,
                 colour=theme.PRIMARY if number == current else theme.INK_2)
            for number, name in enumerate(names, 1)
        ]  # fmt: skip
        self._icons = [Icon("check", size=15, weight=2) for _ in names]

    def children(self) -> Sequence[Widget]:
        return self.labels

    def _gap(self, style: Style) -> float:
        return 7.0

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        labels = sum(label.measure(style, 300)[0] for label in self.labels)
        count, gap = len(self.labels), self._gap(style)
        return labels + count * (_DISC + gap) + (count - 1) * (_DASH + 2 * gap), _DISC

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        gap = self._gap(style)
        x = box.x + max(0, box.w - self.measure(style, box.w)[0]) / 2
        for label, icon in zip(self.labels, self._icons, strict=True):
            icon.place(style, Box(x, box.y + (box.h - _DISC) / 2, _DISC, _DISC))
            w, h = label.measure(style, 300)
            label.place(style, Box(x + _DISC + gap, box.y + (box.h - h) / 2, w, h))
            x += _DISC + gap + w + gap + _DASH + gap

    def paint(self, style: Style, canvas: Canvas) -> None:
        for number, (label, icon) in enumerate(zip(self.labels, self._icons, strict=True), 1):
            disc = icon.box
            if number < self.current:
                canvas.box(disc, theme.TINT_DONE, radius=_DISC / 2)
                icon.paint(style, canvas)
            else:
                is_now = number == self.current
                fill = theme.PRIMARY if is_now else theme.WHITE
                stroke = theme.PRIMARY if is_now else theme.CONTROL
                canvas.box(disc, fill, stroke=stroke, border=2, radius=_DISC / 2)
                colour = theme.WHITE if is_now else theme.INK_2
                width = style.advance(str(number), 16, True)
                canvas.text(
                    str(number),
                    disc.middle[0] - width / 2,
                    disc.middle[1] + 6,
                    size=16,
                    bold=True,
                    colour=colour,
                )
            label.paint(style, canvas)
            if number < len(self.labels):
                dash = Box(label.box.right + self._gap(style), disc.middle[1] - 1, _DASH, 2)
                canvas.box(dash, theme.LINE)
