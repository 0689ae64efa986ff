"""The attract screen: touch anywhere to begin."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import ClassVar

from kiosk.fsm.flow.menu import Started
from kiosk.rules.services import Service
from kiosk.screens.i18n.dates import opening_hours
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.messages.contact import LOST_CARD
from kiosk.screens.messages.devices import missing
from kiosk.screens.pages.idle.deep_blue import deep_key
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.terminal import Place
from kiosk.screens.toolkit.layout import Box, Canvas, Column, Row, Space, Widget, grid
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.panel import Fixed, Panel
from kiosk.screens.toolkit.widgets.text import Text

_WAYS_IN_A_ROW = 7
"""More keys beside each other cut the names of languages in two."""
_UPRIGHT_IN_A_ROW, _UPRIGHT_ROWS = 3, 2
_ACCESS_WIDTH = 300.0


def _centred_rows(style: Style, keys: Sequence[Widget]) -> Column:
    """Keys of one width in as equal rows as there may be, each row in the middle."""
    rows = min(math.ceil(len(keys) / _UPRIGHT_IN_A_ROW), _UPRIGHT_ROWS)
    columns = math.ceil(len(keys) / max(1, rows))
    width = (style.width - 2 * theme.SPACE_6 + theme.SPACE_1) / max(1, columns) - theme.SPACE_1
    cells = [Fixed(key, width=width) for key in keys]
    return Column(
        *(
            Row(*cells[start : start + columns], gap=theme.SPACE_1, align="stretch")
            for start in range(0, len(cells), max(1, columns))
        ),
        gap=theme.SPACE_1,
        align="center",
    )


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
                size=34,
                bold=True,
                colour=theme.DEEP,
                align="center",
                leading=1.3,
            ),
            fill=theme.WHITE,
            radius=theme.RADIUS_CARD,
            pad=(theme.SPACE_5, theme.SPACE_4),
        )
        closed = self._closed(align)
        words = Column(
            line(say("attract", "Administrative services"), 24),
            line(say("attract", "Certificates with your My Number Card"), 44, bold=True, colour=theme.WHITE),
            closed
            or line(
                say(
                    "attract",
                    "Resident record, seal registration, tax and family register. {low} or {high} each.",
                    low=yen(self.view.settings.fees[0]),
                    high=yen(self.view.settings.fees[1]),
                ),
                24,
            ),
            call,
            None
            if closed
            else line(
                say(
                    "attract",
                    "Bring ^your My Number Card^, its ^4-digit PIN^ and ^coins or notes^.",
                )
                if self.view.settings.takes_notes
                else say("attract", "Bring ^your My Number Card^, its ^4-digit PIN^ and ^coins^.")
            ),
            line(
                say(
                    "attract",
                    "Open {hours}",
                    hours=opening_hours(self.words, self.view.settings.hours, self.view.settings.year_end),
                ),
                theme.SECONDARY,
            ),
            line(say("attract", "Lost your card? ^{number}^ (24 hours)", number=LOST_CARD), theme.SECONDARY),
            self._practice(align),
            gap=theme.SPACE_2,
            grow=0 if style.is_portrait else 1,
        )
        picture = Panel(self.machine(Place.CARD), fill=theme.WHITE, radius=theme.RADIUS_PICTURE, pad=(8, 8))
        if style.is_portrait:
            upper: Widget = Column(Fixed(picture, height=420), Space(theme.SPACE_4), words)
        else:
            left = Column(Space(grow=1), words, Space(grow=1), grow=1)
            upper = Row(left, Fixed(picture, width=340, height=430), gap=theme.SPACE_5, align="center")
        return WholeGlass(
            Column(Space(grow=1), upper, Space(grow=1), self._ways_in(style), gap=theme.SPACE_3)
        )

    def _ways_in(self, style: Style) -> Widget:
        """One touch for each language, and for text size and sound: each begins the visit as chosen."""
        others = [code for code in self.context.languages if code != self.visit.language]
        languages: list[Widget] = [deep_key(f"language:{code}", LANGUAGES[code].name) for code in others]
        access = deep_key("access", self.words.say("header", "Text size\nand sound"))
        if style.is_portrait:
            # Text size is no language: it stands apart, below them in the middle like the text above.
            return Column(
                _centred_rows(style, languages),
                Fixed(access, width=_ACCESS_WIDTH),
                gap=theme.SPACE_4,
                align="center",
            )
        keys = [*languages, access]
        rows = math.ceil(len(keys) / _WAYS_IN_A_ROW)
        return grid(keys, max(4, math.ceil(len(keys) / rows)), theme.SPACE_1)

    def _closed(self, align: str) -> Text | None:
        """What most come for is not to be had: said before anybody looks for a card and coins."""
        failing = self.view.status.closed_by(Service.CERTIFICATES)
        if failing is None:
            return None
        words = self.words.say(
            "attract",
            "Certificates not available: {what}. Other services can be used.",
            what=missing(self.words, failing),
        )
        return Text(words, size=24, bold=True, colour=theme.SUN, ground=theme.DEEP, align=align)

    def _practice(self, align: str) -> Text | None:
        if self.context.simulated:
            words = self.words.say(
                "attract", "Practice mode: the certificates are samples and are not valid."
            )
        elif self.context.rehearsal:
            words = self.words.say(
                "attract", "This is a rehearsal: the certificates are samples and are not valid."
            )
        else:
            return None
        return Text(words, size=theme.SECONDARY, bold=True, colour=theme.SUN, ground=theme.DEEP, align=align)
