"""A refusal: what it is, what it means, what to do now, whom to ask, what happened to the money."""

from __future__ import annotations

from kiosk.fsm.reasons import REASONS, Helper, Reason
from kiosk.screens import theme
from kiosk.screens.contact import CALL_CENTRE
from kiosk.screens.drawings.card import card_alone, take_card
from kiosk.screens.drawings.machine import caution
from kiosk.screens.drawings.sketch import Picture, Sketch
from kiosk.screens.layout import Part
from kiosk.screens.notices import WORDS
from kiosk.screens.pages.common import card_place, split, stack
from kiosk.screens.pages.moments import moment
from kiosk.screens.screen import Screen
from kiosk.screens.theme import Look
from kiosk.screens.widgets.button import Touchable, primary
from kiosk.screens.widgets.tag import advice_box, tag
from kiosk.screens.widgets.text import Text, secondary, title


def contact(screen: Screen, notice: Reason) -> str:
    """Whom to ask, with the telephone number."""
    say, view = screen.words.say, screen.view
    helper = REASONS[notice].helper
    if helper is Helper.MUNICIPALITY:
        place = view.visit.municipality
        if place is None:
            return say("refusal", "Questions: ^{number}^", number=CALL_CENTRE)
        name = place.name_latin if view.visit.language == "en" else place.name
        return say("refusal", "{municipality}: ^{number}^", municipality=name, number=place.telephone)
    if helper is Helper.CALL_CENTRE:
        return say("refusal", "Questions: ^{number}^", number=CALL_CENTRE)
    if helper is Helper.STAFF:
        return say("refusal", "Please ask the ^store staff^.")
    return ""


def money_sentence(screen: Screen) -> str:
    """What happened to the money."""
    say, view, yen = screen.words.say, screen.view, screen.words.yen
    if view.visit.money.claimed:
        return say("refusal", "{amount} is on your slip.", amount=yen(view.visit.money.claimed))
    if view.visit.money.paid_out:
        return say("refusal", "Your {amount} has been returned.", amount=yen(view.visit.money.paid_out))
    if view.visit.money.inserted:
        return say("refusal", "Your {amount} will be returned.", amount=yen(view.visit.money.inserted))
    return say("refusal", "No money was taken.")


class RefusalScreen(Screen):
    """REFUSAL."""

    def body(self, look: Look) -> Part:
        say, view = self.words.say, self.view
        notice = view.reason or Reason.UNEXPECTED
        words = WORDS[notice]
        code = say("refusal", "Code {code}", code=notice.value)
        column = stack(
            tag("caution", self.words.of(words.tag)),
            title(self.words.of(words.title)),
            Text(self.words.of(words.meaning), leading=1.55),
            self._again(),
            advice_box(say("print", "What to do now"), self.words.of(words.advice), contact(self, notice)),
            secondary(money_sentence(self) + "  " + code),
        )
        return split(look, column, Picture(self._draw), picture_width=340)

    def _again(self) -> Part | None:
        when = self.view.visit.again_at
        if when is None:
            return None
        again = self.words.say("menu", "From {moment}", moment=moment(self.words, when))
        return Text(again, size=28, bold=True, colour=theme.PRIMARY)

    def _draw(self, to: Sketch) -> None:
        notice = self.view.reason or Reason.UNEXPECTED
        if self.view.visit.card.present:
            take_card(to, card_place(self.words, self.view), inserted=self.view.settings.card_is_inserted)
        elif notice.value.startswith("C-"):
            card_alone(to)
        else:
            caution(to)

    def primary(self) -> Touchable:
        say = self.words.say
        label = (
            say("refusal", "Take the card and finish")
            if self.view.visit.card.present
            else say("refusal", "OK")
        )
        return primary("acknowledge", label)
