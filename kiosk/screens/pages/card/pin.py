"""Typing the PIN, and the warning before the last try."""

from __future__ import annotations

from typing import ClassVar

from kiosk.fsm.events import LastTryAccepted
from kiosk.fsm.flow.identification import PinEntered
from kiosk.fsm.reasons import Reason
from kiosk.fsm.view import View
from kiosk.rules.credentials.pin import PIN_LENGTH, PIN_TRIES, Pin
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.signs import hidden_hand
from kiosk.screens.toolkit.drawings.sketch import Picture
from kiosk.screens.toolkit.layout import Box, Canvas, Widget
from kiosk.screens.toolkit.panes import split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary
from kiosk.screens.toolkit.widgets.keypad import keypad, keypad_height, keypad_width
from kiosk.screens.toolkit.widgets.reserved import Reserved
from kiosk.screens.toolkit.widgets.tag import notice_box, tag
from kiosk.screens.toolkit.widgets.text import Text, secondary, title

_STEP = 88.0
"""From one place to the next, where there is room."""


class Digits:
    """The typed digits, in a list that is overwritten; never a string."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._typed: list[int] = []

    def __len__(self) -> int:
        return len(self._typed)

    def __repr__(self) -> str:
        return "Digits(****)"

    @property
    def typed(self) -> list[int]:
        """The list itself, not a copy."""
        return self._typed

    def act(self, action: str) -> None:
        """digit:<0-9> appends, erase removes the last one."""
        if action == "erase" and self._typed:
            self._typed[-1] = 0
            self._typed.pop()
        elif action.startswith("digit:") and len(self._typed) < self.most:
            self._typed.append(int(action[-1]))

    def wipe(self) -> None:
        """Overwrite and forget."""
        for index in range(len(self._typed)):
            self._typed[index] = 0
        self._typed.clear()


class Places(Widget):
    """One box for each digit, with a dot where one was typed."""

    def __init__(self, filled: int, places: int) -> None:
        self.filled, self.places = filled, places

    @property
    def _gap(self) -> float:
        return theme.SPACE_3 if self.places <= PIN_LENGTH else theme.SPACE_1

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return min(width, self.places * _STEP - self._gap), 84 if self.places <= PIN_LENGTH else 60

    def paint(self, style: Style, canvas: Canvas) -> None:
        step = min(_STEP, (self.box.w + self._gap) / self.places)
        w = step - self._gap
        for place in range(self.places):
            is_near = place <= self.filled
            stroke = theme.PRIMARY if is_near else theme.LINE
            box = Box(self.box.x + place * step, self.box.y, w, self.box.h)
            canvas.box(box, theme.WHITE, stroke=stroke, border=3, radius=theme.RADIUS_BUTTON)
            if place < self.filled:
                reach = min(18.0, w * 0.3)
                x, y = box.middle
                canvas.box(Box(x - reach, y - reach, 2 * reach, 2 * reach), theme.INK, radius=reach)


class PinScreen(Screen):
    """ENTER_PIN."""

    def __init__(self, context: ScreenContext, view: View) -> None:
        super().__init__(context, view)
        self.digits = Digits(PIN_LENGTH)

    def leave(self) -> None:
        self.digits.wipe()

    def body(self, style: Style) -> Widget:
        say, view = self.words.say, self.view
        tries = PIN_TRIES if view.visit.card.pin_tries is None else view.visit.card.pin_tries
        wrong = view.reason is Reason.PIN_WRONG
        last = view.reason is Reason.PIN_LAST_TRY
        whose = (
            say("pin", "PIN of the certificate on your smartphone, not of your card")
            if view.visit.card.smartphone
            else say("pin", "PIN of the digital certificate for user authentication")
        )
        locks = (
            say("pin", "It locks after 3 wrong tries in a row.")
            if view.visit.card.smartphone
            else say("pin", "It locks after 3 wrong tries in a row. Only the city office can unlock it.")
        )
        wrong_pin = notice_box("error", say("pin", "Incorrect PIN. Please enter it again."))
        last_try = notice_box("caution", say("pin", "This is your last try."))
        hide = secondary(say("pin", "Cover the keys with your hand, as you would at an ATM."))
        notice = wrong_pin if wrong else last_try if last else None
        crowded = style.text_scale > 1  # texts make room for each other
        words = stack(
            Reserved(notice or hide, (wrong_pin, last_try, hide), low=True)
            if crowded
            else Reserved(notice, (wrong_pin, last_try)),
            title(say("pin", "Enter your 4-digit *PIN*")),
            secondary(whose),
            Places(len(self.digits), PIN_LENGTH),
            Text(
                self.words.count("pin", "You have ^{n} try^ left", "You have ^{n} tries^ left", tries),
                strong=1.3,
            ),
            secondary(locks),
            None if crowded else hide,
            gap=theme.SPACE_2,
        )
        keys = keypad(say("pin", "Erase"))
        return split(style, words, keys, picture_width=keypad_width(style), least_height=keypad_height(style))

    def primary(self) -> Touchable:
        return primary("next", self.words.say("footer", "Next"), enabled=len(self.digits) == PIN_LENGTH)

    def reason(self) -> str:
        left = PIN_LENGTH - len(self.digits)
        return self._missing(left) if left else ""

    def reasons(self) -> list[str]:
        return [self._missing(left) for left in range(1, PIN_LENGTH + 1)]

    def _missing(self, left: int) -> str:
        return self.words.count("pin", "{n} more digit", "{n} more digits", left)

    def act(self, action: str) -> None:
        if action == "next":
            if len(self.digits) == PIN_LENGTH:
                pin = Pin(self.digits.typed)
                self.digits.wipe()
                self.context.post(PinEntered(pin))
        elif action == "erase" or action.startswith("digit:"):
            self.digits.act(action)
        else:
            self.digits.wipe()
            super().act(action)


class LastTryScreen(Screen):
    """LAST_TRY: one more wrong PIN locks the card."""

    keeps_together = True

    events: ClassVar = {**Screen.events, "next": LastTryAccepted}

    def body(self, style: Style) -> Widget:
        say = self.words.say
        wrong = self.view.reason is Reason.PIN_WRONG
        warning = say("pin", "Incorrect PIN. 1 try left") if wrong else say("pin", "1 try left")
        words = stack(
            tag("caution", warning),
            title(say("pin", "One more *wrong* entry will lock your PIN")),
            Text(
                say("pin", "If you are not sure of your PIN, finish here. Your card will still work."),
                leading=1.55,
            ),
            notice_box(
                "caution",
                say("pin", "Once it is locked"),
                say("pin", "Only the city office where you live can unlock it. Take your card there."),
            ),
            secondary(say("pin", "The correct PIN restores all 3 tries.")),
        )
        return split(style, words, Picture(hidden_hand), picture_width=360)

    def primary(self) -> Touchable:
        return primary("next", self.words.say("pin", "Enter the PIN"), width=300)
