"""Starting up."""

from __future__ import annotations

from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Space, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.text import Text


class StartingScreen(Screen):
    """STARTING."""

    def body(self, style: Style) -> Widget:
        say = self.words.say
        return Column(
            Space(grow=1),
            Text(
                say("starting", "Administrative services"),
                size=24,
                colour=theme.DEEP_TEXT,
                align="center",
                ground=theme.DEEP,
            ),
            Text(
                say("starting", "Getting ready"),
                size=50,
                bold=True,
                colour=theme.WHITE,
                align="center",
                ground=theme.DEEP,
            ),
            Text(
                say("starting", "Please wait a moment."),
                size=24,
                colour=theme.DEEP_TEXT,
                align="center",
                ground=theme.DEEP,
            ),
            Space(grow=1),
            gap=theme.SPACE_3,
        )
