"""Inserting money."""

from __future__ import annotations

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
        coins = [
            Denomination(value, taken=value in view.visit.money.acceptable)
            for value in view.settings.denominations
        ]
        closed = [value for value in view.settings.denominations if value not in view.visit.money.acceptable]
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
            Row(*coins, gap=theme.SPACE_2) if coins and missing else None,
            secondary(
                say("pay", "Crossed-out coins are not accepted now, because there may not be enough change.")
            )
            if closed and missing
            else None,
            notice_box(
                "caution",
                say("pay", "That coin was returned."),
                say("pay", "Please take it from the tray and try another coin."),
            )
            if view.visit.money.coin_rejected
            else None,
            secondary(say("pay", "Change is given. “Finish” returns all your money.")),
            gap=theme.SPACE_2 + 2,
        )
        largest = max((v for v in view.visit.money.acceptable if v < 1000), default=500)
        label = say("machine", "Coins")

        def draw(to: Sketch) -> None:
            insert_money(to, label, value=largest if missing else None)

        return split(style, words, Picture(draw), picture_width=400)
