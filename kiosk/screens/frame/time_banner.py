"""The banner of the last seconds: how long is left, what happens then, and one button for more time.

It takes the place of the header, so nothing on the page moves and nothing is covered.
"""

from __future__ import annotations

from kiosk.fsm.states import S
from kiosk.rules.services import Service
from kiosk.screens.navigation import END_FROM, RING_IN
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Canvas, Column, Row, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import small
from kiosk.screens.toolkit.widgets.panel import Fixed
from kiosk.screens.toolkit.widgets.ring import WARN_BELOW, Ring
from kiosk.screens.toolkit.widgets.text import Text


def ring_of(screen: Screen) -> Ring | None:
    """The countdown of a page, or None where the deadline is not the shopper's or nothing is lost by it."""
    view = screen.view
    if view.deadline is None or not view.timeout or view.state not in RING_IN & END_FROM:
        return None
    return Ring(view.deadline - screen.context.clock(), min(view.timeout, WARN_BELOW))


class TimeBanner(Widget):
    """The banner with `ring`, which is painted on a layer of its own every second.

    Without `has_key` the key for more time stands where a seated person reaches it: see `header.low_buttons`.
    """

    def __init__(self, screen: Screen, ring: Ring, *, has_key: bool) -> None:
        say = screen.words.say
        if screen.view.state is S.PAY:
            consequence = say("banner", "All your money will be returned.")
        elif screen.view.visit.service is Service.CERTIFICATES:
            consequence = say("banner", "Nothing has been charged.")
        else:
            consequence = say("banner", "What you have entered will be deleted.")
        ground = theme.CAUTION_GROUND
        warning = Text(say("banner", "This screen closes soon"), bold=True, leading=1.2, ground=ground)
        told = Text(consequence, size=theme.SECONDARY, leading=1.2, ground=ground)
        more = small("more_time", say("banner", "I need more time")) if has_key else None
        clock = Fixed(ring, width=56, height=56)
        self._ways = [
            Row(clock, Column(warning, told, grow=1), more, gap=theme.SPACE_3),
            Row(clock, Column(warning, grow=1), more, gap=theme.SPACE_3),
        ]
        self.inside = self._ways[0]

    def children(self) -> tuple[Widget, ...]:
        return (self.inside,)

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return width, self.inside.measure(style, width - 2 * theme.SPACE_4)[1]

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        room = box.inset(theme.SPACE_4, 0)
        # What happens then is left out where it does not fit: that little time is left matters more.
        fitting = [way for way in self._ways if way.measure(style, room.w)[1] <= room.h]
        self.inside = (fitting or self._ways[1:])[0]
        self.inside.place(style, room)

    def paint(self, style: Style, canvas: Canvas) -> None:
        canvas.box(self.box, theme.CAUTION_GROUND)
        canvas.box(Box(self.box.x, self.box.bottom - 3, self.box.w, 3), theme.CAUTION_LINE)
        self.inside.paint(style, canvas)
