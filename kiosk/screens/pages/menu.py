"""The service menu."""

from __future__ import annotations

from kiosk.fsm.events import ServiceChosen
from kiosk.rules.services import Service
from kiosk.screens import theme
from kiosk.screens.contact import LOST_CARD
from kiosk.screens.layout import Column, Part, Row
from kiosk.screens.screen import Screen
from kiosk.screens.theme import Look
from kiosk.screens.widgets.choice import Badge, choice
from kiosk.screens.widgets.panel import Panel
from kiosk.screens.widgets.text import Text, title


def _fact(badge: str, heading: str, text: str) -> Part:
    return Panel(
        Row(
            Badge(badge, size=64),
            Column(
                Text(heading, size=theme.SECONDARY, colour=theme.INK_2, ground=theme.FIELD, leading=1.35),
                Text(text, size=theme.BODY, bold=True, ground=theme.FIELD, leading=1.4),
                gap=2,
                grow=1,
            ),
            gap=theme.SPACE_3,
        ),
        fill=theme.FIELD,
        pad=(theme.SPACE_3 + 4, theme.SPACE_3),
        grow=1,
    )


class MenuScreen(Screen):
    """MENU."""

    def body(self, look: Look) -> Part:
        say, yen = self.words.say, self.words.yen
        service = choice(
            f"service:{Service.CERTIFICATES}",
            say("menu", "Get a certificate"),
            say(
                "menu",
                "Certificate issuing service: resident record, seal registration, tax, family register",
            ),
            badge="sheet",
            title_size=32,
            height=200 if look.is_portrait else 160,
            strong=True,
            arrow=True,
        )
        facts = [
            _fact("card", say("menu", "What you need"), say("menu", "My Number Card and its 4-digit PIN")),
            _fact(
                "yen",
                say("menu", "Price for each copy"),
                say("menu", "{low} or {high}", low=yen(250), high=yen(450)),
            ),
            _fact("clock", say("menu", "Time"), say("menu", "About 5 minutes, 2 of them printing")),
            _fact(
                "telephone",
                say("menu", "Lost your card?"),
                say("menu", "{number} (24 hours)", number=LOST_CARD),
            ),
        ]
        gap = theme.SPACE_3 + 2
        if look.is_portrait:
            rows: list[Part] = facts
        else:
            rows = [Row(*facts[:2], gap=gap, align="stretch"), Row(*facts[2:], gap=gap, align="stretch")]
        for fact in facts:
            fact.grow = 0 if look.is_portrait else 1
        return Column(title(say("menu", "What would you like to do?")), service, *rows, gap=gap)

    def act(self, action: str) -> None:
        kind, _, value = action.partition(":")
        if kind == "service":
            self.desk.post(ServiceChosen(Service(value)))
        else:
            super().act(action)
