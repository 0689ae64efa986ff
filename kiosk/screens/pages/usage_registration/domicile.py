"""The registered domicile (本籍): the town from a list, the lot number on a keypad."""

from __future__ import annotations

from dataclasses import replace

from kiosk.fsm.flow.usage_registration import FormFilled
from kiosk.fsm.view import View
from kiosk.rules.usage_registration import LONGEST_LOT, Town, is_lot
from kiosk.screens.pages.paging import page_keys
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.kana import ROWS, row_of
from kiosk.screens.toolkit.layout import Column, Row, Widget, grid
from kiosk.screens.toolkit.panes import card_height, split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, key, primary
from kiosk.screens.toolkit.widgets.choice import choice
from kiosk.screens.toolkit.widgets.field import TextField
from kiosk.screens.toolkit.widgets.keyboard import letter_key
from kiosk.screens.toolkit.widgets.keypad import keypad, keypad_height, keypad_width
from kiosk.screens.toolkit.widgets.text import Text, secondary, title

PAGE, UPRIGHT_PAGE = 6, 12
"""Towns on one page below the index, in landscape and portrait."""
LARGER_PAGE, UPRIGHT_LARGER_PAGE = 4, 6
"""The same in larger text, where the note stands in the place of the last two towns of the last page."""
FEW = 8
"""Up to this many towns are shown without an index."""


class DomicileTownScreen(Screen):
    """DOMICILE_TOWN: the town, found by its reading."""

    def __init__(self, context: ScreenContext, view: View) -> None:
        super().__init__(context, view)
        self.row = ""
        self.page = 0

    @property
    def towns(self) -> tuple[Town, ...]:
        """The towns of the municipality, sorted by reading."""
        registration = self.visit.registration.record
        found = () if registration is None else registration.towns
        return tuple(sorted(found, key=lambda town: town.kana))

    def body(self, style: Style) -> Widget:
        say, towns = self.words.say, self.towns
        needs_index = len(towns) > FEW
        shown = [town for town in towns if not self.row or row_of(town.kana) == self.row]
        is_larger = style.text_scale > 1 and needs_index
        room = self._room(style) if needs_index else FEW
        pages = max(1, -(-(len(shown) + (2 if is_larger else 0)) // room))
        page = min(self.page, pages - 1)
        height = card_height(style, 84, 92)
        cards: list[Widget] = [
            choice(f"town:{town.name}", town.name, town.kana, title_size=24, height=height)
            for town in shown[page * room : (page + 1) * room]
        ]
        note = secondary(
            say(
                "registration",
                "It may differ from your address. If the town is not listed, "
                "please ask the city office of the domicile.",
            )
        )
        return Column(
            title(say("registration", "Choose the *town* of your registered domicile")),
            None if is_larger else note,
            self._index(towns, style) if needs_index else None,
            grid(cards, 1 if style.is_portrait and not needs_index else 2, theme.SPACE_2),
            note if is_larger and page == pages - 1 else None,
            page_keys(self.words, page, pages) if pages > 1 else None,
            gap=theme.SPACE_2,
        )

    @staticmethod
    def _room(style: Style) -> int:
        """How many towns stand on a page below the index."""
        if style.text_scale > 1:
            return UPRIGHT_LARGER_PAGE if style.is_portrait else LARGER_PAGE
        return UPRIGHT_PAGE if style.is_portrait else PAGE

    def _index(self, towns: tuple[Town, ...], style: Style) -> Widget:
        known = {row_of(town.kana) for town in towns}
        keys = [
            letter_key(f"row:{row[0]}", row[0], enabled=row[0] in known, chosen=row[0] == self.row)
            for row in ROWS
        ]
        every = letter_key(
            "row:", self.words.say("registration", "All"), grow=2, size=24, chosen=not self.row
        )
        if not style.is_portrait:
            return Row(*keys, every, gap=theme.SPACE_1, align="stretch")
        half = len(keys) // 2 + 1
        return Column(
            Row(*keys[:half], gap=theme.SPACE_1, align="stretch"),
            Row(*keys[half:], every, gap=theme.SPACE_1, align="stretch"),
            gap=theme.SPACE_1,
        )

    def act(self, action: str) -> None:
        name, _, value = action.partition(":")
        if name == "town":
            self.context.post(FormFilled(replace(self.visit.registration.form, town=value)))
        elif name == "row":
            self.row, self.page = value, 0
        elif name == "page":
            self.page += 1 if value == "+" else -1
        else:
            super().act(action)


class DomicileLotScreen(Screen):
    """DOMICILE_LOT: the lot number."""

    def __init__(self, context: ScreenContext, view: View) -> None:
        super().__init__(context, view)
        self.lot = view.visit.registration.form.lot

    def body(self, style: Style) -> Widget:
        say = self.words.say
        words = stack(
            title(say("registration", "Enter the *lot number* of your registered domicile")),
            Text(self.visit.registration.form.town, size=24, bold=True),
            TextField(self.lot, say("registration", "For example 12-3")),
            secondary(
                say(
                    "registration",
                    "Omit 番地, 番 and の; use a hyphen\u00a0(-) between numbers: 5番地の2 is 5-2.",
                )
            ),
            secondary(
                say(
                    "registration",
                    "If it contains other characters, such as 甲, "
                    "please ask the city office of the domicile.",
                )
            ),
        )
        hyphen = key("letter:-", "-")
        return split(
            style,
            words,
            keypad(say("pin", "Erase"), extra=hyphen),
            picture_width=keypad_width(style),
            least_height=keypad_height(style),
        )

    def primary(self) -> Touchable:
        return primary("next", self.words.say("footer", "Next"), enabled=is_lot(self.lot))

    def reason(self) -> str:
        return "" if is_lot(self.lot) else self.reasons()[0]

    def reasons(self) -> list[str]:
        return [self.words.say("registration", "1 to 3 numbers, joined by hyphens")]

    def act(self, action: str) -> None:
        name, _, value = action.partition(":")
        if name in {"digit", "letter"} and len(self.lot) < LONGEST_LOT:
            self.lot += value
        elif action == "erase":
            self.lot = self.lot[:-1]
        elif action == "next" and is_lot(self.lot):
            self.context.post(FormFilled(replace(self.visit.registration.form, lot=self.lot)))
        else:
            super().act(action)
