"""The status of the registration, and how to apply."""

from __future__ import annotations

from typing import ClassVar

from kiosk.fsm.flow.usage_registration import ApplicationWanted
from kiosk.rules.usage_registration import MAY_APPLY, Registration, RegistrationState
from kiosk.screens.i18n.dates import day_of
from kiosk.screens.i18n.words import Phrase, phrase
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.card import card_alone
from kiosk.screens.toolkit.layout import Column, Widget
from kiosk.screens.toolkit.panes import split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary
from kiosk.screens.toolkit.widgets.panel import Panel
from kiosk.screens.toolkit.widgets.tag import tag
from kiosk.screens.toolkit.widgets.text import Text, secondary, title

_STATES: dict[RegistrationState, tuple[str, Phrase, Phrase, Phrase]] = {
    RegistrationState.NONE: (
        "info",
        phrase("registration", "Not registered"),
        phrase("registration", "You can *apply* now"),
        phrase(
            "registration",
            "You will need your registered domicile, the name of the head of the register, "
            "and your signature password (6 to 16 letters and digits).",
        ),
    ),
    RegistrationState.IN_REVIEW: (
        "info",
        phrase("registration", "Under review"),
        phrase("registration", "Your application is *being reviewed*"),
        phrase(
            "registration",
            "There is nothing you need to do. Certificates should be available from the date below.",
        ),
    ),
    RegistrationState.REGISTERED: (
        "success",
        phrase("registration", "Registered"),
        phrase("registration", "You *can get* family register certificates"),
        phrase(
            "registration",
            "Touch “Finish” and take your card. Then choose “Get a certificate” on the menu, "
            "and the municipality of your registered domicile.",
        ),
    ),
    RegistrationState.TO_BE_CORRECTED: (
        "caution",
        phrase("registration", "Needs correction"),
        phrase("registration", "Please *apply again*"),
        phrase(
            "registration",
            "The details do not match the register. Check the domicile "
            "and the head on an earlier certificate, or ask the city office.",
        ),
    ),
}


class RegistrationStateScreen(Screen):
    """REGISTRATION_STATE."""

    events: ClassVar = {**Screen.events, "apply": ApplicationWanted}

    @property
    def registration(self) -> Registration:
        """What the issuing centre has recorded for this card."""
        return self.visit.registration.record or Registration(RegistrationState.NONE)

    def body(self, style: Style) -> Widget:
        role, name, heading, text = _STATES[self.registration.state]
        words = stack(
            tag(role, self.words.of(name)),
            title(self.words.of(heading)),
            secondary(self._where()),
            Text(self.words.of(text), leading=1.55),
            self._application(),
        )
        return split(style, words, card_alone(), picture_width=400)

    def _where(self) -> str:
        place = self.visit.municipality
        if place is None:
            return ""
        name = self.words.municipality(place)
        return self.words.say("registration", "Family registers of {municipality}", municipality=name)

    def _application(self) -> Widget | None:
        say, known = self.words.say, self.registration
        if not known.number:
            return None
        lines: list[Widget] = [
            Text(
                say("registration", "Application ^{number}^", number=known.number),
                size=20, strong=1.3, ground=theme.FIELD,
            )
        ]  # fmt: skip
        if known.usable_from is not None and known.state is RegistrationState.IN_REVIEW:
            day = day_of(self.words, known.usable_from)
            about = say("registration", "Available from about ^{day}^", day=day)
            lines.append(Text(about, size=20, strong=1.3, ground=theme.FIELD))
        return Panel(Column(*lines, gap=4))

    @property
    def allows_end(self) -> bool:
        return self.registration.state in MAY_APPLY

    def primary(self) -> Touchable:
        if self.registration.state in MAY_APPLY:
            return primary("apply", self.words.say("registration", "Apply"))
        return primary("end", self.end_label())
