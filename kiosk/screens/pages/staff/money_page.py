"""お金: what hoppers and cash box hold by the books; counted, filled, collected; the daily closing."""

from __future__ import annotations

from kiosk.fsm.flow.staff.maintenance import StaffActed
from kiosk.fsm.staff_report import StaffAction
from kiosk.screens.pages.card.pin import Digits
from kiosk.screens.pages.staff.staff_page import StaffPart
from kiosk.screens.pages.staff.staff_screen import framed, heading, line
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Space, Widget
from kiosk.screens.toolkit.panes import split
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary, small
from kiosk.screens.toolkit.widgets.keypad import keypad
from kiosk.screens.toolkit.widgets.tag import tag
from kiosk.screens.toolkit.widgets.text import Text

FEW = 10
"""Coins in a hopper below which staff should fill it."""
_MOST_DIGITS = {StaffAction.ADD_COINS: 4, StaffAction.COUNT_HOPPER: 4, StaffAction.EMPTY_CASH_BOX: 7}


class MoneyPage(StaffPart):
    """The books, or the keys for one number that is typed in: `entry` is for what, `denomination` of which
    hopper."""

    entry: StaffAction | None = None
    denomination = 0
    digits = Digits(0)

    @property
    def is_unfolded(self) -> bool:
        return self.entry is not None

    def body(self, style: Style) -> Widget:
        return self._keys(style) if self.entry is not None else self._books(style)

    # --- the books

    def _books(self, style: Style) -> Widget:
        say, words, staff = self.words.say, self.words, self.staff
        hoppers = [self._hopper(style, value, pieces) for value, pieces in staff.coins]
        box = framed(
            Row(
                line(say("staff", "Cash box"), bold=True, grow=1),
                line(words.yen(staff.cash_box)),
                self._entry(StaffAction.EMPTY_CASH_BOX, say("staff", "Empty it")),
                gap=theme.SPACE_2,
            )
        )
        fill_to = self.screen.view.settings.fill_to
        label = say("staff", "Daily closing")
        if staff.closed_today:
            label = say("staff", "Copy of the closing")
        buttons: list[Widget | None] = [
            self.button(StaffAction.FILL_COINS, say("staff", "Refilled to {n} each", n=fill_to))
            if fill_to
            else None,
            self.button(StaffAction.CLOSE_DAY, label),
        ]
        shown = [each for each in buttons if each is not None]
        for each in shown:
            each.grow = 1
        last = ""
        if staff.closing:
            time = staff.closed_at[:16].replace("T", " ")
            last = say("staff", "Last closing: no. {number}, {time}", number=staff.closing, time=time)
        return Column(
            *hoppers,
            box,
            line(last) if last else None,
            Row(*shown, gap=theme.SPACE_2) if shown else None,
            gap=theme.SPACE_1,
        )

    def _hopper(self, style: Style, value: int, pieces: int) -> Widget:
        words = self.words
        icon = tag("caution", words.say("staff", "Low")) if pieces < FEW else None
        if gone := dict(self.staff.missing).get(value):
            # Its own count and the rows differ: that comes before a low level.
            icon = tag("caution", words.count("staff", "{n} gone unrecorded", "{n} gone unrecorded", gone))
        name = line(words.say("staff", "{value}-yen coin", value=value), bold=True, grow=1)
        held = (
            line(words.count("staff", "{n} coin", "{n} coins", pieces)),
            self._entry(StaffAction.COUNT_HOPPER, words.say("staff", "Count"), value),
            self._entry(StaffAction.ADD_COINS, words.say("staff", "Add"), value),
        )
        if style.is_portrait and icon is not None:  # too much for one row
            told = Row(name, icon, gap=theme.SPACE_2)
            return framed(Column(told, Row(Space(grow=1), *held, gap=theme.SPACE_2), gap=theme.SPACE_1))
        return framed(Row(name, icon, *held, gap=theme.SPACE_2))

    def _entry(self, action: StaffAction, label: str, denomination: int = 0) -> Touchable | None:
        if not self.screen.may_act(action):
            return None
        found = small(f"type:{action.value}:{denomination}", label, enabled=self.screen.is_free)
        found.least = (96, theme.MIN_KEY)
        return found

    # --- typing a number

    def _keys(self, style: Style) -> Widget:
        say, words = self.words.say, self.words
        typed, book = self._typed(), self._book()
        name = say("staff", "Cash box")
        if self.entry is not StaffAction.EMPTY_CASH_BOX:
            name = say("staff", "{value}-yen coin", value=self.denomination)
        asked = {
            StaffAction.ADD_COINS: say("staff", "How many coins were *added*?"),
            StaffAction.COUNT_HOPPER: say("staff", "How many coins were *counted*?"),
            StaffAction.EMPTY_CASH_BOX: say("staff", "How many *yen* were taken out?"),
        }[self.entry or StaffAction.COUNT_HOPPER]
        read = Column(
            heading(name),
            Text(asked, size=theme.LARGE, bold=True, leading=1.3),
            line(say("staff", "By the books: {amount}", amount=self._amount(book))),
            Text(self._amount(typed) if len(self.digits) else "—", size=theme.TITLE, bold=True, leading=1.2),
            line(self._consequence(typed, book)) if len(self.digits) else line(" "),
            gap=theme.SPACE_2,
        )
        return split(style, read, keypad(words.say("pin", "Erase")), picture_width=330, least_height=400)

    def _consequence(self, typed: int, book: int) -> str:
        say = self.words.say
        if self.entry is StaffAction.ADD_COINS:
            return say("staff", "In the hopper then: {amount}", amount=self._amount(book + typed))
        difference = typed - book
        if not difference:
            return say("staff", "No difference.")
        yen = difference * (self.denomination or 1)
        sign = "+" if difference > 0 else "−"
        return say("staff", "Difference: {sign}{amount}", sign=sign, amount=self.words.yen(abs(yen)))

    def _amount(self, number: int) -> str:
        if self.entry is StaffAction.EMPTY_CASH_BOX:
            return self.words.yen(number)
        return self.words.count("staff", "{n} coin", "{n} coins", number)

    def _typed(self) -> int:
        return int("".join(map(str, self.digits.typed)) or "0")

    def _book(self) -> int:
        if self.entry is StaffAction.EMPTY_CASH_BOX:
            return self.staff.cash_box
        return dict(self.staff.coins).get(self.denomination, 0)

    def primary(self) -> Touchable | None:
        if self.entry is None:
            return None
        enabled = len(self.digits) > 0 and self.screen.is_free
        return primary("record", self.words.say("staff", "Record it"), enabled=enabled)

    def act(self, action: str) -> bool:
        kind, _, value = action.partition(":")
        if kind == "type":
            name, _, denomination = value.partition(":")
            self.entry, self.denomination = StaffAction(name), int(denomination)
            self.digits = Digits(_MOST_DIGITS[self.entry])
        elif self.entry is None:
            return False
        elif action == "back":
            self.entry = None
        elif action == "record":
            if len(self.digits):
                self.screen.context.post(
                    StaffActed(self.entry, denomination=self.denomination, amount=self._typed())
                )
        elif action == "erase" or kind == "digit":
            self.digits.act(action)
        else:
            return False
        return True
