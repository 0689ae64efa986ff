"""A refusal: what happened, what it means, what to do, whom to ask, where the money is."""

from __future__ import annotations

from kiosk.fsm.reasons import REASONS, Helper, Reason
from kiosk.screens.i18n.dates import hours_of_day, moment
from kiosk.screens.messages import MESSAGES
from kiosk.screens.messages.contact import CALL_CENTRE
from kiosk.screens.messages.devices import card_place
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.card import card_alone
from kiosk.screens.toolkit.drawings.signs import caution
from kiosk.screens.toolkit.drawings.sketch import Picture
from kiosk.screens.toolkit.drawings.terminal import Held, Place
from kiosk.screens.toolkit.layout import Widget
from kiosk.screens.toolkit.panes import split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary
from kiosk.screens.toolkit.widgets.tag import advice_box, tag
from kiosk.screens.toolkit.widgets.text import Text, secondary, title


def contact(screen: Screen, notice: Reason) -> str:
    """Whom to ask, with a telephone number where there is one."""
    say, view = screen.words.say, screen.view
    helper = REASONS[notice].helper
    if helper is Helper.MUNICIPALITY:
        place = view.visit.municipality
        if place is None:
            return say("refusal", "Questions: ^{number}^", number=CALL_CENTRE)
        name = screen.words.municipality(place)
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

    keeps_together = True

    def body(self, style: Style) -> Widget:
        say, view = self.words.say, self.view
        notice = view.reason or Reason.UNEXPECTED
        words = MESSAGES[notice]
        code = say("refusal", "Code {code}", code=notice.value)
        column = stack(
            tag("caution", self.words.of(words.tag)),
            title(self.words.of(words.title)),
            Text(self.words.of(words.meaning), leading=1.55),
            self._again(),
            advice_box(
                say("print", "What to do now"),
                self.words.of(words.advice, hours=hours_of_day(self.words, self.view.settings.hours)),
                contact(self, notice),
            ),
            secondary(money_sentence(self) + "  " + code),
        )
        return split(style, column, self._picture(), picture_width=340)

    def _again(self) -> Widget | None:
        when = self.visit.again_at
        if when is None:
            return None
        again = self.words.say("menu", "From {moment}", moment=moment(self.words, when))
        return Text(again, size=28, bold=True, colour=theme.PRIMARY)

    @property
    def _left(self) -> Held:
        """What has to be taken: of a smartphone that is refused, the visit has not kept anything."""
        return Held.SMARTPHONE if self.view.reason is Reason.SMARTPHONE_NOT_TAKEN else self.held

    def _picture(self) -> Picture:
        notice = self.view.reason or Reason.UNEXPECTED
        if self.visit.card.present:
            place = card_place(self.words, self.view)
            return self.machine(Place.CARD, caption=place, held=self._left, moves_in=False)
        return card_alone() if notice.value.startswith("C-") else Picture(caution)

    def primary(self) -> Touchable:
        say = self.words.say
        label = say("refusal", "OK")
        if self.visit.card.present:
            label = (
                say("refusal", "Take the phone and finish")
                if self._left is Held.SMARTPHONE
                else say("refusal", "Take the card and finish")
            )
        return primary("acknowledge", label)
