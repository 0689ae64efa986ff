"""Options and copies of the chosen certificate, one row each; the price follows."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.fsm.flow.certificates import OptionsChosen
from kiosk.fsm.view import View
from kiosk.rules.certificates import OMITTED, CertificateKind, OptionSpec, checked_options, default_options
from kiosk.screens.messages.certificates import KINDS, OPTIONS, value_name
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Widget, grid
from kiosk.screens.toolkit.panes import columns_of
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, icon_key, primary, toggle
from kiosk.screens.toolkit.widgets.panel import Fixed, Hairline
from kiosk.screens.toolkit.widgets.reserved import Reserved
from kiosk.screens.toolkit.widgets.text import Text, secondary, title

MANY_ROWS = 4
"""With this many options or more, the note below them is left out."""
CROWDED = 5
"""With this many visible options or more, they are in two columns."""
SIDE_BY_SIDE = 3
"""The most values in one row."""

_THREE_WIDE, _TWO_WIDE = 200.0, 260.0
"""The width of each of three values side by side, and of two: a check mark beside two English words."""


class OptionsScreen(Screen):
    """OPTIONS."""

    def __init__(self, context: ScreenContext, view: View) -> None:
        super().__init__(context, view)
        self.kind = view.visit.selection.kind or CertificateKind.RESIDENT_RECORD
        self.rows = next((offer.options for offer in view.visit.offers if offer.kind is self.kind), ())
        self.chosen = dict(view.visit.selection.options or default_options(self.kind, self.rows))
        self.copies = max(1, min(view.visit.selection.copies, view.copies_left))

    @property
    def fee(self) -> int:
        """Yen per copy."""
        return next((offer.fee for offer in self.visit.offers if offer.kind is self.kind), 0)

    def body(self, style: Style) -> Widget:
        words = self.words
        shown = [spec for spec in self.rows if spec.applies(self.chosen) and not spec.many]
        many = len(self.rows) >= MANY_ROWS
        rows: list[Widget]
        if len(shown) >= CROWDED and not style.is_portrait:
            names = [self._name(spec, low=True) for spec in shown]
            cells: list[Widget] = []
            for place, spec in enumerate(shown):
                start = place - place % 2  # the values of two neighbours stand side by side
                name = Reserved(names[place], names[start : start + 2], low=True)
                cells.append(Column(name, *self._values(spec, style, low=True), gap=theme.SPACE_1))
            rows = [grid(cells, 2, theme.SPACE_2), Hairline()]
        else:
            most = max((len(spec.values) for spec in shown), default=0)
            wide = _THREE_WIDE if most >= SIDE_BY_SIDE else max(_TWO_WIDE, 200 * min(style.text_scale, 1.25))
            rows = [row for spec in shown for row in (*self._option(spec, style, wide), Hairline())]
        note = words.say("options", "Ask the recipient what they need.")
        if any(OMITTED in spec.values for spec in shown):
            note = words.say(
                "options", "What you leave out is not printed. Ask the recipient what they need."
            )
        return Column(
            title(words.of(KINDS[self.kind].options)),
            None if self.rows else secondary(words.of(KINDS[self.kind].about)),
            *rows,
            self._copies(style),
            secondary(note) if self.rows and not many else None,
            gap=theme.SPACE_2 if many else theme.SPACE_3,
        )

    def _option(self, spec: OptionSpec, style: Style, wide: float) -> list[Widget]:
        if style.is_portrait or len(spec.values) > SIDE_BY_SIDE:
            return self._stacked(spec, style, low=len(self.rows) >= CROWDED)
        label = Text(self.words.of(OPTIONS[spec.key]), size=24, bold=True, leading=1.35, grow=1)
        values = [Fixed(self._value(spec, value), width=wide) for value in spec.values]
        return [Row(label, Row(*values, gap=theme.SPACE_2, align="stretch"), gap=theme.SPACE_2)]

    def _stacked(self, spec: OptionSpec, style: Style, *, low: bool) -> list[Widget]:
        """The rows of one option: its name with the first values, then the other values."""
        first, *others = self._values(spec, style, low=low)
        named = Column(self._name(spec, low=low), first, gap=theme.SPACE_1)
        return [Fixed(named), *others]  # a name never ends a page without its values

    def _name(self, spec: OptionSpec, *, low: bool) -> Text:
        size = theme.SECONDARY if low else theme.BODY
        return Text(self.words.of(OPTIONS[spec.key]), size=size, bold=True, leading=1.35)

    def _values(self, spec: OptionSpec, style: Style, *, low: bool) -> Sequence[Widget]:
        values: list[Widget] = [self._value(spec, value, low=low) for value in spec.values]
        return grid(values, self._columns(spec, style), theme.SPACE_1).children()

    def _columns(self, spec: OptionSpec, style: Style) -> int:
        """As many values side by side as leave every word whole: people's names are of any length."""
        names = [value_name(self.words, spec, value) for value in spec.values]
        most = min(len(names), SIDE_BY_SIDE)
        columns = columns_of(style, names, most)
        if not style.is_portrait or style.is_low or len(names) != SIDE_BY_SIDE or columns != SIDE_BY_SIDE - 1:
            return columns
        # Two and one look torn: all stand in one row if they do on one line each, else in one column.
        room = (style.width - 2 * theme.SPACE_6 + theme.SPACE_1) / most - theme.SPACE_1
        widest = max(self._value(spec, value).measure(style, style.width)[0] for value in spec.values)
        return most if widest <= room else 1

    def _value(self, spec: OptionSpec, value: str, *, low: bool = False) -> Touchable:
        name = value_name(self.words, spec, value)
        button = toggle(f"option:{spec.key}:{value}", name, chosen=self.chosen[spec.key] == value, low=low)
        button.grow = 1
        return button

    def _copies(self, style: Style) -> Widget:
        say, count = self.words.say, self.words.count
        number = Text(
            count("options", "^{n}^ copy", "^{n}^ copies", self.copies), size=20, strong=1.9, align="center"
        )
        return Row(
            Text(say("options", "Copies"), size=24, bold=True, grow=1),
            icon_key("copies:-", "minus", enabled=self.copies > 1),
            Fixed(number, width=120 * style.text_scale),
            icon_key("copies:+", "plus", enabled=self.copies < self.view.copies_left),
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
            self.copies = min(self.copies + 1, self.view.copies_left)
        elif action == "copies:-":
            self.copies = max(self.copies - 1, 1)
        elif action == "next":
            self.context.post(OptionsChosen(checked_options(self.kind, self.chosen, self.rows), self.copies))
        else:
            super().act(action)
