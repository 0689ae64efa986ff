"""Signing in: who it is, then the PIN on the keys."""

from __future__ import annotations

from kiosk.fsm.flow.staff.signing_in import StaffPinEntered
from kiosk.fsm.view import View
from kiosk.rules.credentials.staff_pin import LEAST_DIGITS, MOST_DIGITS, StaffPin
from kiosk.screens.pages.card.pin import Digits, Places
from kiosk.screens.pages.paging import page_keys
from kiosk.screens.pages.staff.staff_screen import ROLES, StaffScreen
from kiosk.screens.screen import ScreenContext
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Widget, grid
from kiosk.screens.toolkit.panes import split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary
from kiosk.screens.toolkit.widgets.choice import choice
from kiosk.screens.toolkit.widgets.keypad import keypad
from kiosk.screens.toolkit.widgets.reserved import Reserved
from kiosk.screens.toolkit.widgets.tag import notice_box
from kiosk.screens.toolkit.widgets.text import secondary, title

_ON_A_PAGE = 6
_MINUTE = 60


class StaffPinScreen(StaffScreen):
    """STAFF_PIN: a list of the persons, and the keys once one is chosen. Whoever was refused stays chosen."""

    def __init__(self, context: ScreenContext, view: View) -> None:
        super().__init__(context, view)
        self.digits = Digits(MOST_DIGITS)
        self.person = view.status.sign_in.person
        self.page = 0

    def leave(self) -> None:
        self.digits.wipe()

    def body(self, style: Style) -> Widget:
        return self._keys(style) if self.person else self._persons()

    def _persons(self) -> Widget:
        say, staff = self.words.say, self.view.settings.persons
        shown = staff[self.page * _ON_A_PAGE : (self.page + 1) * _ON_A_PAGE]
        cards: list[Widget] = [
            choice(f"person:{each.id}", each.id, self.words.of(ROLES[each.role]), height=96, arrow=True)
            for each in shown
        ]
        pages = -(-len(staff) // _ON_A_PAGE)
        return Column(
            title(say("staff", "Who are you?")),
            secondary(say("staff", "Maintenance is for staff only. Every action is recorded with your ID.")),
            grid(cards, 2, theme.SPACE_2),
            page_keys(self.words, self.page, pages) if pages > 1 else None,
            gap=theme.SPACE_3,
        )

    def _keys(self, style: Style) -> Widget:
        say = self.words.say
        told = self.view.status.sign_in
        longest = notice_box("error", say("staff", "Incorrect staff PIN."), self._wait_text(_MINUTE))
        words = stack(
            Reserved(self._notice(), (longest,)),
            title(say("staff", "Enter the *staff PIN* of {person}", person=self.person)),
            Places(len(self.digits), MOST_DIGITS),
            secondary(say("staff", "6 to 12 digits")),
            secondary(say("staff", "After several wrong PINs you must wait, longer each time."))
            if not told.wait
            else None,
        )
        return split(style, words, keypad(say("pin", "Erase")), picture_width=380, least_height=440)

    def _notice(self) -> Widget | None:
        say, told = self.words.say, self.view.status.sign_in
        if told.wrong:
            text = self._wait_text(told.wait) if told.wait else ""
            return notice_box("error", say("staff", "Incorrect staff PIN."), text)
        if told.wait:
            return notice_box("error", say("staff", "Not yet."), self._wait_text(told.wait))
        if told.failed:
            return notice_box("caution", say("staff", "The PIN could not be checked. Please try again."))
        return None

    def _wait_text(self, seconds: int) -> str:
        count = self.words.count
        if seconds < _MINUTE:
            return count("staff", "Try again in {n} second.", "Try again in {n} seconds.", seconds)
        minutes = -(-seconds // _MINUTE)
        return count("staff", "Try again in {n} minute.", "Try again in {n} minutes.", minutes)

    def primary(self) -> Touchable | None:
        if not self.person:
            return None
        enabled = len(self.digits) >= LEAST_DIGITS
        return primary("next", self.words.say("footer", "Next"), enabled=enabled)

    def act(self, action: str) -> None:
        kind, _, value = action.partition(":")
        if kind == "person":
            self.person = value
        elif kind == "page":
            self.page += 1 if value == "+" else -1
        elif action == "next":
            self._enter()
        elif action == "erase" or kind == "digit":
            self.digits.act(action)
        elif action == "back" and self.person and len(self.view.settings.persons) > 1:
            self.digits.wipe()
            self.person = ""
        else:
            self.digits.wipe()
            super().act(action)

    def _enter(self) -> None:
        if len(self.digits) >= LEAST_DIGITS:
            pin = StaffPin(self.digits.typed)
            self.digits.wipe()
            self.context.post(StaffPinEntered(self.person, pin))
