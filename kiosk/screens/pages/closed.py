"""Deep-blue screens of a few words: closed, thank you, out of service."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from kiosk.fsm.flow.menu import ServiceChosen
from kiosk.fsm.reasons import REASONS, Helper, Reason
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Service
from kiosk.screens import theme
from kiosk.screens.contact import CALL_CENTRE, LOST_CARD
from kiosk.screens.layout import Column, Part, Row, Space
from kiosk.screens.notices import OUT_OF_SERVICE
from kiosk.screens.pages.moments import month, weekday
from kiosk.screens.screen import Screen
from kiosk.screens.theme import Look
from kiosk.screens.widgets.button import Touchable
from kiosk.screens.widgets.panel import Panel
from kiosk.screens.widgets.text import Text
from kiosk.screens.words import Words


def deep_text(
    text: str, size: float, *, bold: bool = False, colour: str = theme.DEEP_TEXT, strong: float = 1.0
) -> Text:
    """A centred text on deep blue."""
    return Text(
        text,
        size=size,
        bold=bold,
        colour=colour,
        accent=theme.WHITE,
        strong=strong,
        strong_colour=theme.WHITE,
        align="center",
        leading=1.45,
        ground=theme.DEEP,
    )


def opening(words: Words, opens_at: str) -> str:
    """When it opens next (`YYYY-MM-DD HH:MM`), as markup with the time standing out.

    The date, never "tomorrow": the screen stays as it is past midnight. Raises ValueError for
    another format.
    """
    when = datetime.strptime(opens_at, "%Y-%m-%d %H:%M").replace(tzinfo=JST)
    return words.say(
        "closed",
        "Opens {weekday}, {month} {day} at ^{time}^",
        weekday=weekday(words, when),
        month=month(words, when),
        day=when.day,
        time=f"{when.hour}:{when.minute:02d}",
    )


def deep_button(action: str, label: str) -> Touchable:
    """A button on deep blue."""
    return Touchable(
        (action,),
        Text(label, size=theme.BODY, bold=True, colour=theme.WHITE, align="center", leading=1.2,
             ground=theme.DEEP_PANEL),
        fill=theme.DEEP_PANEL,
        pressed_fill=theme.PRIMARY_PRESSED,
        stroke=theme.GLOW,
        least=(260, 72),
    )  # fmt: skip


class ClosedScreen(Screen):
    """CLOSED. The information can be read at any hour: a card is lost at night too."""

    information = f"service:{Service.INFORMATION}"
    events: ClassVar = {**Screen.events, information: lambda: ServiceChosen(Service.INFORMATION)}

    def body(self, look: Look) -> Part:
        say, view = self.words.say, self.view
        return Column(
            Space(grow=1),
            deep_text(say("attract", "Administrative services"), 24),
            deep_text(say("closed", "This service is closed now"), 50, bold=True, colour=theme.WHITE),
            deep_text(opening(self.words, view.status.opens_at), 34, strong=1.9)
            if view.status.opens_at
            else None,
            Space(theme.SPACE_3),
            deep_text(
                say(
                    "closed",
                    "Every day {hours} (except December 29 – January 3 and maintenance days)",
                    hours=view.settings.hours,
                ),
                20,
            ),
            deep_text(say("attract", "Lost your card? ^{number}^ (24 hours)", number=LOST_CARD), 20),
            Space(theme.SPACE_2),
            Row(Space(grow=1), deep_button(self.information, say("menu", "Information")), Space(grow=1)),
            Space(grow=1),
            gap=theme.SPACE_2,
        )


class FarewellScreen(Screen):
    """FAREWELL."""

    def body(self, look: Look) -> Part:
        say = self.words.say
        paid = self.view.visit.service in (None, Service.CERTIFICATES)
        return Column(
            Space(grow=1),
            deep_text(say("farewell", "Thank you"), 56, bold=True, colour=theme.WHITE),
            deep_text(
                say("farewell", "Have you got your card, your certificates and your change?")
                if paid
                else say("farewell", "Have you got your card and your slip?"),
                26,
            ),
            deep_text(say("farewell", "Nothing about you is left in this terminal."), 20),
            Space(grow=1),
            gap=theme.SPACE_4,
        )


class OutOfServiceScreen(Screen):
    """OUT_OF_SERVICE: why in general words, and who can help."""

    def body(self, look: Look) -> Part:
        say, view = self.words.say, self.view
        notice = view.reason or Reason.STOPPED_BY_STAFF
        reason = OUT_OF_SERVICE[notice]
        helper = REASONS[notice].helper
        if helper is Helper.STAFF:
            whom = say("out", "Please tell the ^store staff^.")
        else:
            whom = say("out", "Questions: ^{number}^", number=CALL_CENTRE)
        return Column(
            Space(grow=1),
            deep_text(say("attract", "Administrative services"), 24),
            deep_text(say("out", "This terminal cannot be used now"), 46, bold=True, colour=theme.WHITE),
            deep_text(self.words.of(reason), 24),
            Space(theme.SPACE_2),
            Panel(
                Column(
                    Text(
                        whom, size=24, colour=theme.WHITE, strong=1.1, align="center", ground=theme.DEEP_PANEL
                    ),
                    Text(
                        say("out", "You can also use another terminal or the city office."),
                        size=20,
                        colour=theme.DEEP_TEXT,
                        align="center",
                        ground=theme.DEEP_PANEL,
                    ),
                    gap=theme.SPACE_1,
                ),
                fill=theme.DEEP_PANEL,
                stroke=theme.GLOW,
                border=2,
                pad=(theme.SPACE_5, theme.SPACE_4),
            ),
            deep_text(say("refusal", "Code {code}", code=notice.value), theme.SECONDARY),
            Space(grow=1),
            gap=theme.SPACE_3,
        )
