"""Puts header, body and footer of a screen together and makes them fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.screens.footer import footer_parts, footer_top
from kiosk.screens.header import (
    HEADER_HEIGHT,
    STAFF_AREA,
    header_row,
    language_button,
    middle_of,
    ring_of,
    staff_area,
)
from kiosk.screens.i18n.words import LANGUAGE_NAMES
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Brush, Column, Part, Space
from kiosk.screens.toolkit.theme import Look
from kiosk.screens.toolkit.widgets.button import Touchable
from kiosk.screens.toolkit.widgets.ring import Ring
from kiosk.screens.toolkit.widgets.text import Text

MARGIN = theme.SPACE_6
SHRINKS = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)


class Frame(Part):
    """A whole screen, placed and ready to paint. `fits` is False when even the smallest did not."""

    def __init__(self, screen: Screen, look: Look, *, choosing_language: bool = False) -> None:
        self.screen = screen
        self.ring: Ring | None = None
        self._fixed: list[tuple[Part, Box]] = []
        self.body = language_choice(screen) if choosing_language else screen.body(look)
        room = self._deep(look) if screen.is_deep and not choosing_language else self._framed(look)
        self.fits, self.look = False, look
        for shrink in SHRINKS:
            self.look = replace(look, shrink=shrink)
            width, height = self.body.natural(self.look, room.w)
            if height <= room.h and width <= room.w + 0.5:
                self.fits = True
                break
        self.room = room
        super().place(look, Box(0, 0, look.width, look.height))
        self.body.place(self.look, room)
        for part, box in self._fixed:
            part.place(look, box)

    def _deep(self, look: Look) -> Box:
        button = language_button(self.screen, deep=True)
        if button is not None:
            w, h = button.natural(look, 300)
            self._fixed.append((button, Box(look.width - w - 28, 12, w, h)))
        self._staff()
        return Box(MARGIN, HEADER_HEIGHT, look.width - 2 * MARGIN, look.height - HEADER_HEIGHT - MARGIN)

    def _staff(self) -> None:
        staff = staff_area(self.screen)
        if staff is not None:
            self._fixed.append((staff, Box(0, 0, *STAFF_AREA)))

    def _framed(self, look: Look) -> Box:
        self.ring = ring_of(self.screen)
        middle = middle_of(self.screen, self.ring)
        top = HEADER_HEIGHT
        inline = None if look.is_portrait else middle
        header = header_row(self.screen, inline, self.ring)
        self._fixed.append((header, Box(28, 0, look.width - 56, HEADER_HEIGHT)))
        if look.is_portrait and middle is not None:
            height = max(28.0, middle.natural(look, look.width - 2 * MARGIN)[1])
            self._fixed.append((middle, Box(MARGIN, top + 16, look.width - 2 * MARGIN, height)))
            top += 16 + height
        self._fixed += footer_parts(self.screen, look)
        bottom = footer_top(self.screen, look)
        self._staff()
        top += 28
        return Box(MARGIN, top, look.width - 2 * MARGIN, bottom - 24 - top)

    def parts(self) -> Sequence[Part]:
        return (self.body, *(part for part, _ in self._fixed))

    def paint(self, look: Look, brush: Brush) -> None:
        """Paint everything except the ring, which is drawn on a layer of its own."""
        if self.ring is not None or not self.screen.is_deep:
            brush.box(Box(0, HEADER_HEIGHT - 1, look.width, 1), theme.LINE)
        for part, _ in self._fixed:
            part.paint(look, brush)
        self.body.paint(self.look, brush)

    def find(self, name: str) -> Part | None:
        """The touchable part with this action name."""
        return next((part for part in self.walk() if name in part.names), None)

    def hit(self, x: float, y: float, slack: float = 0) -> Part | None:
        """The innermost part that can be touched at a point."""
        found = None
        for part in self.walk():
            if (
                part.names
                and part.enabled
                and part.box.holds(x, y, slack)
                and (found is None or part.box.w * part.box.h <= found.box.w * found.box.h)
            ):
                found = part
        return found


def language_choice(screen: Screen) -> Part:
    """All languages by their own names."""
    rows: list[Part] = [
        Touchable(
            (f"language:{code}",),
            Text(LANGUAGE_NAMES.get(code, code), size=theme.LARGE, bold=True, align="center"),
            stroke=theme.PRIMARY if code == screen.view.language else theme.CONTROL,
            least=(300, 80),
        )
        for code in screen.desk.languages
    ]
    return Column(Space(grow=1), *rows, Space(grow=1), gap=theme.SPACE_3)
