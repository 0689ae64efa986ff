"""What the shopper agrees to, in short points."""

from __future__ import annotations

from typing import ClassVar

from kiosk.fsm.events import Agreed
from kiosk.screens import theme
from kiosk.screens.layout import Column, Part, Row
from kiosk.screens.screen import Screen
from kiosk.screens.theme import Look
from kiosk.screens.widgets.button import Touchable, primary
from kiosk.screens.widgets.choice import Badge
from kiosk.screens.widgets.panel import Panel
from kiosk.screens.widgets.text import Text, title


class ConsentScreen(Screen):
    """CONSENT."""

    events: ClassVar = {**Screen.events, "agree": Agreed}

    def body(self, look: Look) -> Part:
        say = self.words.say
        points = (
            say("consent", "Use ^your own card^. Do not use the card of somebody else."),
            say(
                "consent", "The PIN locks after ^3 wrong tries in a row^. Only the city office can unlock it."
            ),
            say("consent", "A printed certificate ^cannot be returned or refunded^."),
            say(
                "consent",
                "Your card is checked and the certificate is asked for over a protected line. "
                "^Nothing about you stays in this terminal.^",
            ),
            say("consent", "City and terminal staff ^never ask for your PIN^."),
        )
        rows = [
            Row(
                Badge(str(number), size=44),
                Text(point, size=theme.BODY, ground=theme.FIELD, leading=1.45, grow=1),
                gap=theme.SPACE_3,
            )
            for number, point in enumerate(points, 1)
        ]
        return Column(
            title(say("consent", "Before you begin")),
            Panel(Column(*rows, gap=theme.SPACE_2 + 2), pad=(theme.SPACE_4, theme.SPACE_4)),
            gap=theme.SPACE_3,
        )

    def end_label(self) -> str:
        return self.words.say("consent", "I do not agree")

    def primary(self) -> Touchable:
        return primary("agree", self.words.say("consent", "I agree"))
