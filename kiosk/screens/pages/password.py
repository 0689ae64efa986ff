"""Typing the signature password: a new one, its repetition, the card's own; and the last try."""

from __future__ import annotations

from typing import ClassVar

from kiosk.fsm.events import LastTryAccepted, PasswordEntered
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.rules.credentials.password import (
    LONGEST_PASSWORD,
    PASSWORD_TRIES,
    SHORTEST_PASSWORD,
    Password,
    marks,
)
from kiosk.screens import theme
from kiosk.screens.drawings.machine import hidden_hand
from kiosk.screens.drawings.sketch import Picture
from kiosk.screens.layout import Column, Part, Row, Space
from kiosk.screens.pages.common import fitted, split, stack
from kiosk.screens.screen import Desk, Screen
from kiosk.screens.theme import Look
from kiosk.screens.widgets.button import Touchable, primary, small
from kiosk.screens.widgets.field import Field
from kiosk.screens.widgets.keyboard import KEY_HEIGHT, TALL_KEY, UPRIGHT_KEY, latin_keyboard
from kiosk.screens.widgets.marks import Mark
from kiosk.screens.widgets.tag import notice_box, tag
from kiosk.screens.widgets.text import Text, secondary, title


class Letters:
    """What is being typed: ASCII codes in a list that is overwritten, never a string."""

    def __init__(self) -> None:
        self._typed: list[int] = []

    def __len__(self) -> int:
        return len(self._typed)

    def __repr__(self) -> str:
        return "Letters(****)"

    @property
    def typed(self) -> list[int]:
        """The list itself, not a copy."""
        return self._typed

    def add(self, letter: str) -> None:
        """Append one of A–Z and 0–9 while there is room."""
        if len(self._typed) < LONGEST_PASSWORD:
            self._typed.append(ord(letter))

    def erase(self) -> None:
        """Take the last one away."""
        if self._typed:
            self._typed[-1] = 0
            self._typed.pop()

    def wipe(self) -> None:
        """Overwrite and forget."""
        for index in range(len(self._typed)):
            self._typed[index] = 0
        self._typed.clear()


class _TypingScreen(Screen):
    """A field, a keyboard, and a key that shows what was typed for as long as it is wanted."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.letters = Letters()
        self.revealed = False

    def leave(self) -> None:
        self.letters.wipe()

    def body(self, look: Look) -> Part:
        say = self.words.say
        reveal = say("password", "Hide") if self.revealed else say("password", "Show")
        field = Row(
            Field(self.letters.typed, revealed=self.revealed, grow=1),
            small("reveal", reveal),
            gap=theme.SPACE_2,
        )
        notice = self.notice()
        height = UPRIGHT_KEY if look.is_portrait else KEY_HEIGHT if notice else TALL_KEY
        return Column(
            notice,
            self.heading(),
            Space(grow=1) if look.is_portrait else None,  # upright, the keys lie in the lower half
            field,
            self.below(look),
            latin_keyboard(say("pin", "Erase"), height),
            gap=theme.SPACE_2,
        )

    def notice(self) -> Part | None:
        """What happened before, if anything."""
        return None

    def heading(self) -> Part:
        """What is to be typed."""
        raise NotImplementedError

    def below(self, look: Look) -> Part:
        """What stands between field and keyboard."""
        raise NotImplementedError

    def is_ready(self) -> bool:
        """True when it can be confirmed."""
        return SHORTEST_PASSWORD <= len(self.letters) <= LONGEST_PASSWORD

    def primary(self) -> Touchable:
        return primary("next", self.words.say("footer", "Next"), enabled=self.is_ready())

    def reason(self) -> str:
        missing = SHORTEST_PASSWORD - len(self.letters)
        if missing <= 0:
            return ""
        return self.words.count("password", "{n} more letter or digit", "{n} more letters or digits", missing)

    def act(self, action: str) -> None:
        name, _, letter = action.partition(":")
        if name == "letter":
            self.letters.add(letter)
        elif action == "erase":
            self.letters.erase()
        elif action == "reveal":
            self.revealed = not self.revealed
        elif action == "next":
            if self.is_ready():
                password = Password(self.letters.typed)
                self.letters.wipe()
                self.desk.post(PasswordEntered(password))
        else:
            self.letters.wipe()
            super().act(action)


class NewPasswordScreen(_TypingScreen):
    """NEW_PASSWORD and REPEAT_PASSWORD; the rules are ticked off while typing."""

    def notice(self) -> Part | None:
        if self.view.reason is not Reason.PASSWORDS_DIFFER or self.view.state is S.REPEAT_PASSWORD:
            return None
        told = self.words.say("password", "The two were not alike. Please choose a password again.")
        return notice_box("error", told)

    def heading(self) -> Part:
        say = self.words.say
        if self.view.state is S.REPEAT_PASSWORD:
            return title(say("password", "Type the new password *once more*"))
        return title(say("password", "Choose a new *signature password*"))

    def below(self, look: Look) -> Part:
        say = self.words.say
        if self.view.state is S.REPEAT_PASSWORD:
            return secondary(say("password", "Both must be alike. The card stays where it is."))
        kept = marks(self.letters.typed)
        rules = (
            (say("password", "6 to 16 characters"), kept.has_length),
            (say("password", "At least one letter"), kept.has_letter),
            (say("password", "At least one digit"), kept.has_digit),
        )
        gap = fitted(look, theme.SPACE_4, theme.SPACE_2)
        return Row(*(self._rule(text, done) for text, done in rules), gap=gap)

    def _rule(self, text: str, done: bool) -> Part:
        colour = theme.SUCCESS if done else theme.INK_2
        sign = Mark("check" if done else "minus", size=20, colour=colour)
        return Row(sign, Text(text, size=theme.SECONDARY, bold=done, colour=colour, leading=1.3), gap=6)

    def is_ready(self) -> bool:
        return marks(self.letters.typed).all_kept

    def reason(self) -> str:
        kept = marks(self.letters.typed)
        if kept.has_length and not kept.all_kept:
            return self.words.say("password", "Letters and digits, both")
        return super().reason()


class SignaturePasswordScreen(_TypingScreen):
    """SIGNATURE_PASSWORD: the one that the card knows."""

    def notice(self) -> Part | None:
        say, view = self.words.say, self.view
        notices = {
            Reason.PASSWORD_WRONG: (
                "error",
                say("password", "The password was wrong. Please type it again."),
            ),
            Reason.PASSWORD_LAST_TRY: ("caution", say("password", "This is the last try.")),
            Reason.CARD_GONE: ("caution", say("password", "The card was taken away. Please put it back.")),
        }
        found = None if view.reason is None else notices.get(view.reason)
        if not view.visit.card.present:
            found = notices[Reason.CARD_GONE]
        return notice_box(*found) if found else None

    def heading(self) -> Part:
        return title(self.words.say("password", "Type your *signature password*"))

    def below(self, look: Look) -> Part:
        say, tries = self.words.say, self.view.visit.card.password_tries
        left = PASSWORD_TRIES if tries is None else tries
        told = self.words.count("pin", "You have ^{n} try^ left", "You have ^{n} tries^ left", left)
        left_over = Text(told, size=theme.SECONDARY, strong=1.2)
        which = secondary(say("password", "6 to 16 letters and digits, not the 4-digit PIN"))
        if look.is_portrait:
            return Column(left_over, which)
        return Row(left_over, which, gap=theme.SPACE_4)

    def is_ready(self) -> bool:
        return super().is_ready() and self.view.visit.card.present

    def reason(self) -> str:
        if not self.view.visit.card.present:
            return self.words.say("password", "Put the card back to go on")
        return super().reason()


class LastPasswordTryScreen(Screen):
    """LAST_PASSWORD_TRY: one more wrong password locks it."""

    events: ClassVar = {**Screen.events, "next": LastTryAccepted}

    def body(self, look: Look) -> Part:
        say = self.words.say
        wrong = self.view.reason is Reason.PASSWORD_WRONG
        warning = (
            say("password", "The password was wrong. 1 try left") if wrong else say("password", "1 try left")
        )
        words = stack(
            tag("caution", warning),
            title(say("password", "One more *wrong* password locks it")),
            Text(say("password", "If you are not sure of it, finish here. Nothing changes."), leading=1.55),
            notice_box(
                "caution",
                say("password", "Once it is locked"),
                say(
                    "password",
                    "reserve a reset by smartphone and come back, or bring the card to the city office.",
                ),
            ),
            secondary(say("password", "A right password gives you 5 tries again.")),
        )
        return split(look, words, Picture(hidden_hand), picture_width=360)

    def primary(self) -> Touchable:
        return primary("next", self.words.say("password", "Type the password"), width=300)
