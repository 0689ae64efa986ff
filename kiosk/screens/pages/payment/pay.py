"""Inserting money."""

from __future__ import annotations

from kiosk.rules.money import NOTE
from kiosk.screens.messages.denominations import what_is_taken
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.sketch import Picture
from kiosk.screens.toolkit.drawings.terminal import Place
from kiosk.screens.toolkit.layout import Row, Widget
from kiosk.screens.toolkit.panes import is_crowded, split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.money import Bar, Denomination
from kiosk.screens.toolkit.widgets.tag import notice_box
from kiosk.screens.toolkit.widgets.text import Text, secondary, title


class PayScreen(Screen):
    """PAY: what is missing, and which coins and notes are taken at this moment."""

    keeps_together = True

    def body(self, style: Style) -> Widget:
        say, view, yen = self.words.say, self.view, self.words.yen
        money, price = view.visit.money, view.visit.order.price
        missing = max(0, price - money.inserted)
        if missing:
            heading = title(say("pay", "*Insert* your money"))
            amount = say("pay", "^{amount}^ yen to pay", amount=self.words.number(missing))
        else:
            heading = title(say("pay", "You have paid in full."))
            amount = say("pay", "^{amount}^ yen change", amount=self.words.number(money.inserted - price))
        returned = self._returned()
        crowded = is_crowded(style)  # the drawing is worth more than the bar, and what is missing is said
        words = stack(
            returned,
            heading,
            Text(amount, size=28, strong=3.4, strong_colour=theme.PRIMARY),
            None if crowded else Bar(money.inserted / price if price else 1.0),
            None
            if crowded and returned
            else secondary(
                say(
                    "pay",
                    "Total {price}, inserted {inserted}",
                    price=yen(price),
                    inserted=yen(money.inserted),
                )
            ),
            *(self._pieces() if missing else ()),
            None if returned else self._about_change() if missing else self._goes_on(),
            gap=theme.SPACE_1 + 2 if crowded else theme.SPACE_2 + 2,
        )
        return split(style, words, self._slots(missing), picture_width=400)

    def _about_change(self) -> Widget:
        say = self.words.say
        if self.view.status.takes_exact_money_only:
            return notice_box("caution", say("pay", "Exact money only: no change is available now."))
        return secondary(say("pay", "Change is given. “Cancel” returns all your money."))

    def _goes_on(self) -> Widget:
        """What is left to do: nothing."""
        return Text(self.words.say("pay", "Printing begins by itself."), size=theme.BODY, bold=True)

    def _slots(self, missing: int) -> Picture:
        """The machine with the slots lit that take money now; first, where to fetch what was returned."""
        say, money = self.words.say, self.visit.money
        if money.note_rejected:
            return self.machine(Place.NOTE, caption=say("machine", "Note slot"), moves_in=False)
        if money.coin_rejected:
            return self.machine(Place.CHANGE, caption=say("machine", "Coin tray"), moves_in=False)
        taken = money.acceptable if missing else ()
        notes, coins = NOTE in taken, any(value != NOTE for value in taken)
        lit = [*([Place.NOTE] if notes else []), *([Place.COIN] if coins else [])]
        caption = {
            (True, True): say("machine", "Note slot and coin slot"),
            (True, False): say("machine", "Note slot"),
            (False, True): say("machine", "Coin slot"),
        }.get((notes, coins), "")
        return self.machine(*lit, caption=caption, moves_in=True if lit else None)

    def end_label(self) -> str:
        return self.words.say("pay", "Cancel (return the money)")

    def _pieces(self) -> tuple[Widget, ...]:
        """Every piece that the terminal knows, and in words: what is crossed out is easily overlooked."""
        money, known = self.visit.money, self.view.settings.denominations
        pieces = [
            Denomination(value, self.words.number(value), taken=value in money.acceptable) for value in known
        ]
        texts = what_is_taken(self.words, known, money)
        return (Row(*pieces, gap=theme.SPACE_2), *(secondary(each) for each in texts))

    def _returned(self) -> Widget | None:
        say, money = self.words.say, self.visit.money
        if money.note_rejected:
            again = (
                say("pay", "Please take it from the note slot, and try another note or coins.")
                if NOTE in money.acceptable
                else say("pay", "Please take it from the note slot, and use coins.")
            )
            return notice_box("caution", say("pay", "That note was returned."), again)
        if money.coin_rejected:
            return notice_box(
                "caution",
                say("pay", "That coin was returned."),
                say("pay", "Please take it from the tray and try another coin."),
            )
        return None
