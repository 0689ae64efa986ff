"""Which members of the household the resident record shows."""

from __future__ import annotations

from kiosk.fsm.flow.certificates import OptionsChosen
from kiosk.fsm.view import View
from kiosk.rules.certificates import CertificateKind, OptionSpec, checked_options
from kiosk.screens.messages.certificates import OPTIONS, value_name
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Widget, grid
from kiosk.screens.toolkit.panes import columns_of, fitted
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary, toggle
from kiosk.screens.toolkit.widgets.text import secondary, title

_ONE_COLUMN = 8
"""In portrait, up to this many people are listed in one column."""


class MembersScreen(Screen):
    """MEMBERS: at least one person; a check mark shows who is chosen."""

    def __init__(self, context: ScreenContext, view: View) -> None:
        super().__init__(context, view)
        self.kind = view.visit.selection.kind or CertificateKind.RESIDENT_RECORD
        self.rows = next((offer.options for offer in view.visit.offers if offer.kind is self.kind), ())
        self.row: OptionSpec = next(row for row in self.rows if row.many)
        self.options = dict(view.visit.selection.options)
        self.chosen = set(self.options[self.row.key].split(","))

    def body(self, style: Style) -> Widget:
        say = self.words.say
        height = fitted(style, 68, 84)
        people: list[Widget] = [self._person(value, height) for value in self.row.values]
        names = [value_name(self.words, self.row, value) for value in self.row.values]
        most = 1 if style.is_portrait and len(people) <= _ONE_COLUMN else 2
        columns = columns_of(style, names, most)
        return Column(
            title(self.words.of(OPTIONS[self.row.key])),
            secondary(say("members", "Touch a name to include or leave out that person.")),
            grid(people, columns, theme.SPACE_3),
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
            self.context.post(
                OptionsChosen(checked_options(self.kind, options, self.rows), self.visit.selection.copies)
            )
        else:
            super().act(action)
