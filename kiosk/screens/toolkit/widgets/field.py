"""Fields that show what is being typed."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Canvas, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.text import Text, one_line_style

HEIGHT, UPRIGHT_HEIGHT = 68.0, 92.0
TEXT_HEIGHT, UPRIGHT_TEXT_HEIGHT = 60.0, 76.0
_SIZES = (32.0, 26.0, 20.0)
_STEP = 34.0
_DOT = 9.0
_LETTER = 32.0
_LEADING = 1.3


class Field(Widget):
    """Typed characters, or a dot for each; while hidden they are never joined into a string."""

    def __init__(self, codes: Sequence[int], *, revealed: bool, grow: float = 0) -> None:
        self.codes, self.revealed, self.grow = codes, revealed, grow

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        high = UPRIGHT_HEIGHT if style.is_portrait else HEIGHT
        return width, high if style.text_scale == 1 else TEXT_HEIGHT

    def paint(self, style: Style, canvas: Canvas) -> None:
        stroke = theme.PRIMARY if self.codes else theme.CONTROL
        canvas.box(self.box, theme.WHITE, stroke=stroke, border=3, radius=theme.RADIUS_CONTROL)
        step = min(_STEP, (self.box.w - 2 * theme.SPACE_3) / max(1, len(self.codes)))
        middle = self.box.y + self.box.h / 2
        size = min(_LETTER, step * 0.9)  # no letter is wider than it is high
        for place, code in enumerate(self.codes):
            x = self.box.x + theme.SPACE_3 + step * (place + 0.5)
            if not self.revealed:
                canvas.box(Box(x - _DOT, middle - _DOT, 2 * _DOT, 2 * _DOT), theme.INK, radius=_DOT)
                continue
            letter = chr(code)
            w = style.advance(letter, size, True)
            canvas.text(letter, x - w / 2, middle + size / 3, size=size, bold=True, colour=theme.INK)


class TextField(Widget):
    """Typed text that is not secret, on one line as large as fits, else on several; `hint` while empty.

    A field is at least as high as one line of the largest letters, so that nothing below it moves at a key.
    """

    def __init__(self, text: str, hint: str = "") -> None:
        self.text = text
        colour = theme.INK if text else theme.INK_2
        sizes = _SIZES if text else (theme.BODY, theme.SECONDARY)
        self._choices = tuple(
            Text(text or hint, size=size, bold=bool(text), colour=colour, leading=_LEADING) for size in sizes
        )
        self.inside = self._choices[0]

    def children(self) -> Sequence[Widget]:
        return (self.inside,)

    def _fitting(self, style: Style, width: float) -> Text:
        return next(
            (text for text in self._choices if len(text.broken(style, width)) == 1), self._choices[-1]
        )

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        room = width - 2 * theme.SPACE_3
        high = self._fitting(style, room).measure(style, room)[1] if self.text else 0.0
        line = style.type_size(_SIZES[0]) * _LEADING
        least = UPRIGHT_TEXT_HEIGHT if style.is_portrait and style.text_scale == 1 else TEXT_HEIGHT
        return width, max(least, line + theme.SPACE_3, high + theme.SPACE_3)

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        room = box.inset(theme.SPACE_3, 0)
        self.inside = self._fitting(style, room.w)
        self.inside.place(style if self.text else one_line_style(self.inside, style, room.w), room)

    def paint(self, style: Style, canvas: Canvas) -> None:
        stroke = theme.PRIMARY if self.text else theme.CONTROL
        canvas.box(self.box, theme.WHITE, stroke=stroke, border=3, radius=theme.RADIUS_CONTROL)
        self.inside.paint(style, canvas)
