"""Progress of a print job, sheet by sheet."""

from __future__ import annotations

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Canvas, Widget
from kiosk.screens.toolkit.theme import Style

_W, _H, _GAP = 84.0, 116.0, 14.0


class Sheets(Widget):
    """One outline per sheet, scaled to fit; the sheet being printed has three dots."""

    def __init__(self, done: int, total: int) -> None:
        self.done, self.total = done, total

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        shrink = self._shrink(width)
        return min(width, self.total * _W * shrink + (self.total - 1) * _GAP * shrink), _H * max(shrink, 0.4)

    def _shrink(self, width: float) -> float:
        whole = self.total * _W + max(0, self.total - 1) * _GAP
        return min(1.0, width / whole) if whole else 1.0

    def paint(self, style: Style, canvas: Canvas) -> None:
        shrink = self._shrink(self.box.w)
        for number in range(self.total):
            x = self.box.x + number * (_W + _GAP) * shrink
            sheet = Box(x, self.box.y, _W * shrink, _H * shrink)
            is_done, is_now = number < self.done, number == self.done
            fill = theme.TINT if is_done else theme.WHITE
            stroke = theme.PRIMARY if is_done or is_now else theme.LINE
            canvas.box(sheet, fill, stroke=stroke, border=3, radius=10 * shrink)
            (cx, cy), unit = sheet.middle, 13 * shrink
            if is_done:
                points = [(cx - unit, cy), (cx - unit * 0.3, cy + unit * 0.8), (cx + unit, cy - unit * 0.9)]
                canvas.stroke(points, max(2, 3 * shrink), theme.PRIMARY)
            elif is_now:
                for step in (-1, 0, 1):
                    dot = cx + step * unit
                    canvas.stroke([(dot, cy), (dot + 0.1, cy)], max(2, 5 * shrink), theme.PRIMARY)
