"""Typing a password on the on-screen keyboard: the base of every screen that asks for one."""

from __future__ import annotations

from dataclasses import replace

from kiosk.fsm.events import PasswordEntered
from kiosk.fsm.flow.menu import AccessChosen
from kiosk.fsm.reasons import Reason
from kiosk.fsm.view import View
from kiosk.rules.credentials.password import LONGEST_PASSWORD, SHORTEST_PASSWORD, Password
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Space, Widget
from kiosk.screens.toolkit.panes import is_crowded
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary, small
from kiosk.screens.toolkit.widgets.field import Field
from kiosk.screens.toolkit.widgets.keyboard import (
    ALPHABETICAL,
    KEY_HEIGHT,
    TALL_KEY,
    UPRIGHT_KEY,
    key_height,
    latin_keyboard,
)
from kiosk.screens.toolkit.widgets.reserved import Reserved


class Letters:
    """The typed characters, as ASCII codes in a list that is overwritten; never a string."""

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
        """Append one of A–Z and 0–9, up to the longest password."""
        if len(self._typed) < LONGEST_PASSWORD:
            self._typed.append(ord(letter))

    def erase(self) -> None:
        """Remove the last one."""
        if self._typed:
            self._typed[-1] = 0
            self._typed.pop()

    def wipe(self) -> None:
        """Overwrite and forget."""
        for index in range(len(self._typed)):
            self._typed[index] = 0
        self._typed.clear()


class PasswordEntryScreen(Screen):
    """A field, a keyboard, and a key that reveals what was typed."""

    def __init__(self, context: ScreenContext, view: View) -> None:
        super().__init__(context, view)
        self.letters = Letters()
        self.revealed = False

    def leave(self) -> None:
        self.letters.wipe()

    def body(self, style: Style) -> Widget:
        say = self.words.say
        reveal = say("password", "Hide") if self.revealed else say("password", "Show")
        field = Row(
            Field(self.letters.typed, revealed=self.revealed, grow=1),
            small("reveal", reveal),
            gap=theme.SPACE_2,
        )
        notices = self.notices()
        hint = self.hint() if is_crowded(style) else None
        kept = [*notices.values(), *([hint] if hint else [])]
        height = key_height(style, KEY_HEIGHT if notices else TALL_KEY, UPRIGHT_KEY)
        return Column(
            Reserved(self.notice() or hint, kept) if kept else None,
            self.heading(),
            field,
            self.below(style),
            Space(grow=1) if style.is_portrait else None,  # upright, the keys lie in the lower half
            latin_keyboard(say("pin", "Erase"), height, alphabetical=self.visit.access.alphabetical),
            gap=theme.SPACE_2,
        )

    def notices(self) -> dict[Reason, Widget]:
        """Every notice that may be shown, by its reason: the keys stand still whichever it is."""
        return {}

    def notice(self) -> Widget | None:
        """The notice that is shown, or None."""
        reason = self.view.reason
        return None if reason is None else self.notices().get(reason)

    def hint(self) -> Widget | None:
        """What stands in the place of the notices on a crowded page, while there is none."""
        return None

    def heading(self) -> Widget:
        """The title: what to type."""
        raise NotImplementedError

    def below(self, style: Style) -> Widget:
        """What is shown between the field and the keyboard."""
        raise NotImplementedError

    def is_ready(self) -> bool:
        """True when it can be confirmed."""
        return SHORTEST_PASSWORD <= len(self.letters) <= LONGEST_PASSWORD

    def primary(self) -> Touchable:
        return primary("next", self.words.say("footer", "Next"), enabled=self.is_ready())

    def reason(self) -> str:
        missing = SHORTEST_PASSWORD - len(self.letters)
        return self._missing(missing) if missing > 0 else ""

    def reasons(self) -> list[str]:
        return [self._missing(missing) for missing in range(1, SHORTEST_PASSWORD + 1)]

    def _missing(self, missing: int) -> str:
        return self.words.count("password", "{n} more letter or digit", "{n} more letters or digits", missing)

    def act(self, action: str) -> None:
        name, _, letter = action.partition(":")
        if name == "letter":
            self.letters.add(letter)
        elif action == "erase":
            self.letters.erase()
        elif name == "order":
            access = replace(self.visit.access, alphabetical=letter == ALPHABETICAL)
            self.context.post(AccessChosen(access))
        elif action == "reveal":
            self.revealed = not self.revealed
        elif action == "next":
            if self.is_ready():
                password = Password(self.letters.typed)
                self.letters.wipe()
                self.context.post(PasswordEntered(password))
        else:
            self.letters.wipe()
            super().act(action)
