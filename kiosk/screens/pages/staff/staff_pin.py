"""The staff PIN."""

from __future__ import annotations

from kiosk.fsm.flow.staff import StaffPinChecked
from kiosk.fsm.view import View
from kiosk.screens.pages.card.pin import Digits, Places
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.toolkit.layout import Widget
from kiosk.screens.toolkit.panes import split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary
from kiosk.screens.toolkit.widgets.keypad import keypad
from kiosk.screens.toolkit.widgets.tag import notice_box
from kiosk.screens.toolkit.widgets.text import secondary, title

PIN_LEAST, PIN_MOST = 4, 8
"""Least and most digits of the staff PIN."""


class StaffPinScreen(Screen):
    """STAFF_PIN."""

    def __init__(self, context: ScreenContext, view: View) -> None:
        super().__init__(context, view)
        self.digits = Digits(PIN_MOST)

    def leave(self) -> None:
        self.digits.wipe()

    def body(self, style: Style) -> Widget:
        say = self.words.say
        wrong = self.view.status.staff_pin_wrong
        words = stack(
            notice_box("error", say("staff", "Incorrect staff PIN.")) if wrong else None,
            title(say("staff", "Enter the *staff PIN*")),
            Places(len(self.digits), PIN_MOST),
            secondary(say("staff", "4 to 8 digits")),
        )
        return split(style, words, keypad(say("pin", "Erase")), picture_width=420, least_height=440)

    def primary(self) -> Touchable:
        return primary("next", self.words.say("footer", "Next"), enabled=len(self.digits) >= PIN_LEAST)

    def act(self, action: str) -> None:
        if action == "next":
            if len(self.digits) >= PIN_LEAST:
                try:
                    accepted = self.context.check_staff_pin(self.digits.typed)
                finally:
                    self.digits.wipe()
                self.context.post(StaffPinChecked(accepted))
        elif action == "erase" or action.startswith("digit:"):
            self.digits.act(action)
        else:
            self.digits.wipe()
            super().act(action)
