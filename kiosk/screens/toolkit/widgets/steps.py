"""The steps of a service, see kiosk.screens.navigation."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Brush, Part
from kiosk.screens.toolkit.theme import Look
from kiosk.screens.toolkit.widgets.icon import Mark
from kiosk.screens.toolkit.widgets.text import Text

_DISC = 28.0
_DASH = 12.0


class Steps(Part):
    """`current` counts from 1; earlier ones are checked off."""

    def __init__(self, names: Sequence[str], current: int) -> None:
        self.current = current
        self.labels = [
            Text(name, size=theme.SMALLEST, bold=number == current, leading=1.3,
                 colour=theme.PRIMARY if number == current else theme.INK_2)
            for number, name in enumerate(names, 1)
        ]  # fmt: skip
        self._marks = [Mark("check", size=15, weight=2) for _ in names]

    def parts(self) -> Sequence[Part]:
        return self.labels

    def _gap(self, look: Look) -> float:
        return 7.0

    def natural(self, look: Look, width: float) -> tuple[float, float]:
        labels = sum(label.natural(look, 300)[0] for label in self.labels)
        count, gap = len(self.labels), self._gap(look)
        return labels + count * (_DISC + gap) + (count - 1) * (_DASH + 2 * gap), _DISC

    def place(self, look: Look, box: Box) -> None:
        super().place(look, box)
        gap = self._gap(look)
        x = box.x + max(0, box.w - self.natural(look, box.w)[0]) / 2
        for label, mark in zip(self.labels, self._marks, strict=True):
            mark.place(look, Box(x, box.y + (box.h - _DISC) / 2, _DISC, _DISC))
            w, h = label.natural(look, 300)
            label.place(look, Box(x + _DISC + gap, box.y + (box.h - h) / 2, w, h))
            x += _DISC + gap + w + gap + _DASH + gap

    def paint(self, look: Look, brush: Brush) -> None:
        for number, (label, mark) in enumerate(zip(self.labels, self._marks, strict=True), 1):
            disc = mark.box
            if number < self.current:
                brush.box(disc, theme.TINT_DONE, radius=_DISC / 2)
                mark.paint(look, brush)
            else:
                is_now = number == self.current
                fill = theme.PRIMARY if is_now else theme.WHITE
                stroke = theme.PRIMARY if is_now else theme.CONTROL
                brush.box(disc, fill, stroke=stroke, border=2, radius=_DISC / 2)
                colour = theme.WHITE if is_now else theme.INK_2
                width = look.advance(str(number), 16, True)
                brush.text(
                    str(number),
                    disc.middle[0] - width / 2,
                    disc.middle[1] + 6,
                    size=16,
                    bold=True,
                    colour=colour,
                )
            label.paint(look, brush)
            if number < len(self.labels):
                dash = Box(label.box.right + self._gap(look), disc.middle[1] - 1, _DASH, 2)
                brush.box(dash, theme.LINE)
