"""The service menu: each service with a short description; its hours, or what it lacks, when they matter."""

from __future__ import annotations

from kiosk.fsm.flow.menu import ServiceChosen
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Service
from kiosk.screens.i18n.dates import moment
from kiosk.screens.i18n.words import Phrase, phrase
from kiosk.screens.messages.devices import service_closed
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Widget
from kiosk.screens.toolkit.panes import card_height, cards
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable
from kiosk.screens.toolkit.widgets.choice import choice
from kiosk.screens.toolkit.widgets.text import secondary, title

_OTHERS: dict[Service, tuple[str, Phrase, Phrase]] = {
    Service.PASSWORD_RESET: (
        "key",
        phrase("menu", "Reset the signature password"),
        phrase("menu", "With a reservation"),
    ),
    Service.USAGE_REGISTRATION: (
        "book",
        phrase("menu", "Register for family register use"),
        phrase("menu", "If it is in another city"),
    ),
    Service.CARD_CHECK: (
        "magnifier",
        phrase("menu", "Check your card"),
        phrase("menu", "Expiry dates and PIN tries left"),
    ),
    Service.INFORMATION: (
        "info",
        phrase("menu", "Information"),
        phrase("menu", "Lost card, PINs and enquiries"),
    ),
}


_LOW = 80.0


class MenuScreen(Screen):
    """MENU."""

    def body(self, style: Style) -> Widget:
        say, yen = self.words.say, self.words.yen
        low = style.text_scale > 1  # as high as its text, so that more of the menu is on the first page
        height = _LOW if low else card_height(style, theme.CARD_HEIGHT, 136)
        certificates = self._card(
            Service.CERTIFICATES,
            "sheet",
            say("menu", "Get a certificate"),
            say(
                "menu",
                "Resident record, seal registration, tax and family register: {low} or {high} a copy",
                low=yen(self.view.settings.fees[0]),
                high=yen(self.view.settings.fees[1]),
            ),
            height=_LOW if low else card_height(style, 138, 190),
            title_size=theme.LARGE if style.is_low else 32,
            strong=True,
        )
        others: list[Widget] = [
            self._card(service, badge, self.words.of(name), self.words.of(about), height=height)
            for service, (badge, name, about) in _OTHERS.items()
        ]
        note = secondary(
            say(
                "menu",
                "Please have your My Number Card and PIN ready. "
                "The 4-digit PIN can only be reset at the city office.",
            )
        )
        note.is_spare = True
        return Column(
            title(say("menu", "What would you like to do?")),
            certificates,
            cards(style, others, theme.SPACE_3 + 2),
            note,
            gap=theme.SPACE_3,
        )

    def _card(
        self,
        service: Service,
        badge: str,
        name: str,
        about: str,
        *,
        height: float,
        title_size: float = theme.BODY,
        strong: bool = False,
    ) -> Touchable:
        availability = next((row for row in self.view.status.services if row.service is service), None)
        failing = self.view.status.closed_by(service)
        is_off = service in self.view.status.switched_off
        enabled = failing is None and not is_off and (availability is None or availability.may_start)
        hint = "" if availability is None else self._hours(availability)
        if failing is not None and (availability is None or availability.may_start):
            hint = service_closed(self.words, failing)
        if is_off:
            hint = self.words.say("menu", "Not available now")
        return choice(
            f"service:{service}",
            name,
            hint or about,
            badge=badge,
            title_size=title_size,
            height=height,
            enabled=enabled,
            strong=strong and enabled,
            arrow=enabled,
        )

    def _hours(self, availability: ServiceAvailability) -> str:
        """When the service opens or closes; empty while there is plenty of time."""
        if not availability.may_start:
            if availability.opens_at is None:
                return self.words.say("menu", "Not available now")
            return self.words.say("menu", "From {moment}", moment=moment(self.words, availability.opens_at))
        if availability.minutes_left is None:
            return ""
        return self.words.count(
            "menu", "Closes in {n} minute", "Closes in {n} minutes", availability.minutes_left
        )

    def act(self, action: str) -> None:
        kind, _, value = action.partition(":")
        if kind == "service":
            self.context.post(ServiceChosen(Service(value)))
        else:
            super().act(action)
