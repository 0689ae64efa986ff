"""The question before paying is stopped: what was inserted, and the three ways on."""

from __future__ import annotations

from typing import ClassVar

from kiosk.fsm.flow.payment import OrderReopened, PayingContinued
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Space, Widget
from kiosk.screens.toolkit.panes import fitted
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import plain, primary
from kiosk.screens.toolkit.widgets.panel import Fixed
from kiosk.screens.toolkit.widgets.text import Text, title

_WIDTH, _UPRIGHT_WIDTH = 700.0, 620.0


class StopPayingScreen(Screen):
    """STOP_PAYING: nothing is printed and nothing comes back before the shopper has chosen."""

    events: ClassVar = {**Screen.events, "continue": PayingContinued, "order": OrderReopened}

    @property
    def allows_end(self) -> bool:
        """The third choice is the end; a second button for it would only compete."""
        return False

    def body(self, style: Style) -> Widget:
        say = self.words.say
        money, price = self.visit.money, self.visit.order.price
        missing = max(0, price - money.inserted)
        go_on = say("pay", "Continue paying") if missing else say("pay", "Pay and print")
        choices = (
            primary("continue", go_on, width=_UPRIGHT_WIDTH),
            plain("order", self._with_money(say("pay", "Back to the order"))),
            plain("end", self._with_money(say("pay", "Cancel everything"))),
        )
        column = Column(
            title(say("pay", "Stop paying?")),
            Text(self._inserted(missing), size=24, strong=1.2, leading=1.45),
            Space(theme.SPACE_2),
            *choices,
            gap=theme.SPACE_3,
        )
        wide = Fixed(column, width=fitted(style, _WIDTH, _UPRIGHT_WIDTH))
        return Column(Space(grow=1), Row(Space(grow=1), wide, Space(grow=1)), Space(grow=1))

    def _with_money(self, label: str) -> str:
        if not self.visit.money.inserted:
            return label
        return self.words.say("pay", "{choice} (return the money)", choice=label)

    def _inserted(self, missing: int) -> str:
        say, yen, money = self.words.say, self.words.yen, self.visit.money
        if not money.inserted:
            return say("pay", "No money has been inserted.")
        if missing:
            return say(
                "pay",
                "You have inserted ^{inserted}^ and have {missing} left to pay.",
                inserted=yen(money.inserted),
                missing=yen(missing),
            )
        return say(
            "pay",
            "You have inserted ^{inserted}^, which is enough. Nothing is printed until you choose.",
            inserted=yen(money.inserted),
        )
