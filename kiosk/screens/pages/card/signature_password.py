"""Typing the signature password of the card, and the warning before the last try."""

from __future__ import annotations

from typing import ClassVar

from kiosk.fsm.events import LastTryAccepted
from kiosk.fsm.reasons import Reason
from kiosk.rules.credentials.password import PASSWORD_TRIES
from kiosk.screens.pages.card.password_entry import PasswordEntryScreen
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.signs import hidden_hand
from kiosk.screens.toolkit.drawings.sketch import Picture
from kiosk.screens.toolkit.layout import Column, Row, Widget
from kiosk.screens.toolkit.panes import is_crowded, split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary
from kiosk.screens.toolkit.widgets.tag import notice_box, tag
from kiosk.screens.toolkit.widgets.text import Text, secondary, title


class SignaturePasswordScreen(PasswordEntryScreen):
    """SIGNATURE_PASSWORD: the current password of the card."""

    def notices(self) -> dict[Reason, Widget]:
        say = self.words.say
        texts = {
            Reason.PASSWORD_WRONG: (
                "error",
                say("password", "Incorrect password. Please enter it again."),
            ),
            Reason.PASSWORD_LAST_TRY: ("caution", say("password", "This is your last try.")),
            Reason.CARD_GONE: ("caution", say("password", "The card was removed. Please put it back.")),
        }
        return {reason: notice_box(role, text) for reason, (role, text) in texts.items()}

    def notice(self) -> Widget | None:
        return super().notice() if self.visit.card.present else self.notices()[Reason.CARD_GONE]

    def hint(self) -> Widget:
        return secondary(self.words.say("password", "6 to 16 letters and digits, not the 4-digit PIN"))

    def heading(self) -> Widget:
        return title(self.words.say("password", "Enter your *signature password*"))

    def below(self, style: Style) -> Widget:
        tries = self.visit.card.password_tries
        left = PASSWORD_TRIES if tries is None else tries
        text = self.words.count("pin", "You have ^{n} try^ left", "You have ^{n} tries^ left", left)
        tries_left = Text(text, size=theme.SECONDARY, strong=1.2)
        if is_crowded(style):
            return tries_left
        if style.is_portrait:
            return Column(tries_left, self.hint())
        return Row(tries_left, self.hint(), gap=theme.SPACE_4)

    def is_ready(self) -> bool:
        return super().is_ready() and self.visit.card.present

    def reason(self) -> str:
        if not self.visit.card.present:
            return self.words.say("password", "Put the card back to continue")
        return super().reason()

    def reasons(self) -> list[str]:
        return [*super().reasons(), self.words.say("password", "Put the card back to continue")]


class LastPasswordTryScreen(Screen):
    """LAST_PASSWORD_TRY: one more wrong password locks it."""

    events: ClassVar = {**Screen.events, "next": LastTryAccepted}

    def body(self, style: Style) -> Widget:
        say = self.words.say
        wrong = self.view.reason is Reason.PASSWORD_WRONG
        warning = (
            say("password", "Incorrect password. 1 try left") if wrong else say("password", "1 try left")
        )
        words = stack(
            tag("caution", warning),
            title(say("password", "One more *wrong* password will lock it")),
            Text(
                say("password", "If you are not sure of it, finish here. Nothing will change."), leading=1.55
            ),
            notice_box(
                "caution",
                say("password", "Once it is locked"),
                say(
                    "password",
                    "Reserve a reset by smartphone and come back, or take the card to the city office.",
                ),
            ),
            secondary(say("password", "The correct password restores all 5 tries.")),
        )
        return split(style, words, Picture(hidden_hand), picture_width=360)

    def primary(self) -> Touchable:
        return primary("next", self.words.say("password", "Enter the password"), width=300)
