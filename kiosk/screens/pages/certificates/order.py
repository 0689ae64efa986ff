"""Checking the order before anything is paid."""

from __future__ import annotations

from typing import ClassVar

from kiosk.fsm.flow.certificates import LineRemoved, MoreWanted, OrderConfirmed
from kiosk.rules.certificates import OrderLine
from kiosk.screens.messages.certificates import KINDS, summary
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Space, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary, small
from kiosk.screens.toolkit.widgets.panel import Fixed, Hairline
from kiosk.screens.toolkit.widgets.tag import notice_box
from kiosk.screens.toolkit.widgets.text import Text, title

MANY_LINES = 3
"""With this many lines or more, the conditions take one line below the total."""


class OrderScreen(Screen):
    """ORDER."""

    events: ClassVar = {**Screen.events, "pay": OrderConfirmed, "more": MoreWanted}

    def body(self, style: Style) -> Widget:
        say = self.words.say
        rows: list[Widget] = []
        for index, line in enumerate(self.visit.order.lines):
            rows += [self._line(index, line, style), Hairline()]
        total = Row(
            None if style.is_portrait else self._more(),
            Text(say("order", "Total"), size=24, align="right", grow=1),
            Text(
                self.words.strong_yen(self.visit.order.price),
                size=30,
                bold=True,
                colour=theme.PRIMARY,
                strong=2.0,
                strong_colour=theme.PRIMARY,
            ),
            gap=theme.SPACE_4,
        )
        place = self.visit.municipality
        name = "" if place is None else self.words.municipality(place)
        return Column(
            title(say("order", "Please check your order")),
            Text(
                say("order", "Certificates of {municipality}", municipality=name),
                size=theme.SECONDARY,
                colour=theme.INK_2,
            )
            if name
            else None,
            Space(4),
            *rows,
            self._more() if style.is_portrait else None,
            total,
            *self._conditions(),
            gap=theme.SPACE_3 if len(self.visit.order.lines) < MANY_LINES else theme.SPACE_1,
        )

    def _conditions(self) -> list[Widget]:
        say = self.words.say
        final = say("order", "Once printed, a certificate cannot be returned or refunded.")
        if len(self.visit.order.lines) >= MANY_LINES:
            return [Text(final, size=theme.SECONDARY, bold=True)]
        stay = (
            say(
                "order",
                "Please pay with coins or 1,000-yen notes. Printing takes about 2 minutes. "
                "Please stay until it is finished.",
            )
            if self.view.settings.takes_notes
            else say(
                "order",
                "Please pay with coins. Printing takes about 2 minutes. Please stay until it is finished.",
            )
        )
        return [Space(theme.SPACE_1), notice_box("info", final, stay)]

    def _more(self) -> Widget | None:
        if self.view.copies_left < 1:
            return None
        return small("more", self.words.say("order", "+ Add a certificate"))

    def _line(self, index: int, line: OrderLine, style: Style) -> Widget:
        words = self.words
        what = Column(
            Text(words.of(KINDS[line.kind].name), size=theme.LARGE, bold=True, leading=1.35),
            Text(self._summary(line), size=theme.SECONDARY, colour=theme.INK_2),
            gap=2,
            grow=0 if style.is_portrait else 1,
        )
        figures: list[Widget] = [
            Text(words.count("order", "{n} copy", "{n} copies", line.copies), align="right", grow=0),
            Fixed(Text(words.yen(line.price), size=28, bold=True, align="right"), width=170),
            small(f"remove:{index}", words.say("order", "Remove")),
        ]
        if style.is_portrait:
            return Column(what, Row(Space(grow=1), *figures, gap=theme.SPACE_4), gap=theme.SPACE_1)
        return Row(what, *figures, gap=theme.SPACE_4)

    def _summary(self, line: OrderLine) -> str:
        rows = next((offer.options for offer in self.visit.offers if offer.kind is line.kind), ())
        return summary(self.words, line.kind, line.options, rows)

    def primary(self) -> Touchable:
        return primary("pay", self.words.say("order", "Go to payment"))

    def act(self, action: str) -> None:
        name, _, index = action.partition(":")
        if name == "remove":
            self.context.post(LineRemoved(int(index)))
        else:
            super().act(action)
