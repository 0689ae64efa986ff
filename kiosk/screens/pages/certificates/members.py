"""Which members of the household the resident record shows."""

from __future__ import annotations

from kiosk.fsm.events import OptionsChosen
from kiosk.fsm.view import View
from kiosk.rules.certificates import CertificateKind, OptionSpec, checked_options
from kiosk.screens.messages.certificates import OPTIONS, value_name
from kiosk.screens.screen import Desk, Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Part, grid
from kiosk.screens.toolkit.panes import fitted
from kiosk.screens.toolkit.theme import Look
from kiosk.screens.toolkit.widgets.button import Touchable, primary, toggle
from kiosk.screens.toolkit.widgets.text import secondary, title

_ONE_COLUMN = 8
"""Upright, up to so many people stand below one another."""


class MembersScreen(Screen):
    """MEMBERS: at least one; who is chosen has a check mark."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.kind = view.kind or CertificateKind.RESIDENT_RECORD
        self.rows = next((offer.options for offer in view.offers if offer.kind is self.kind), ())
        self.row: OptionSpec = next(row for row in self.rows if row.many)
        self.options = dict(view.options)
        self.chosen = set(self.options[self.row.key].split(","))

    def body(self, look: Look) -> Part:
        say = self.words.say
        height = fitted(look, 68, 84)
        people: list[Part] = [self._person(value, height) for value in self.row.values]
        return Column(
            title(self.words.of(OPTIONS[self.row.key])),
            secondary(say("members", "Touch a name to add or leave out the person.")),
            grid(people, 1 if look.is_portrait and len(people) <= _ONE_COLUMN else 2, theme.SPACE_3),
            gap=theme.SPACE_3,
        )

    def _person(self, value: str, height: float) -> Touchable:
        name = value_name(self.words, self.row, value)
        return toggle(f"member:{value}", name, chosen=value in self.chosen, height=height)

    def primary(self) -> Touchable:
        return primary("next", self.words.say("footer", "Next"), enabled=bool(self.chosen))

    def reason(self) -> str:
        if not self.chosen:
            return self.words.say("members", "Choose at least one person")
        return self.words.count("members", "{n} person", "{n} people", len(self.chosen))

    def act(self, action: str) -> None:
        name, _, value = action.partition(":")
        if name == "member":
            self.chosen ^= {value}
        elif action == "next" and self.chosen:
            chosen = ",".join(value for value in self.row.values if value in self.chosen)
            options = {**self.options, self.row.key: chosen}
            self.desk.post(OptionsChosen(checked_options(self.kind, options, self.rows), self.view.copies))
        else:
            super().act(action)
