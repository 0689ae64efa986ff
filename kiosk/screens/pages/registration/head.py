"""The head of the register (筆頭者): the reading by keys, the name among candidates."""

from __future__ import annotations

from dataclasses import replace

from kiosk.fsm.events import FormFilled
from kiosk.fsm.view import View
from kiosk.rules.registration import LONGEST_KANA, is_kana
from kiosk.screens import theme
from kiosk.screens.kana import marked
from kiosk.screens.kinds import plain_name
from kiosk.screens.layout import Column, Part
from kiosk.screens.screen import Desk, Screen
from kiosk.screens.theme import Look
from kiosk.screens.widgets.button import Touchable, primary
from kiosk.screens.widgets.choice import choice
from kiosk.screens.widgets.field import text_field
from kiosk.screens.widgets.keyboard import kana_keyboard
from kiosk.screens.widgets.text import secondary, title

SPACE = "　"


class RegisterHeadScreen(Screen):
    """REGISTER_HEAD: family and given name in katakana."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.kana = view.form.head_kana

    def body(self, look: Look) -> Part:
        say = self.words.say
        return Column(
            title(say("registration", "Type the name of the *head* of the register")),
            text_field(self.kana, say("registration", "In katakana, such as ミホン　タロウ")),
            kana_keyboard(say("pin", "Erase"), say("registration", "Space"), say("registration", "Small")),
            gap=theme.SPACE_2,
        )

    def primary(self) -> Touchable:
        return primary("next", self.words.say("footer", "Next"), enabled=is_kana(self.kana))

    def reason(self) -> str:
        return self.words.say("registration", "The head is the person named first in the register.")

    def act(self, action: str) -> None:
        name, _, value = action.partition(":")
        if name == "letter" and len(self.kana) < LONGEST_KANA:
            self.kana += value
        elif name == "mark":
            self.kana = marked(self.kana, value)
        elif action == "space":
            if self.kana and SPACE not in self.kana:
                self.kana += SPACE
        elif action == "erase":
            self.kana = self.kana[:-1]
        elif action == "next" and is_kana(self.kana):
            self.desk.post(FormFilled(replace(self.view.form, head_kana=self.kana, head="")))
        else:
            super().act(action)


class HeadCandidatesScreen(Screen):
    """HEAD_CANDIDATES: which of the names that fit, or none of them."""

    def body(self, look: Look) -> Part:
        say, heads = self.words.say, self.view.heads
        if not heads:
            return Column(
                title(say("registration", "No register fits what you typed")),
                secondary(
                    say(
                        "registration",
                        "Go back and check the spelling and the numbers. "
                        "You may also go on: the city office will check it.",
                    )
                ),
                choice("head:", self.view.form.head_kana, say("registration", "Go on with this"), arrow=True),
                gap=theme.SPACE_3,
            )
        cards: list[Part] = [
            choice(f"head:{number}", plain_name(name), self.view.form.head_kana, arrow=True)
            for number, name in enumerate(heads)
        ]
        none = choice(
            "head:",
            say("registration", "None of these"),
            say("registration", "Go on with the katakana: the city office will check it."),
            arrow=True,
        )
        return Column(
            title(say("registration", "Is this the *head* of the register?")), *cards, none,
            gap=theme.SPACE_3,
        )  # fmt: skip

    def act(self, action: str) -> None:
        name, _, value = action.partition(":")
        if name == "head":
            head = self.view.heads[int(value)] if value else ""
            self.desk.post(FormFilled(replace(self.view.form, head=head)))
        else:
            super().act(action)
