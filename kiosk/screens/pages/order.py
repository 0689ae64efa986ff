"""Checking the order before anything is paid."""

from __future__ import annotations

from typing import ClassVar

from kiosk.fsm.events import OrderConfirmed
from kiosk.rules.certificates import OrderLine
from kiosk.screens import theme
from kiosk.screens.kinds import KINDS, summary
from kiosk.screens.layout import Column, Part, Row, Space
from kiosk.screens.screen import Screen
from kiosk.screens.theme import Look
from kiosk.screens.widgets.button import Touchable, primary
from kiosk.screens.widgets.panel import Fixed, Hairline
from kiosk.screens.widgets.tag import notice_box
from kiosk.screens.widgets.text import Text, title


class OrderScreen(Screen):
    """ORDER."""

    events: ClassVar = {**Screen.events, "pay": OrderConfirmed}

    def body(self, look: Look) -> Part:
        say = self.words.say
        rows: list[Part] = []
        for line in self.view.order:
            rows += [self._line(line), Hairline()]
        total = Row(
            Text(say("order", "Total"), size=24, align="right", grow=1),
            Text(
                self.words.strong_yen(self.view.price),
                size=30,
                bold=True,
                colour=theme.PRIMARY,
                strong=2.0,
                strong_colour=theme.PRIMARY,
            ),
            gap=theme.SPACE_4,
        )
        place = self.view.municipality
        name = "" if place is None else (place.name_latin if self.view.language == "en" else place.name)
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
            total,
            Space(theme.SPACE_1),
            notice_box(
                "info",
                say("order", "Once printed, a certificate cannot be returned or refunded."),
                say(
                    "order",
                    "You pay with coins. Printing takes about 2 minutes. Please stay until it is done.",
                ),
            ),
            gap=theme.SPACE_3,
        )

    def _line(self, line: OrderLine) -> Part:
        words = self.words
        return Row(
            Column(
                Text(words.of(KINDS[line.kind].name), size=theme.LARGE, bold=True, leading=1.35),
                Text(summary(words, line.kind, line.options), size=theme.SECONDARY, colour=theme.INK_2),
                gap=2,
                grow=1,
            ),
            Text(words.count("order", "{n} copy", "{n} copies", line.copies), align="right"),
            Fixed(Text(words.yen(line.price), size=28, bold=True, align="right"), width=160),
            gap=theme.SPACE_4,
        )

    def primary(self) -> Touchable:
        return primary("pay", self.words.say("order", "Go to payment"))
