"""The layout of a page: puts header, body and footer together and makes them fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import replace

from kiosk.fsm.state_groups import STAFF
from kiosk.fsm.states import S
from kiosk.screens.frame.access_panel import access_panel
from kiosk.screens.frame.footer import Footer, footer_of, primary_box
from kiosk.screens.frame.header import (
    HEADER_HEIGHT,
    STAFF_AREA,
    header_buttons,
    header_row,
    header_style,
    middle_of,
    staff_area,
)
from kiosk.screens.frame.language_choice import language_choice
from kiosk.screens.frame.paging import Fitted, Pager, Rooms, fitted, place
from kiosk.screens.frame.time_banner import TimeBanner, ring_of
from kiosk.screens.pages.paging import next_page, page_keys
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.layout import Box, Canvas, Row, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import primary
from kiosk.screens.toolkit.widgets.ring import WARN_BELOW, Ring

MARGIN = theme.SPACE_6
_ABOVE, _BELOW = 28.0, 24.0
_LARGEST, _TIGHT = 1.5, 16.0
"""Above and below the body where the text is largest: it needs the room itself."""
_LOW_FROM = 0.48
"""Where the lower half begins: a keyboard of four rows fits below."""

OVERLAYS: Mapping[str, Callable[[Screen, Style], Widget]] = {
    "language": language_choice,
    "access": access_panel,
}
"""What may take the place of a page's body for a moment, by the action that opens and closes it."""


_TURN_BACK, _TURN_ON = "turn:-", "turn:+"


def _as_shown(screen: Screen, style: Style) -> Style:
    """The style of a page whose reader has less to choose than a shopper."""
    if screen.is_deep:
        style = replace(style, palette="normal")  # deep blue has its contrast already
    if screen.view.state in STAFF:  # in one size, and in a language of the staff
        language = screen.words.language
        face = typeface(language.script)
        style = replace(style, text_scale=1.0, is_low=False, language=language.code, typeface=face)
    return style


class PageLayout(Widget):
    """A whole page, placed and ready to paint. `fits` is False if even the smallest style does not fit.

    `overlay` names what is shown in place of the body ("" for nothing), `page` which page of a body that
    does not fit on one. The primary action of a screen is on its last page only: nobody confirms what they
    have not seen. On the others the key in its place turns to the next page.
    """

    def __init__(self, screen: Screen, style: Style, *, overlay: str = "", page: int = 0) -> None:
        style = _as_shown(screen, style)
        self.screen, self.overlay = screen, overlay
        self.is_framed = bool(overlay) or not screen.is_deep
        self.countdown = ring_of(screen)
        """The whole countdown of the page, shown or not."""
        self.ring: Ring | None = None
        if self.countdown is not None and self.countdown.seconds <= WARN_BELOW:
            self.ring = self.countdown
        # Last, a page is laid out as for everybody: then it fits.
        for tried in (style, replace(style, is_low=False), replace(style, is_low=False, text_scale=1.0)):
            self._fixed: list[tuple[Widget, Box]] = []
            self._primary: Widget | None = None
            self._header_style, self._footer_style = header_style(tried), tried
            self.room = self._framed(tried) if self.is_framed else self._deep(tried)
            body = OVERLAYS[overlay](screen, tried) if overlay else screen.body(tried)
            together = screen.keeps_together and not overlay
            rooms = self._rooms(tried, self.room)
            found = fitted(body, tried, rooms, self._pager(), page, together=together)
            if found.fits:
                break
        self.fits, self.style, self.pages = found.fits, found.style, found.pages
        self._turning = self._keys_of_earlier_pages() if self.pages > 1 else self._fixed
        self._show(found)
        super().place(style, Box(0, 0, style.width, style.height))
        for widget, box in {*self._fixed, *self._turning}:
            widget.place(self._style_of(box), box)

    def _show(self, found: Fitted) -> None:
        self._fitted, self.page = found, found.page
        self.body = tuple(widget for widget, _ in found.parts)
        self._around = self._fixed if found.page + 1 == found.pages else self._turning

    def _pager(self) -> Pager:
        turns_on = _TURN_ON if self._primary is None else ""
        return lambda page, pages: page_keys(self.screen.words, page, pages, _TURN_BACK, turns_on)

    def _keys_of_earlier_pages(self) -> list[tuple[Widget, Box]]:
        """What is around the body of every page but the last."""
        turning = primary(_TURN_ON, next_page(self.screen.words))
        return [(turning if widget is self._primary else widget, box) for widget, box in self._fixed]

    def turned(self, page: int) -> PageLayout:
        """The same layout with another of its pages (from 0), without fitting the body once more.

        Both share their widgets: for who looks at all pages of a screen that does not change meanwhile.
        Raises IndexError for a page that there is not.
        """
        if not 0 <= page < self.pages:
            raise IndexError(page)
        other = copy(self)
        found = self._fitted.turned(page)
        place(found)
        other._show(found)
        return other

    def _style_of(self, box: Box) -> Style:
        return self._header_style if box.y < HEADER_HEIGHT else self._footer_style

    def _rooms(self, style: Style, room: Box) -> Rooms:
        if not style.is_low or not self.is_framed:
            return Rooms(room, room)
        half = max(room.y, style.height * _LOW_FROM)
        words = Box(room.x, room.y, room.w, half - room.y - theme.SPACE_3)
        return Rooms(words, Box(room.x, half, room.w, room.bottom - half))

    def _deep(self, style: Style) -> Box:
        # The attract screen has them on its own page, larger.
        shown = [] if self.screen.view.state is S.ATTRACT else header_buttons(self.screen, deep=True)
        buttons = Row(*shown, gap=theme.SPACE_3)
        w, h = buttons.measure(self._header_style, style.width - 2 * MARGIN)
        if w:
            self._fixed.append((buttons, Box(style.width - w - 28, 10, w, h)))
        self._staff()
        top = HEADER_HEIGHT if w else theme.SPACE_5
        return Box(MARGIN, top, style.width - 2 * MARGIN, style.height - top - theme.SPACE_5)

    def _staff(self) -> None:
        staff = staff_area(self.screen)
        if staff is not None:
            self._fixed.append((staff, Box(0, 0, *STAFF_AREA)))

    def _framed(self, style: Style) -> Box:
        top, width = HEADER_HEIGHT, style.width - 2 * MARGIN
        middle = middle_of(self.screen)
        if self.ring is not None:
            banner = TimeBanner(self.screen, self.ring, has_key=bool(self.overlay) or not style.is_low)
            self._fixed.append((banner, Box(0, 0, style.width, HEADER_HEIGHT)))
        else:
            inline = None if style.is_portrait else middle
            buttons = [] if style.is_low else header_buttons(self.screen)
            header = self.screen.header(self._header_style) or header_row(self.screen, inline, buttons)
            self._fixed.append((header, Box(28, 0, style.width - 56, HEADER_HEIGHT)))
            self._staff()
        if style.is_portrait and middle is not None:
            height = max(28.0, middle.measure(style, width)[1])
            self._fixed.append((middle, Box(MARGIN, top + 16, width, height)))
            top += 16 + height
        more_time = self.ring is not None
        footer = self._closing(style) if self.overlay else footer_of(self.screen, style, more_time=more_time)
        self._fixed += footer.widgets
        self._primary = footer.primary
        above, below = (_ABOVE, _BELOW) if style.text_scale < _LARGEST else (_TIGHT, _TIGHT)
        top += above
        return Box(MARGIN, top, width, footer.top - below - top)

    def _closing(self, style: Style) -> Footer:
        box = primary_box(style)
        close = primary(self.overlay, self.screen.words.say("footer", "Close"))
        return Footer(((close, box),), box.y)

    def children(self) -> Sequence[Widget]:
        return (*self.body, *(widget for widget, _ in self._around))

    def paint(self, style: Style, canvas: Canvas) -> None:
        """Paint everything except the countdown's ring, which has its own layer."""
        if self.is_framed and self.ring is None:
            if self.screen.header_ground is not None:
                canvas.box(Box(0, 0, style.width, HEADER_HEIGHT), self.screen.header_ground)
            canvas.box(Box(0, HEADER_HEIGHT - 1, style.width, 1), theme.LINE)
        for widget, box in self._around:
            widget.paint(self._style_of(box), canvas)
        for widget in self.body:
            widget.paint(self.style, canvas)

    def paint_one(self, widget: Widget, canvas: Canvas) -> None:
        """Paint one widget of the page again, where it stands."""
        is_fixed = any(widget in fixed.walk() for fixed, _ in self._around)
        widget.paint(self._style_of(widget.box) if is_fixed else self.style, canvas)

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
