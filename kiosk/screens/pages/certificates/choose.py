"""Choosing a certificate."""

from __future__ import annotations

from kiosk.fsm.flow.certificates import CertificateChosen
from kiosk.rules.certificates import Availability, CertificateKind, Offer
from kiosk.screens.i18n.dates import moment
from kiosk.screens.messages.certificates import KINDS, printed_in_japanese
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Widget
from kiosk.screens.toolkit.panes import card_height, cards
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.choice import choice
from kiosk.screens.toolkit.widgets.text import secondary, title

_ROOMY = 6
"""The kinds of the specification; whoever offers more has lower cards, so that all are on one page."""
_LOW = 88.0


class CertificatesScreen(Screen):
    """CERTIFICATES: what this municipality offers, the price on each card."""

    def body(self, style: Style) -> Widget:
        say = self.words.say
        shown = [offer for offer in self.visit.offers if offer.availability is not Availability.NOT_OFFERED]
        many = len(shown) > _ROOMY
        height = card_height(style, _LOW, _LOW) if many else card_height(style, theme.CARD_HEIGHT, 128)
        offered: list[Widget] = [
            self._card(offer, height, theme.BODY if many else theme.LARGE) for offer in shown
        ]
        return Column(
            title(say("certificates", "Which certificate do you need?")),
            cards(style, offered, theme.SPACE_2 if many else theme.SPACE_3 + 2),
            secondary(
                say(
                    "certificates",
                    "{note} {printed}",
                    note=self._note(),
                    printed=printed_in_japanese(self.words),
                )
            ),
            gap=theme.SPACE_3,
        )

    @property
    def allows_back(self) -> bool:
        return bool(self.visit.order.lines)

    def _card(self, offer: Offer, height: float, title_size: float) -> Widget:
        names = KINDS[offer.kind]
        available = offer.availability is Availability.AVAILABLE
        explanation = self.words.of(names.about)
        if any(line.kind is offer.kind for line in self.visit.order.lines):
            explanation = self.words.say("certificates", "Already in your order")
        if offer.availability is Availability.NOT_NOW:
            explanation = self.words.say("certificates", "Not available at this hour")
            if offer.again_at is not None:
                again = moment(self.words, offer.again_at)
                explanation = self.words.say("menu", "From {moment}", moment=again)
        elif not available:
            explanation = self.words.say("certificates", "Not available here. Please ask the city office.")
        return choice(
            f"kind:{offer.kind}",
            self.words.of(names.name),
            explanation,
            price=self.words.strong_yen(offer.fee) if available else "",
            title_size=title_size,
            height=height,
            enabled=available,
        )

    def _note(self) -> str:
        say, place = self.words.say, self.visit.municipality
        if place is None:
            return say("certificates", "For other certificates, please ask the city office.")
        return say(
            "certificates",
            "These are certificates of {municipality}. For others, please ask the city office.",
            municipality=self.words.municipality(place),
        )

    def act(self, action: str) -> None:
        kind, _, value = action.partition(":")
        if kind == "kind":
            self.context.post(CertificateChosen(CertificateKind(value)))
        else:
            super().act(action)
