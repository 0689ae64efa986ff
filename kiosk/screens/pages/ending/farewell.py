"""Thank you, and a reminder to take everything."""

from __future__ import annotations

from kiosk.rules.services import Service
from kiosk.screens.pages.idle.deep_blue import deep_text
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Space, Widget
from kiosk.screens.toolkit.theme import Style


class FarewellScreen(Screen):
    """FAREWELL."""

    def body(self, style: Style) -> Widget:
        say = self.words.say
        paid = self.visit.service in (None, Service.CERTIFICATES)
        return Column(
            Space(grow=1),
            deep_text(say("farewell", "Thank you"), 56, bold=True, colour=theme.WHITE),
            deep_text(
                say("farewell", "Do you have your card, your certificates and your change?")
                if paid
                else say("farewell", "Do you have your card and your slip?"),
                26,
            ),
            deep_text(say("farewell", "None of your data remains in this terminal."), 20),
            Space(grow=1),
            gap=theme.SPACE_4,
        )
