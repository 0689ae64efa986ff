"""Outside the service hours."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from kiosk.fsm.flow.menu import ServiceChosen
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Service
from kiosk.screens.i18n.dates import month, opening_hours, weekday
from kiosk.screens.i18n.words import Words
from kiosk.screens.messages.contact import LOST_CARD
from kiosk.screens.pages.idle.deep_blue import deep_button, deep_text
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Space, Widget
from kiosk.screens.toolkit.theme import Style


def opening(words: Words, opens_at: str) -> str:
    """When the service opens next (`YYYY-MM-DD HH:MM`), as markup that emphasises the time.

    The date, never "tomorrow": the screen may still be shown after midnight. Raises ValueError for
    another format.
    """
    when = datetime.strptime(opens_at, "%Y-%m-%d %H:%M").replace(tzinfo=JST)
    return words.say(
        "closed",
        "Opens {weekday}\u00a0{day}\u00a0{month} at ^{time}^",
        weekday=weekday(words, when),
        month=month(words, when),
        day=when.day,
        time=f"{when.hour}:{when.minute:02d}",
    )


class ClosedScreen(Screen):
    """CLOSED. Information is available at any hour: cards get lost at night too."""

    information = f"service:{Service.INFORMATION}"
    events: ClassVar = {**Screen.events, information: lambda: ServiceChosen(Service.INFORMATION)}

    def body(self, style: Style) -> Widget:
        say, view = self.words.say, self.view
        return Column(
            Space(grow=1),
            deep_text(say("attract", "Administrative services"), 24),
            deep_text(say("closed", "This service is currently closed"), 50, bold=True, colour=theme.WHITE),
            deep_text(opening(self.words, view.status.opens_at), 34, strong=1.9)
            if view.status.opens_at
            else None,
            Space(theme.SPACE_3),
            deep_text(
                say(
                    "closed",
                    "Every day {hours}",
                    hours=opening_hours(self.words, view.settings.hours, view.settings.year_end),
                ),
                20,
            ),
            deep_text(say("attract", "Lost your card? ^{number}^ (24 hours)", number=LOST_CARD), 20),
            Space(theme.SPACE_2),
            Row(Space(grow=1), deep_button(self.information, say("menu", "Information")), Space(grow=1)),
            Space(grow=1),
            gap=theme.SPACE_2,
        )
