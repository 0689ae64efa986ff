"""The telephone number, and the whole application before it is signed."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from kiosk.fsm.flow.usage_registration import ApplicationConfirmed, EntryReopened, FormEntry, FormFilled
from kiosk.fsm.view import View
from kiosk.rules.usage_registration import LONGEST_TELEPHONE, is_telephone
from kiosk.screens.messages import MESSAGES
from kiosk.screens.messages.certificates import plain_name
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Space, Widget
from kiosk.screens.toolkit.panes import DENSE, cuts_a_word, fitted, split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary, small
from kiosk.screens.toolkit.widgets.field import TextField
from kiosk.screens.toolkit.widgets.keypad import keypad, keypad_height, keypad_width
from kiosk.screens.toolkit.widgets.panel import Fixed, Hairline
from kiosk.screens.toolkit.widgets.tag import notice_box
from kiosk.screens.toolkit.widgets.text import Text, secondary, title

_LABEL_WIDTH, _KEY_WIDTH = 270, 150.0


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
        return split(
            style,
            words,
            keypad(say("pin", "Erase")),
            picture_width=keypad_width(style),
            least_height=keypad_height(style),
        )

    def primary(self) -> Touchable:
        return primary("next", self.words.say("footer", "Next"), enabled=is_telephone(self.number))

    def reason(self) -> str:
        return "" if is_telephone(self.number) else self.reasons()[0]

    def reasons(self) -> list[str]:
        return [self.words.say("registration", "10 or 11 digits, starting with 0")]

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
        say = self.words.say
        rows = self._rows(style, is_narrow=False)
        if style.text_scale > 1:  # a long name is not cut in two where it has more of the width
            dense, width = replace(style, shrink=DENSE), style.width - 2 * theme.SPACE_6
            if any(cuts_a_word(row, dense, width) for row in rows):
                rows = self._rows(style, is_narrow=True)
        return Column(
            title(say("registration", "Is *everything* correct?")),
            self._notice(),
            *(widget for row in rows for widget in (row, Hairline())),
            secondary(
                say(
                    "registration",
                    "Next, sign it with your signature password. Leave the card where it is.",
                )
            ),
            gap=fitted(style, 6, theme.SPACE_3),
        )

    def _rows(self, style: Style, *, is_narrow: bool) -> list[Widget]:
        say, form, place = self.words.say, self.visit.registration.form, self.visit.municipality
        entries = (
            (say("registration", "Municipality"), f"{place.prefecture}{place.name}" if place else "", None),
            (say("registration", "Town of the domicile"), form.town, FormEntry.TOWN),
            (say("registration", "Lot number"), form.lot, FormEntry.LOT),
            (
                say("registration", "Head of the register"),
                plain_name(form.head) or form.head_kana,
                FormEntry.HEAD,
            ),
            (say("registration", "Phone number"), form.telephone, FormEntry.TELEPHONE),
        )
        return [self._row(style, *each, is_narrow=is_narrow) for each in entries]

    def _notice(self) -> Widget | None:
        notice = self.view.reason
        if notice is None:
            return None
        words = MESSAGES[notice]
        again = self.words.say("registration", "It may not have been sent. Please send it again.")
        return notice_box("caution", self.words.of(words.title), again)

    def _row(
        self, style: Style, label: str, value: str, entry: FormEntry | None, *, is_narrow: bool
    ) -> Widget:
        """One line; the municipality has no key: it was chosen before the card was read."""
        say = self.words.say
        name = Text(label, size=fitted(style, theme.SECONDARY, 22), colour=theme.INK_2)
        correct = small(f"correct:{'' if entry is None else entry.name}", say("registration", "Change"))
        width, height = correct.measure(style, style.width)
        width = max(_KEY_WIDTH, width)
        key = Fixed(Space(), width=width, height=height) if entry is None else Fixed(correct, width=width)
        # Upright, the key stands beside the label, wherever the value stands.
        if style.is_portrait and is_narrow:  # the value has the whole width
            name.grow = 1
            head = Row(name, key, gap=theme.SPACE_3, align="start")
            return Fixed(Column(head, Text(value, size=28, bold=True, leading=1.35), gap=theme.SPACE_1))
        if style.is_portrait or is_narrow:
            told = Column(name, Text(value, size=28, bold=True, leading=1.35), grow=1)
            return Row(told, key, gap=theme.SPACE_3, align="start" if style.is_portrait else "center")
        shown = Text(value, size=24, bold=True, leading=1.35, grow=1)
        return Row(Fixed(name, width=_LABEL_WIDTH), shown, key, gap=theme.SPACE_3)

    def primary(self) -> Touchable:
        return primary("confirm", self.words.say("registration", "It is correct"))

    def act(self, action: str) -> None:
        name, _, value = action.partition(":")
        if name == "correct":
            self.context.post(EntryReopened(FormEntry[value]))
        else:
            super().act(action)
