"""Options and copies of the chosen certificate, one row for each; the price is live."""

from __future__ import annotations

from kiosk.fsm.events import OptionsChosen
from kiosk.fsm.view import View
from kiosk.rules.certificates import CATALOGUE, CertificateKind, OptionSpec, checked_options, default_options
from kiosk.screens import theme
from kiosk.screens.kinds import KINDS, OPTIONS, VALUES
from kiosk.screens.layout import Column, Part, Row
from kiosk.screens.screen import Desk, Screen
from kiosk.screens.theme import Look
from kiosk.screens.widgets.button import Touchable, primary, sign_key, toggle
from kiosk.screens.widgets.panel import Fixed, Hairline
from kiosk.screens.widgets.text import Text, secondary, title


class OptionsScreen(Screen):
    """OPTIONS."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.kind = view.kind or CertificateKind.RESIDENT_RECORD
        self.chosen = dict(view.options or default_options(self.kind))
        self.copies = max(1, min(view.copies, view.max_copies))

    @property
    def fee(self) -> int:
        """Yen for each copy."""
        return next((offer.fee for offer in self.view.offers if offer.kind is self.kind), 0)

    def body(self, look: Look) -> Part:
        rows: list[Part] = []
        for spec in CATALOGUE[self.kind].options:
            rows += [self._option(spec, look), Hairline()]
        rows.append(self._copies())
        words = self.words
        note = words.say("options", "What is left out is not printed. Ask the receiver what they need.")
        return Column(
            title(words.of(KINDS[self.kind].options)),
            None if CATALOGUE[self.kind].options else secondary(words.of(KINDS[self.kind].about)),
            *rows,
            secondary(note) if CATALOGUE[self.kind].options else None,
            gap=theme.SPACE_3,
        )

    def _option(self, spec: OptionSpec, look: Look) -> Part:
        label = Text(
            self.words.of(OPTIONS[spec.key]),
            size=24,
            bold=True,
            leading=1.35,
            grow=0 if look.is_portrait else 1,
        )
        values = [
            toggle(
                f"option:{spec.key}:{value}",
                self.words.of(VALUES[value]),
                chosen=self.chosen[spec.key] == value,
            )
            for value in spec.values
        ]
        if look.is_portrait:
            for value in values:
                value.grow = 1
            return Column(label, Row(*values, gap=theme.SPACE_2), gap=theme.SPACE_1)
        return Row(label, *(Fixed(value, width=200) for value in values), gap=theme.SPACE_2)

    def _copies(self) -> Part:
        say, count = self.words.say, self.words.count
        number = Text(
            count("options", "^{n}^ copy", "^{n}^ copies", self.copies), size=20, strong=1.9, align="center"
        )
        return Row(
            Text(say("options", "Copies"), size=24, bold=True, grow=1),
            sign_key("copies:-", "minus", enabled=self.copies > 1),
            Fixed(number, width=120),
            sign_key("copies:+", "plus", enabled=self.copies < self.view.max_copies),
            gap=theme.SPACE_2,
        )

    def primary(self) -> Touchable:
        return primary("next", self.words.say("footer", "Next"))

    def reason(self) -> str:
        fee, yen = self.fee, self.words.yen
        return self.words.say(
            "options",
            "{copies} × {fee} = ^{price}^",
            copies=self.copies,
            fee=yen(fee),
            price=yen(fee * self.copies),
        )

    def act(self, action: str) -> None:
        name, _, rest = action.partition(":")
        if name == "option":
            key, _, value = rest.partition(":")
            self.chosen[key] = value
        elif action == "copies:+":
            self.copies = min(self.copies + 1, self.view.max_copies)
        elif action == "copies:-":
            self.copies = max(self.copies - 1, 1)
        elif action == "next":
            self.desk.post(OptionsChosen(checked_options(self.kind, self.chosen), self.copies))
        else:
            super().act(action)
