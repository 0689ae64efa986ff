"""The telephone number, and the whole application before it is signed."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from kiosk.fsm.flow.usage_registration import ApplicationConfirmed, FormFilled
from kiosk.fsm.view import View
from kiosk.rules.usage_registration import LONGEST_TELEPHONE, is_telephone
from kiosk.screens.messages import MESSAGES
from kiosk.screens.messages.certificates import plain_name
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Widget
from kiosk.screens.toolkit.panes import fitted, split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary
from kiosk.screens.toolkit.widgets.field import TextField
from kiosk.screens.toolkit.widgets.keypad import keypad
from kiosk.screens.toolkit.widgets.panel import Fixed, Hairline
from kiosk.screens.toolkit.widgets.tag import notice_box
from kiosk.screens.toolkit.widgets.text import Text, secondary, title

_LABEL_WIDTH = 300


class TelephoneScreen(Screen):
    """TELEPHONE."""

    def __init__(self, context: ScreenContext, view: View) -> None:
        super().__init__(context, view)
        self.number = view.visit.registration.form.telephone

    def body(self, style: Style) -> Widget:
        say = self.words.say
        words = stack(
            title(say("registration", "Enter your *phone number*")),
            TextField(self.number, say("registration", "Without hyphens")),
            secondary(
                say(
                    "registration",
                    "The city office will call only if it has questions about this application.",
                )
            ),
        )
        return split(style, words, keypad(say("pin", "Erase")), picture_width=420, least_height=440)

    def primary(self) -> Touchable:
        return primary("next", self.words.say("footer", "Next"), enabled=is_telephone(self.number))

    def reason(self) -> str:
        if is_telephone(self.number):
            return ""
        return self.words.say("registration", "10 or 11 digits, starting with 0")

    def act(self, action: str) -> None:
        if action.startswith("digit:") and len(self.number) < LONGEST_TELEPHONE:
            self.number += action[-1]
        elif action == "erase":
            self.number = self.number[:-1]
        elif action == "next" and is_telephone(self.number):
            self.context.post(FormFilled(replace(self.visit.registration.form, telephone=self.number)))
        else:
            super().act(action)


class ApplicationScreen(Screen):
    """APPLICATION: a summary before signing."""

    events: ClassVar = {**Screen.events, "confirm": ApplicationConfirmed}

    def body(self, style: Style) -> Widget:
        say, view, form = self.words.say, self.view, self.visit.registration.form
        place = view.visit.municipality
        where = "" if place is None else f"{place.prefecture}{place.name}"
        head = plain_name(form.head) or form.head_kana
        rows = (
            (say("registration", "Municipality"), where),
            (say("registration", "Registered domicile"), f"{form.town} {form.lot}"),
            (say("registration", "Head of the register"), head),
            (say("registration", "Phone number"), form.telephone),
        )
        lines: list[Widget] = [widget for row in rows for widget in (self._row(style, *row), Hairline())]
        return Column(
            title(say("registration", "Is *everything* correct?")),
            self._notice(),
            *lines,
            secondary(
                say(
                    "registration",
                    "Next, sign it with your signature password. Leave the card where it is.",
                )
            ),
            gap=fitted(style, theme.SPACE_3, theme.SPACE_4),
        )

    def _notice(self) -> Widget | None:
        notice = self.view.reason
        if notice is None:
            return None
        words = MESSAGES[notice]
        again = self.words.say("registration", "It may not have been sent. Please send it again.")
        return notice_box("caution", self.words.of(words.title), again)

    def _row(self, style: Style, label: str, value: str) -> Widget:
        name = Text(label, size=fitted(style, theme.SECONDARY, 22), colour=theme.INK_2)
        if style.is_portrait:
            return Column(name, Text(value, size=32, bold=True, leading=1.4))
        return Row(
            Fixed(name, width=_LABEL_WIDTH), Text(value, size=26, bold=True, grow=1), gap=theme.SPACE_3
        )

    def primary(self) -> Touchable:
        return primary("confirm", self.words.say("registration", "It is correct"))
