"""The head of the register (筆頭者): the reading is typed, the name chosen among candidates."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from kiosk.fsm.events import Back
from kiosk.fsm.flow.usage_registration import FormFilled
from kiosk.fsm.view import View
from kiosk.rules.usage_registration import LONGEST_KANA, is_kana
from kiosk.screens.messages.certificates import plain_name
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.kana import marked
from kiosk.screens.toolkit.layout import Column, Space, Widget, grid
from kiosk.screens.toolkit.panes import DENSE, card_height, is_crowded
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary
from kiosk.screens.toolkit.widgets.choice import choice
from kiosk.screens.toolkit.widgets.field import TextField
from kiosk.screens.toolkit.widgets.keyboard import KEY_HEIGHT, kana_keyboard, key_height
from kiosk.screens.toolkit.widgets.text import Text, title

SPACE = "　"
MANY_HEADS = 3
"""More candidates than this are in two columns of lower cards."""
_LOW = 80.0


class RegisterHeadScreen(Screen):
    """REGISTER_HEAD: family and given name in katakana."""

    def __init__(self, context: ScreenContext, view: View) -> None:
        super().__init__(context, view)
        self.kana = view.visit.registration.form.head_kana

    def body(self, style: Style) -> Widget:
        say = self.words.say
        return Column(
            title(say("registration", "Enter the name of the *head* of the register")),
            TextField(self.kana, say("registration", "In katakana, for example ミホン　タロウ")),
            Space(grow=1) if style.is_portrait else None,  # upright, the keys lie in the lower half
            kana_keyboard(
                say("pin", "Erase"), say("registration", "Space"), key_height(style, KEY_HEIGHT, 92)
            ),
            gap=theme.SPACE_1,
        )

    def primary(self) -> Touchable:
        return primary("next", self.words.say("footer", "Next"), enabled=is_kana(self.kana))

    def reason(self) -> str:
        return self.reasons()[1 if self.kana and not is_kana(self.kana) else 0]

    def reasons(self) -> list[str]:
        say = self.words.say
        return [
            say("registration", "The first person in the register"),
            say("registration", "Family name, space, given name"),
        ]

    def act(self, action: str) -> None:
        name, _, value = action.partition(":")
        if name == "letter" and len(self.kana) < LONGEST_KANA:
            self.kana += value
        elif name == "mark":
            self.kana = marked(self.kana, value)
        elif action == "space":
            if self.kana and SPACE not in self.kana and len(self.kana) < LONGEST_KANA:
                self.kana += SPACE
        elif action == "erase":
            self.kana = self.kana[:-1]
        elif action == "next" and is_kana(self.kana):
            self.context.post(FormFilled(replace(self.visit.registration.form, head_kana=self.kana, head="")))
        else:
            super().act(action)


class HeadCandidatesScreen(Screen):
    """HEAD_CANDIDATES: one of the matching names, or none of them."""

    events: ClassVar = {**Screen.events, "correct": Back}

    def body(self, style: Style) -> Widget:
        say, heads = self.words.say, self.visit.registration.heads
        many = len(heads) > MANY_HEADS
        height = _LOW if many else card_height(style, theme.CARD_HEIGHT, 144)
        if not heads:
            return self._none_fits(style, _LOW if is_crowded(style) else height)
        cards: list[Widget] = [
            choice(
                f"head:{number}",
                plain_name(name),
                self.visit.registration.form.head_kana,
                height=height,
                title_size=theme.BODY if many else theme.LARGE,
                arrow=not many,
            )
            for number, name in enumerate(heads)
        ]
        none = choice(
            "head:",
            say("registration", "None of these"),
            say("registration", "Continue in katakana. The city office will check it."),
            height=height,
            arrow=True,
        )
        heading = title(say("registration", "Is this the *head* of the register?"))
        rows = [grid(cards, 2, theme.SPACE_2)] if many else cards
        return Column(heading, *rows, none, gap=theme.SPACE_2)

    def _none_fits(self, style: Style, height: float) -> Widget:
        say, form = self.words.say, self.visit.registration.form
        typed = say(
            "registration",
            "{head}, {domicile}",
            head=form.head_kana,
            domicile=f"{form.town} {form.lot}",
        )
        entered = Text(typed, bold=True)
        width, dense = style.width - 2 * theme.SPACE_6, replace(style, shrink=DENSE)
        # Both ways on are worth more on one page than a long name that was typed a moment ago.
        is_short = not is_crowded(style) or len(entered.broken(dense, width)) == 1
        return Column(
            title(say("registration", "*No register* matches what you entered")),
            entered if is_short else None,
            choice(
                "correct",
                say("registration", "Go back and correct it"),
                say("registration", "Check the spelling of the name and the lot number of the domicile."),
                height=height,
                strong=True,
                arrow=True,
            ),
            choice(
                "head:",
                say("registration", "Continue with what you entered"),
                say("registration", "The city office will check it, which may take longer."),
                height=height,
                arrow=True,
            ),
            gap=theme.SPACE_3,
        )

    def act(self, action: str) -> None:
        name, _, value = action.partition(":")
        if name == "head":
            head = self.visit.registration.heads[int(value)] if value else ""
            self.context.post(FormFilled(replace(self.visit.registration.form, head=head)))
        else:
            super().act(action)
