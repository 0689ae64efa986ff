"""Options and copies of the chosen certificate, one row for each; the price is live."""

from __future__ import annotations

from kiosk.fsm.events import OptionsChosen
from kiosk.fsm.view import View
from kiosk.rules.certificates import CertificateKind, OptionSpec, checked_options, default_options
from kiosk.screens.messages.certificates import KINDS, OPTIONS, value_name
from kiosk.screens.screen import Desk, Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Part, Row, grid
from kiosk.screens.toolkit.theme import Look
from kiosk.screens.toolkit.widgets.button import Touchable, primary, sign_key, toggle
from kiosk.screens.toolkit.widgets.panel import Fixed, Hairline
from kiosk.screens.toolkit.widgets.text import Text, secondary, title

MANY_ROWS = 4
"""From so many options on the note under them gives way to the rows."""
CROWDED = 5
"""From so many shown options on they stand in two columns."""
SIDE_BY_SIDE = 3
"""Values beside each other; more stand in rows."""


class OptionsScreen(Screen):
    """OPTIONS."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.kind = view.kind or CertificateKind.RESIDENT_RECORD
        self.rows = next((offer.options for offer in view.offers if offer.kind is self.kind), ())
        self.chosen = dict(view.options or default_options(self.kind, self.rows))
        self.copies = max(1, min(view.copies, view.max_copies))

    @property
    def fee(self) -> int:
        """Yen for each copy."""
        return next((offer.fee for offer in self.view.offers if offer.kind is self.kind), 0)

    def body(self, look: Look) -> Part:
        words = self.words
        shown = [spec for spec in self.rows if spec.applies(self.chosen) and not spec.many]
        many = len(self.rows) >= MANY_ROWS
        rows: list[Part]
        if len(shown) >= CROWDED and not look.is_portrait:
            rows = [grid([self._stacked(spec, low=True) for spec in shown], 2, theme.SPACE_2), Hairline()]
        else:
            rows = [part for spec in shown for part in (self._option(spec, look), Hairline())]
        note = words.say("options", "What is left out is not printed. Ask the receiver what they need.")
        return Column(
            title(words.of(KINDS[self.kind].options)),
            None if self.rows else secondary(words.of(KINDS[self.kind].about)),
            *rows,
            self._copies(),
            secondary(note) if self.rows and not many else None,
            gap=theme.SPACE_2 if many else theme.SPACE_3,
        )

    def _option(self, spec: OptionSpec, look: Look) -> Part:
        if look.is_portrait or len(spec.values) > SIDE_BY_SIDE:
            return self._stacked(spec, low=len(self.rows) >= CROWDED)
        label = Text(self.words.of(OPTIONS[spec.key]), size=24, bold=True, leading=1.35, grow=1)
        values = [Fixed(self._value(spec, value), width=200) for value in spec.values]
        return Row(label, *values, gap=theme.SPACE_2)

    def _stacked(self, spec: OptionSpec, *, low: bool) -> Part:
        size = theme.SECONDARY if low else theme.BODY
        label = Text(self.words.of(OPTIONS[spec.key]), size=size, bold=True, leading=1.35)
        values: list[Part] = [self._value(spec, value, low=low) for value in spec.values]
        return Column(
            label,
            grid(values, min(len(values), SIDE_BY_SIDE), theme.SPACE_1),
            gap=4 if low else theme.SPACE_1,
        )

    def _value(self, spec: OptionSpec, value: str, *, low: bool = False) -> Touchable:
        name = value_name(self.words, spec, value)
        button = toggle(f"option:{spec.key}:{value}", name, chosen=self.chosen[spec.key] == value, low=low)
        button.grow = 1
        return button

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
            for spec in self.rows:
                if not spec.applies(self.chosen):
                    self.chosen[spec.key] = spec.default
        elif action == "copies:+":
            self.copies = min(self.copies + 1, self.view.max_copies)
        elif action == "copies:-":
            self.copies = max(self.copies - 1, 1)
        elif action == "next":
            self.desk.post(OptionsChosen(checked_options(self.kind, self.chosen, self.rows), self.copies))
        else:
            super().act(action)
