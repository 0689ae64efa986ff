"""Checking the order before anything is paid."""

from __future__ import annotations

from typing import ClassVar

from kiosk.fsm.flow.certificates import LineRemoved, LineReopened, MoreWanted, OrderConfirmed
from kiosk.rules.access import TextSize
from kiosk.rules.certificates import OrderLine
from kiosk.screens.messages.certificates import KINDS, contents, printed_in_japanese
from kiosk.screens.messages.denominations import named
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Space, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.beside import Beside
from kiosk.screens.toolkit.widgets.button import Touchable, primary, small
from kiosk.screens.toolkit.widgets.panel import Fixed, Hairline
from kiosk.screens.toolkit.widgets.tag import notice_box
from kiosk.screens.toolkit.widgets.text import Text, secondary, title

_PRICE = 28.0
MANY_LINES = 2
"""With this many lines or more, the conditions take one line, and the total stands beside the payment."""


class OrderScreen(Screen):
    """ORDER: what will stand on each certificate, and what it costs."""

    events: ClassVar = {**Screen.events, "pay": OrderConfirmed, "more": MoreWanted}

    def body(self, style: Style) -> Widget:
        say = self.words.say
        lines = self.visit.order.lines
        rows: list[Widget] = []
        for index, line in enumerate(lines):
            rows += [self._line(index, line, style), Hairline()]
        place = self.visit.municipality
        name = "" if place is None else self.words.municipality(place)
        told = [say("order", "Certificates of {municipality}", municipality=name)] if name else []
        told += [printed_in_japanese(self.words)] if printed_in_japanese(self.words) else []
        where = secondary(say("order", ". ").join(told)) if told else None
        return Column(
            title(say("order", "Please check your order")),
            where,
            *rows,
            *self._below(style),
            gap=theme.SPACE_2 if len(lines) < MANY_LINES else theme.SPACE_1,
        )

    @property
    def _total_is_beside(self) -> bool:
        """Whether the total stands beside the way to the payment: what is longer may take several pages."""
        access = self.visit.access
        return (
            len(self.visit.order.lines) >= MANY_LINES or access.text is not TextSize.NORMAL or access.is_low
        )

    def _below(self, style: Style) -> list[Widget | None]:
        """One more certificate, the total and the conditions."""
        more, conditions = self._more(), self._conditions()
        if not self._total_is_beside:
            total = self._total()
            if style.is_portrait:
                return [more, Row(*total, gap=theme.SPACE_4), *conditions]
            return [Row(more, *total, gap=theme.SPACE_4), *conditions]
        if more is None or style.is_portrait:
            return [more, *conditions]
        if len(self.visit.order.lines) < MANY_LINES:
            return [Row(more, Space(grow=1)), *conditions]
        return [Row(more, Column(*conditions, grow=1), gap=theme.SPACE_4)]

    def _total(self) -> tuple[Widget, Widget]:
        return (
            Text(self.words.say("order", "Total"), size=24, align="right", grow=1),
            Text(
                self.words.strong_yen(self.visit.order.price),
                size=30,
                bold=True,
                colour=theme.PRIMARY,
                strong=2.0,
                strong_colour=theme.PRIMARY,
            ),
        )

    def _conditions(self) -> list[Widget]:
        say = self.words.say
        final = say("order", "Once printed, a certificate cannot be returned or refunded.")
        if self.view.status.takes_exact_money_only:
            exact = say("pay", "Exact money only: no change is available now.")
            if len(self.visit.order.lines) >= MANY_LINES:
                return [Text(exact, size=theme.SECONDARY, bold=True), Text(final, size=theme.SECONDARY)]
            return [notice_box("caution", exact, final)]
        if len(self.visit.order.lines) >= MANY_LINES:
            return [Text(final, size=theme.SECONDARY, bold=True)]
        pieces = named(self.words, self.view.settings.denominations)
        stay = say(
            "order",
            "You can pay with: {pieces}. Printing takes a few minutes. Please wait here.",
            pieces=pieces,
        )
        return [notice_box("info", final, stay)]

    def _more(self) -> Widget | None:
        if self.view.copies_left < 1:
            return None
        return small("more", self.words.say("order", "+ Add a certificate"))

    def _line(self, index: int, line: OrderLine, style: Style) -> Widget:
        words = self.words
        rows = next((offer.options for offer in self.visit.offers if offer.kind is line.kind), ())
        told = contents(words, line.kind, line.options, rows)
        what = Column(
            Text(words.of(KINDS[line.kind].name), size=theme.LARGE, bold=True, leading=1.3),
            secondary(told.about),
            Text(words.say("order", "Shown: {items}", items=told.shown), size=theme.SECONDARY, leading=1.4),
            secondary(words.say("order", "Left out: {items}", items=told.omitted)) if told.omitted else None,
            grow=0 if style.is_portrait else 1,
        )
        side = "left" if style.is_portrait else "right"
        price = Text(words.yen(line.price), size=_PRICE, bold=True, align=side, leading=1.2)
        copies = Text(words.count("order", "{n} copy", "{n} copies", line.copies), align=side)
        keys = (
            small(f"change:{index}", words.say("order", "Change")),
            small(f"remove:{index}", words.say("order", "Remove")),
        )
        if style.is_portrait:
            figures = Beside(price, copies, gap=theme.SPACE_3)
            figures.grow = 1
            below = Row(figures, *keys, gap=theme.SPACE_3)
            return Fixed(Column(what, below, gap=theme.SPACE_1))  # never divided between two pages
        beside = Fixed(Column(price, copies), width=self._price_width(style))
        return Row(what, beside, Column(*keys, gap=theme.SPACE_1), gap=theme.SPACE_4)

    def _price_width(self, style: Style) -> float:
        """One width for all lines, so that amounts stand in a column and none is cut from its unit."""
        prices = [self.words.yen(line.price) for line in self.visit.order.lines]
        return max((style.advance(each, style.type_size(_PRICE), True) + 1 for each in prices), default=0)

    def reason(self) -> str:
        """The total, if it is not among what may take several pages."""
        if not self._total_is_beside:
            return ""
        return self.words.say("order", "Total ^{price}^", price=self.words.yen(self.visit.order.price))

    def primary(self) -> Touchable:
        return primary("pay", self.words.say("order", "Go to payment"))

    def act(self, action: str) -> None:
        name, _, index = action.partition(":")
        if name == "remove":
            self.context.post(LineRemoved(int(index)))
        elif name == "change":
            self.context.post(LineReopened(int(index)))
        else:
            super().act(action)
