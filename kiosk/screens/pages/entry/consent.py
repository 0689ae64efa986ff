"""What the shopper agrees to, in short numbered points."""

from __future__ import annotations

from typing import ClassVar

from kiosk.fsm.events import Agreed
from kiosk.rules.services import Service
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Widget
from kiosk.screens.toolkit.panes import fitted
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary
from kiosk.screens.toolkit.widgets.choice import Badge
from kiosk.screens.toolkit.widgets.panel import Panel
from kiosk.screens.toolkit.widgets.text import Text, title


class ConsentScreen(Screen):
    """CONSENT."""

    events: ClassVar = {**Screen.events, "agree": Agreed}

    def body(self, style: Style) -> Widget:
        rows: list[Widget] = [
            Row(
                Badge(str(number), size=44),
                Text(point, size=fitted(style, theme.BODY, 26), ground=theme.FIELD, leading=1.45, grow=1),
                gap=theme.SPACE_3,
            )
            for number, point in enumerate(self._points(), 1)
        ]
        heading = title(self.words.say("consent", "Before you begin"))
        if style.text_scale > 1:  # each may stand on another page
            return Column(
                heading, *(Panel(row, pad=(theme.SPACE_3, theme.SPACE_1)) for row in rows), gap=theme.SPACE_1
            )
        points = Column(*rows, gap=fitted(style, theme.SPACE_2 + 2, theme.SPACE_5))
        return Column(heading, Panel(points, pad=(theme.SPACE_4, theme.SPACE_4)), gap=theme.SPACE_3)

    def _points(self) -> tuple[str, ...]:
        if self.visit.service is Service.PASSWORD_RESET:
            return self._of_the_reset()
        if self.visit.service is Service.USAGE_REGISTRATION:
            return self._of_the_registration()
        return self._of_certificates()

    def _of_the_reset(self) -> tuple[str, ...]:
        say = self.words.say
        return (
            say("consent", "You need a ^reservation^ made by smartphone within the last 24 hours."),
            say("consent", "Use ^your own card^, the one used for the reservation, and its ^4-digit PIN^."),
            say(
                "consent",
                "You set a new ^signature password^ (6 to 16 letters and digits), "
                "even if the old one is forgotten or locked.",
            ),
            say(
                "consent",
                "The ^4-digit PIN cannot be reset here^. Please go to the city office where you live.",
            ),
            say("consent", "It is ^free of charge^. City and store staff never ask for your PIN."),
        )

    def _of_the_registration(self) -> tuple[str, ...]:
        say = self.words.say
        return (
            say(
                "consent",
                "For people whose ^family register is in another municipality^. Required only once.",
            ),
            say(
                "consent",
                "You need ^your own card^, its ^4-digit PIN^ and the ^signature password^ "
                "(6 to 16 letters and digits).",
            ),
            say("consent", "You will enter your ^registered domicile^ and the ^head of the register^."),
            say("consent", "The certificates are available at terminals after about ^5 working days^."),
            say("consent", "It is ^free of charge^. None of your data stays in this terminal."),
        )

    def _of_certificates(self) -> tuple[str, ...]:
        say = self.words.say
        return (
            say("consent", "Use ^your own card^, not somebody else's."),
            say(
                "consent", "The PIN locks after ^3 wrong tries in a row^. Only the city office can unlock it."
            ),
            say("consent", "Printed certificates ^cannot be returned or refunded^."),
            say(
                "consent",
                "Your card is checked and the certificate requested over an "
                "encrypted connection. ^None of your data stays in this terminal.^",
            ),
            say("consent", "City and store staff ^never ask for your PIN^."),
        )

    def end_label(self) -> str:
        return self.words.say("consent", "I do not agree")

    def primary(self) -> Touchable:
        return primary("agree", self.words.say("consent", "I agree"))
