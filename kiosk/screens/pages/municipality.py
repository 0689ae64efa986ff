"""Which municipality issues the certificate."""

from __future__ import annotations

from kiosk.fsm.events import MunicipalityChosen, ScopeChosen
from kiosk.rules.services import Scope, Service
from kiosk.screens import theme
from kiosk.screens.layout import Column, Part, Space, grid
from kiosk.screens.screen import Screen
from kiosk.screens.theme import Look
from kiosk.screens.widgets.choice import choice
from kiosk.screens.widgets.text import secondary, title


class MunicipalityScreen(Screen):
    """MUNICIPALITY: one's own, or that of the family register."""

    def body(self, look: Look) -> Part:
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
                height=220 if look.is_portrait else 150,
                arrow=True,
            ),
            choice(
                f"scope:{Scope.REGISTER}",
                say("municipality", "Another municipality (registered domicile)"),
                say("municipality", "Family register only. You must have registered for this use before."),
                badge="book",
                title_size=28,
                height=220 if look.is_portrait else 150,
                arrow=True,
            ),
            gap=theme.SPACE_3 + 2,
        )

    def act(self, action: str) -> None:
        kind, _, value = action.partition(":")
        if kind == "scope":
            self.desk.post(ScopeChosen(Scope(value)))
        else:
            super().act(action)


class OtherMunicipalityScreen(Screen):
    """OTHER_MUNICIPALITY: the municipalities that take part."""

    def body(self, look: Look) -> Part:
        say = self.words.say
        english = self.view.language == "en"
        rows: list[Part] = [
            choice(
                f"municipality:{place.code}",
                place.name_latin if english else place.name,
                place.prefecture if not english else f"{place.prefecture} {place.name}",
            )
            for place in self.view.municipalities
            if place.takes_registrations or self.view.service is not Service.USAGE_REGISTRATION
        ]
        columns = (
            1 if look.is_portrait and len(rows) <= 6 else (2 if len(rows) <= 8 or look.is_portrait else 3)
        )
        return Column(
            title(say("municipality", "Choose the municipality of your registered domicile")),
            grid(rows, columns, theme.SPACE_3),
            secondary(say("municipality", "Municipalities that do not offer this are not listed.")),
            gap=theme.SPACE_3,
        )

    def act(self, action: str) -> None:
        kind, _, value = action.partition(":")
        if kind == "municipality":
            self.desk.post(MunicipalityChosen(value))
        else:
            super().act(action)
