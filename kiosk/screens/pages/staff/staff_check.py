"""The moment in which the PIN is checked."""

from __future__ import annotations

from kiosk.screens.pages.staff.staff_screen import StaffScreen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Space, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.text import Text


class StaffCheckScreen(StaffScreen):
    """STAFF_CHECK."""

    def body(self, style: Style) -> Widget:
        words = Text(self.words.say("staff", "Checking the PIN"), size=theme.LARGE, bold=True, align="center")
        return Column(Space(grow=1), words, Space(grow=1))
