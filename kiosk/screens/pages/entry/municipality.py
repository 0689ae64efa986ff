"""Which municipality issues the certificate."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.fsm.flow.menu import MunicipalityChosen, ScopeChosen
from kiosk.fsm.view import View
from kiosk.rules.services import Municipality, Scope, Service
from kiosk.screens.pages.paging import page_keys
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Space, Widget, grid
from kiosk.screens.toolkit.panes import card_height, fitted
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.choice import choice
from kiosk.screens.toolkit.widgets.keyboard import KEY_HEIGHT, letter_key
from kiosk.screens.toolkit.widgets.text import secondary, title

SOME = 8
"""Up to this many choices are shown as large cards."""
ROOM, UPRIGHT_ROOM = 25, 27
"""Prefectures or municipalities on one page, in landscape and portrait."""


class MunicipalityScreen(Screen):
    """MUNICIPALITY: that of residence, or that of the family register."""

    def body(self, style: Style) -> Widget:
        say = self.words.say
        return Column(
            title(say("municipality", "Which municipality's certificate do you need?")),
            Space(theme.SPACE_1),
            choice(
                f"scope:{Scope.RESIDENCE}",
                say("municipality", "The municipality where you live"),
                say(
                    "municipality",
                    "Resident record, seal registration, tax, and family register if it is there too",
                ),
                badge="house",
                title_size=28,
                height=220 if style.is_portrait else 150,
                arrow=True,
            ),
            choice(
                f"scope:{Scope.REGISTER}",
                say("municipality", "Another municipality (registered domicile)"),
                say("municipality", "Family register only. You must have registered for this beforehand."),
                badge="book",
                title_size=28,
                height=220 if style.is_portrait else 150,
                arrow=True,
            ),
            gap=theme.SPACE_3 + 2,
        )

    def act(self, action: str) -> None:
        kind, _, value = action.partition(":")
        if kind == "scope":
            self.context.post(ScopeChosen(Scope(value)))
        else:
            super().act(action)


class OtherMunicipalityScreen(Screen):
    """OTHER_MUNICIPALITY: the prefecture, then a participating municipality."""

    def __init__(self, context: ScreenContext, view: View) -> None:
        super().__init__(context, view)
        self.prefecture = ""
        self.page = 0

    @property
    def places(self) -> tuple[Municipality, ...]:
        """Municipalities that offer what was chosen."""
        registers = self.visit.service is Service.USAGE_REGISTRATION
        return tuple(
            each for each in self.view.status.municipalities if each.takes_registrations or not registers
        )

    @property
    def prefectures(self) -> tuple[str, ...]:
        """Their prefectures, in the order of the local government codes."""
        ordered = sorted(self.places, key=lambda place: place.code)
        return tuple(dict.fromkeys(place.prefecture for place in ordered))

    def body(self, style: Style) -> Widget:
        say = self.words.say
        if len(self.prefectures) > 1 and not self.prefecture:
            heading = say("municipality", "Choose the *prefecture* of your registered domicile")
            rows = [(f"prefecture:{name}", name, "") for name in self.prefectures]
        else:
            heading = say("municipality", "Choose the *municipality* of your registered domicile")
            rows = [self._place(place) for place in self.places if self.prefecture in ("", place.prefecture)]
        room = UPRIGHT_ROOM if style.is_portrait else ROOM
        pages = -(-len(rows) // room)
        return Column(
            title(heading),
            secondary(self.prefecture) if self.prefecture else None,
            self._choices(rows[self.page * room : (self.page + 1) * room], style),
            self._below(pages),
            gap=theme.SPACE_2,
        )

    def _place(self, place: Municipality) -> tuple[str, str, str]:
        about = place.name if self.words.language.latin_names else ""
        if not self.prefecture:
            about = f"{place.prefecture} {about}".strip()
        return f"municipality:{place.code}", self.words.municipality(place), about

    def _choices(self, rows: Sequence[tuple[str, str, str]], style: Style) -> Widget:
        """Large cards for a few, keys for many."""
        if len(rows) > SOME:
            key = fitted(style, KEY_HEIGHT, 72)
            keys: list[Widget] = [letter_key(action, name, size=20, height=key) for action, name, _ in rows]
            return grid(keys, 3 if style.is_portrait else 5, theme.SPACE_1)
        height = card_height(style, 88, 104)
        cards: list[Widget] = [choice(action, name, about, height=height) for action, name, about in rows]
        return grid(cards, 1 if style.is_portrait else 2, theme.SPACE_2)

    def _below(self, pages: int) -> Widget:
        note = secondary(self.words.say("municipality", "Only municipalities that offer this are listed."))
        if pages < 2:
            return note
        return Column(page_keys(self.words, self.page, pages), note, gap=theme.SPACE_2)

    def act(self, action: str) -> None:
        kind, _, value = action.partition(":")
        if kind == "municipality":
            self.context.post(MunicipalityChosen(value))
        elif kind == "prefecture":
            self.prefecture, self.page = value, 0
        elif kind == "page":
            self.page += 1 if value == "+" else -1
        elif action == "back" and self.prefecture:
            self.prefecture, self.page = "", 0
        else:
            super().act(action)
