"""The layout of a page: puts header, body and footer together and makes them fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.screens.footer import footer_top, footer_widgets
from kiosk.screens.header import (
    HEADER_HEIGHT,
    STAFF_AREA,
    header_row,
    language_button,
    middle_of,
    ring_of,
    staff_area,
)
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Canvas, Column, Space, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable
from kiosk.screens.toolkit.widgets.ring import Ring
from kiosk.screens.toolkit.widgets.text import Text

MARGIN = theme.SPACE_6
SHRINKS = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)


class PageLayout(Widget):
    """A whole page, placed and ready to paint. `fits` is False if even the smallest style does not fit."""

    def __init__(self, screen: Screen, style: Style, *, choosing_language: bool = False) -> None:
        self.screen = screen
        self.ring: Ring | None = None
        self._fixed: list[tuple[Widget, Box]] = []
        self.body = language_choice(screen) if choosing_language else screen.body(style)
        room = self._deep(style) if screen.is_deep and not choosing_language else self._framed(style)
        self.fits, self.style = False, style
        for shrink in SHRINKS:
            self.style = replace(style, shrink=shrink)
            width, height = self.body.measure(self.style, room.w)
            if height <= room.h and width <= room.w + 0.5:
                self.fits = True
                break
        self.room = room
        super().place(style, Box(0, 0, style.width, style.height))
        self.body.place(self.style, room)
        for widget, box in self._fixed:
            widget.place(style, box)

    def _deep(self, style: Style) -> Box:
        button = language_button(self.screen, deep=True)
        if button is not None:
            w, h = button.measure(style, 300)
            self._fixed.append((button, Box(style.width - w - 28, 12, w, h)))
        self._staff()
        return Box(MARGIN, HEADER_HEIGHT, style.width - 2 * MARGIN, style.height - HEADER_HEIGHT - MARGIN)

    def _staff(self) -> None:
        staff = staff_area(self.screen)
        if staff is not None:
            self._fixed.append((staff, Box(0, 0, *STAFF_AREA)))

    def _framed(self, style: Style) -> Box:
        self.ring = ring_of(self.screen)
        middle = middle_of(self.screen, self.ring)
        top = HEADER_HEIGHT
        inline = None if style.is_portrait else middle
        header = header_row(self.screen, inline, self.ring)
        self._fixed.append((header, Box(28, 0, style.width - 56, HEADER_HEIGHT)))
        if style.is_portrait and middle is not None:
            height = max(28.0, middle.measure(style, style.width - 2 * MARGIN)[1])
            self._fixed.append((middle, Box(MARGIN, top + 16, style.width - 2 * MARGIN, height)))
            top += 16 + height
        self._fixed += footer_widgets(self.screen, style)
        bottom = footer_top(self.screen, style)
        self._staff()
        top += 28
        return Box(MARGIN, top, style.width - 2 * MARGIN, bottom - 24 - top)

    def children(self) -> Sequence[Widget]:
        return (self.body, *(widget for widget, _ in self._fixed))

    def paint(self, style: Style, canvas: Canvas) -> None:
        """Paint everything except the countdown ring, which has its own layer."""
        if self.ring is not None or not self.screen.is_deep:
            canvas.box(Box(0, HEADER_HEIGHT - 1, style.width, 1), theme.LINE)
        for widget, _ in self._fixed:
            widget.paint(style, canvas)
        self.body.paint(self.style, canvas)

    def find(self, name: str) -> Widget | None:
        """The touchable widget with this action name."""
        return next((widget for widget in self.walk() if name in widget.names), None)

    def hit(self, x: float, y: float, slack: float = 0) -> Widget | None:
        """The innermost touchable widget at a point."""
        found = None
        for widget in self.walk():
            if (
                widget.names
                and widget.enabled
                and widget.box.contains(x, y, slack)
                and (found is None or widget.box.w * widget.box.h <= found.box.w * found.box.h)
            ):
                found = widget
        return found


def language_choice(screen: Screen) -> Widget:
    """The list of languages, each by its own name."""
    rows: list[Widget] = [
        Touchable(
            (f"language:{code}",),
            Text(LANGUAGES[code].name, size=theme.LARGE, bold=True, align="center"),
            stroke=theme.PRIMARY if code == screen.view.visit.language else theme.CONTROL,
            least=(300, 80),
        )
        for code in screen.context.languages
    ]
    return Column(Space(grow=1), *rows, Space(grow=1), gap=theme.SPACE_3)
