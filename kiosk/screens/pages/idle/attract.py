"""The attract screen: touch anywhere to begin."""

from __future__ import annotations

from typing import ClassVar

from kiosk.fsm.flow.menu import Started
from kiosk.rules.services import Service
from kiosk.screens.messages.contact import LOST_CARD
from kiosk.screens.messages.devices import missing
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.card import card
from kiosk.screens.toolkit.drawings.sketch import Picture, Sketch
from kiosk.screens.toolkit.layout import Box, Canvas, Column, Row, Space, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.panel import Fixed, Panel
from kiosk.screens.toolkit.widgets.text import Text


class WholeGlass(Widget):
    """The whole screen as one button."""

    names = ("start",)
    grow = 1

    def __init__(self, inside: Widget) -> None:
        self.inside = inside

    def children(self) -> tuple[Widget, ...]:
        return (self.inside,)

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return self.inside.measure(style, width)

    def place(self, style: Style, box: Box) -> None:
        super().place(style, Box(0, 0, style.width, style.height))
        self.inside.place(style, box)

    def paint(self, style: Style, canvas: Canvas) -> None:
        self.inside.paint(style, canvas)


def _scene(to: Sketch) -> None:
    to.box(110, 30, 250, 330, theme.WHITE, stroke=theme.GLOW, border=4, radius=16)
    to.box(150, 70, 170, 16, theme.PRIMARY, radius=8)
    for row, share in enumerate((1.0, 0.8, 0.92, 0.7)):
        to.box(150, 110 + 30 * row, 170 * share, 10, theme.LINE, radius=5)
    card(to, 24, 210)


class AttractScreen(Screen):
    """ATTRACT."""

    events: ClassVar = {"start": Started}

    def body(self, style: Style) -> Widget:
        say, yen = self.words.say, self.words.yen
        align = "center" if style.is_portrait else "left"

        def line(
            text: str, size: float = theme.BODY, *, bold: bool = False, colour: str = theme.DEEP_TEXT
        ) -> Text:
            return Text(
                text,
                size=size,
                bold=bold,
                colour=colour,
                ground=theme.DEEP,
                align=align,
                accent=theme.WHITE,
                strong_colour=theme.WHITE,
                strong=1.1,
                leading=1.45,
            )

        call = Panel(
            Text(
                say("attract", "Touch the screen to begin"),
                size=30,
                bold=True,
                colour=theme.DEEP,
                align="center",
                leading=1.3,
            ),
            fill=theme.WHITE,
            radius=theme.RADIUS_CARD,
            pad=(theme.SPACE_5, theme.SPACE_4),
        )
        words = Column(
            line(say("attract", "Administrative services"), 24),
            line(say("attract", "Certificates with your My Number Card"), 46, bold=True, colour=theme.WHITE),
            line(
                say(
                    "attract",
                    "Resident record, seal registration, tax and family register. {low} or {high} each.",
                    low=yen(self.view.settings.fees[0]),
                    high=yen(self.view.settings.fees[1]),
                ),
                24,
            ),
            Space(theme.SPACE_2),
            call,
            Space(theme.SPACE_1),
            line(
                say(
                    "attract",
                    "Bring ^your My Number Card^, its ^4-digit PIN^ and ^coins or 1,000-yen notes^.",
                )
                if self.view.settings.takes_notes
                else say("attract", "Bring ^your My Number Card^, its ^4-digit PIN^ and ^coins^.")
            ),
            line(
                say(
                    "attract",
                    "Open ^{hours}^ (except December 29 – January 3 and maintenance days)",
                    hours=self.view.settings.hours,
                ),
                theme.SECONDARY,
            ),
            line(say("attract", "Lost your card? ^{number}^ (24 hours)", number=LOST_CARD), theme.SECONDARY),
            self._closed(align),
            self._practice(align),
            gap=theme.SPACE_2,
            grow=0 if style.is_portrait else 1,
        )
        picture = Picture(_scene, design=(370, 420), least=(330, 330), ground=None)
        if style.is_portrait:
            inside: Widget = Column(
                Space(grow=1), Fixed(picture, height=380), Space(theme.SPACE_4), words, Space(grow=1)
            )
        else:
            left = Column(Space(grow=1), words, Space(grow=1), grow=1)
            inside = Row(left, Fixed(picture, width=330), gap=theme.SPACE_5, align="stretch")
        return WholeGlass(inside)

    def _closed(self, align: str) -> Text | None:
        """What most come for is not to be had: said before anybody looks for a card and coins."""
        failing = self.view.status.closed_by(Service.CERTIFICATES)
        if failing is None:
            return None
        words = self.words.say(
            "attract",
            "No certificates now: {what}. Other services can be used.",
            what=missing(self.words, failing),
        )
        return Text(words, size=theme.SECONDARY, bold=True, colour=theme.SUN, ground=theme.DEEP, align=align)

    def _practice(self, align: str) -> Text | None:
        if not self.context.simulated:
            return None
        words = self.words.say("attract", "Practice mode: the certificates are samples and are not valid.")
        return Text(words, size=theme.SECONDARY, bold=True, colour=theme.SUN, ground=theme.DEEP, align=align)
