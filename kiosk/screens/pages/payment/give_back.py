"""Money returned: a refund, and a claim slip for what could not be paid out."""

from __future__ import annotations

from kiosk.screens.messages import MESSAGES
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.sketch import Picture
from kiosk.screens.toolkit.drawings.terminal import Place
from kiosk.screens.toolkit.layout import Column, Row, Widget
from kiosk.screens.toolkit.panes import split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.beside import Beside
from kiosk.screens.toolkit.widgets.button import Touchable, primary
from kiosk.screens.toolkit.widgets.choice import Badge
from kiosk.screens.toolkit.widgets.panel import Panel
from kiosk.screens.toolkit.widgets.tag import advice_box, tag
from kiosk.screens.toolkit.widgets.text import Text, secondary, title


class TakeRefundScreen(Screen):
    """TAKE_REFUND: the money has been returned, and why."""

    keeps_together = True

    @property
    def _then_order(self) -> bool:
        """Whether the order is shown next: what stopped the paying is the shopper's own wish."""
        return self.visit.money.then_order and not self.view.status.is_stopped

    def body(self, style: Style) -> Widget:
        say, view = self.words.say, self.view
        reason = None if view.reason is None or self._then_order else MESSAGES[view.reason]
        words = stack(
            tag("caution", self.words.of(reason.title)) if reason else None,
            title(say("take", "*Take* your money")),
            Text(
                self.words.strong_yen(view.visit.money.paid_out),
                size=30,
                strong=2.6,
                strong_colour=theme.PRIMARY,
            ),
            Text(say("take", "It is in the coin tray.")),
            Text(say("take", "Then your order is shown again, as you left it."))
            if self._then_order
            else None,
            Panel(Text(self.words.of(reason.meaning), size=theme.SECONDARY, ground=theme.FIELD))
            if reason
            else None,
            secondary(self.words.say("refusal", "Code {code}", code=view.reason.value))
            if reason and view.reason
            else None,
        )
        picture = self.machine(Place.CHANGE, caption=say("machine", "Coin tray"))
        return split(style, words, picture, picture_width=400)

    def primary(self) -> Touchable:
        return primary("acknowledge", self.words.say("take", "I have taken it"))


class ClaimScreen(Screen):
    """CLAIM: the amount that the terminal owes, or that nobody can tell yet, is printed on a slip."""

    keeps_together = True

    def body(self, style: Style) -> Widget:
        say, view, yen = self.words.say, self.view, self.words.yen
        money = view.visit.money
        if money.unknown or money.uncounted:
            return self._unknown(style)
        if money.paid_out:
            now = say(
                "take",
                "Take the coins and the slip. Show the slip to the store staff. They will give you the rest.",
            )
        else:
            now = say("take", "Take the slip and show it to the store staff. They will give you the money.")
        words = stack(
            tag("caution", say("take", "Not all the money could be paid out")),
            title(say("take", "You are still owed *{amount}*", amount=yen(money.claimed))),
            self._to_take() or Text(say("take", "The amount is on the slip."), leading=1.5),
            advice_box(say("print", "What to do now"), now),
            secondary(say("take", "Please keep the slip safe. You receive your money in exchange for it.")),
        )
        return split(style, words, self._places(), picture_width=360)

    def _places(self) -> Picture:
        """The slip, and the tray where some of the money lies."""
        say, money = self.words.say, self.visit.money
        if money.paid_out:
            return self.machine(Place.CHANGE, Place.SLIP, numbered=True)
        return self.machine(Place.SLIP, caption=say("machine", "Slip"))

    def _to_take(self) -> Widget | None:
        """What lies where, by the numbers of the drawing; None where there is only the slip."""
        say, money = self.words.say, self.visit.money
        if not money.paid_out:
            return None
        things = (
            say("take", "{amount}, coin tray", amount=self.words.yen(money.paid_out)),
            say("machine", "Slip"),
        )
        rows = (
            Row(
                Badge(str(number), size=40, fill=theme.PRIMARY, colour=theme.WHITE),
                Text(thing, size=theme.BODY, bold=True),
                gap=theme.SPACE_2,
            )
            for number, thing in enumerate(things, 1)
        )
        return Beside(*rows, gap=theme.SPACE_4, below_gap=theme.SPACE_1)

    def _unknown(self, style: Style) -> Widget:
        """The page for what no device can account for: what is certain, and what is to be counted."""
        say, money, yen = self.words.say, self.view.visit.money, self.words.yen
        facts = [
            (say("take", "Still owed to you"), money.claimed),
            (say("take", "To be counted by the staff"), money.unknown),
        ]
        now = (
            say("take", "Take the coins and the slip. Show the slip to the store staff.")
            if money.paid_out
            else say("take", "Take the slip and show it to the store staff.")
        )
        words = stack(
            tag("caution", say("take", "The money could not be counted")),
            title(say("take", "Staff must *count the money*")),
            self._to_take(),
            Panel(
                Column(
                    *(
                        Text(f"{label}　{yen(amount)}", size=theme.BODY, bold=True, ground=theme.FIELD)
                        for label, amount in facts
                        if amount
                    ),
                    Text(say("take", "The amount you inserted will be checked too."), ground=theme.FIELD)
                    if money.uncounted
                    else None,
                )
            ),
            advice_box(say("print", "What to do now"), now),
            secondary(say("take", "Please keep the slip safe. You receive your money in exchange for it.")),
            gap=theme.SPACE_2,
        )
        return split(style, words, self._places(), picture_width=360)

    def primary(self) -> Touchable:
        say = self.words.say
        label = (
            say("take", "I have everything") if self.visit.money.paid_out else say("take", "I have the slip")
        )
        return primary("acknowledge", label)
