"""Inserting money."""

from __future__ import annotations

from kiosk.rules.money import NOTE
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.machine import insert_money
from kiosk.screens.toolkit.drawings.sketch import Picture, Sketch
from kiosk.screens.toolkit.layout import Row, Widget
from kiosk.screens.toolkit.panes import split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.money import Bar, Denomination
from kiosk.screens.toolkit.widgets.tag import notice_box
from kiosk.screens.toolkit.widgets.text import Text, secondary, title


class PayScreen(Screen):
    """PAY."""

    def body(self, style: Style) -> Widget:
        say, view, yen = self.words.say, self.view, self.words.yen
        missing = max(0, view.visit.order.price - view.visit.money.inserted)
        money = view.visit.money
        pieces = [
            Denomination(value, taken=value in money.acceptable) for value in view.settings.denominations
        ]
        if missing:
            heading = title(say("pay", "*Insert* your money"))
            amount = Text(
                say("pay", "^{amount}^ yen to pay", amount=f"{missing:,}"),
                size=28,
                strong=3.4,
                strong_colour=theme.PRIMARY,
            )
        else:
            heading = title(say("pay", "Thank you. That is enough."))
            amount = Text(
                say(
                    "pay",
                    "^{amount}^ yen change",
                    amount=f"{view.visit.money.inserted - view.visit.order.price:,}",
                ),
                size=28,
                strong=3.4,
                strong_colour=theme.PRIMARY,
            )
        words = stack(
            heading,
            amount,
            Bar(view.visit.money.inserted / view.visit.order.price if view.visit.order.price else 1.0),
            secondary(
                say(
                    "pay",
                    "Total {price}  /  Inserted {inserted}",
                    price=yen(view.visit.order.price),
                    inserted=yen(view.visit.money.inserted),
                )
            ),
            Row(*pieces, gap=theme.SPACE_2) if missing else None,
            *(self._what_is_taken() if missing else ()),
            self._returned(),
            secondary(say("pay", "Change is given. “Finish” returns all your money.")),
            gap=theme.SPACE_2 + 2,
        )
        largest = max((v for v in money.acceptable if v != NOTE), default=500)
        label = say("machine", "Coin slot") if view.settings.takes_notes else say("machine", "Coins")
        note_label = say("machine", "Note slot") if view.settings.takes_notes else ""

        def draw(to: Sketch) -> None:
            insert_money(
                to,
                label,
                value=largest if missing else None,
                note_label=note_label,
                note=bool(missing) and NOTE in money.acceptable,
            )

        return split(style, words, Picture(draw), picture_width=400)

    def _what_is_taken(self) -> tuple[Widget, ...]:
        """In words, too: crosses alone are easily overlooked."""
        say, settings, acceptable = self.words.say, self.view.settings, self.view.visit.money.acceptable
        says = []
        if NOTE in acceptable:
            says.append(say("pay", "Coins and 1,000-yen notes can be used."))
        elif settings.takes_notes:
            says.append(say("pay", "1,000-yen notes cannot be used now. Please use coins."))
        if any(value not in acceptable for value in settings.denominations if value != NOTE):
            says.append(
                say("pay", "Crossed-out coins are not accepted now, because there may not be enough change.")
            )
        return tuple(secondary(each) for each in says)

    def _returned(self) -> Widget | None:
        say, money = self.words.say, self.view.visit.money
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
