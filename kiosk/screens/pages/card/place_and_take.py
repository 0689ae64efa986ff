"""Placing the card, and taking it back."""

from __future__ import annotations

from typing import ClassVar

from kiosk.fsm.events import Acknowledged
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.rules.services import Service
from kiosk.screens.i18n.dates import hours_of_day
from kiosk.screens.messages import MESSAGES
from kiosk.screens.messages.devices import card_place
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.terminal import Place
from kiosk.screens.toolkit.layout import Widget
from kiosk.screens.toolkit.panes import split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary
from kiosk.screens.toolkit.widgets.panel import Panel
from kiosk.screens.toolkit.widgets.tag import notice_box, tag
from kiosk.screens.toolkit.widgets.text import Text, title


class PlaceCardScreen(Screen):
    """PLACE_CARD."""

    def body(self, style: Style) -> Widget:
        say, view = self.words.say, self.view
        if view.settings.card_is_inserted:
            heading = say("card", "*Insert* your My Number Card into the card slot")
            still = say("card", "Push it in gently, photo side up. Leave it in until it has been read.")
        else:
            heading = say("card", "*Place* your My Number Card on the card reader")
            still = say("card", "Do not move or lift the card until it has been read.")
        next_step = say(
            "card",
            "Next, enter your ^4-digit PIN^.\n(PIN of the digital certificate for user authentication)",
        )
        if view.visit.service is Service.CARD_CHECK:
            next_step = say("card", "^No PIN^ is needed, and no personal details are shown.")
        words = stack(
            self._notice(view.reason),
            title(heading),
            Text(still, leading=1.55),
            Panel(
                Text(next_step, size=theme.SECONDARY, ground=theme.FIELD, leading=1.6),
                pad=(theme.SPACE_4, theme.SPACE_4),
            ),
        )
        picture = self.machine(Place.CARD, caption=card_place(self.words, view), moves_in=True)
        return split(style, words, picture)

    def _notice(self, notice: Reason | None) -> Widget | None:
        if notice is None:
            return None
        words = MESSAGES[notice]
        return notice_box(
            "caution",
            self.words.of(words.title),
            self.words.of(words.advice, hours=hours_of_day(self.words, self.view.settings.hours)),
        )


class TakeCardScreen(Screen):
    """TAKE_CARD after the check, RETURN_CARD when the visit is over."""

    def body(self, style: Style) -> Widget:
        say, view = self.words.say, self.view
        if view.visit.card.smartphone:
            head = (
                tag("success", say("card", "Your identity has been verified"))
                if view.state is S.TAKE_CARD
                else tag("caution", say("card", "Your smartphone is still here"))
            )
            text = say("card", "You no longer need it here. Please do not leave it behind.")
        elif view.state is S.TAKE_CARD:
            head = tag("success", say("card", "Your identity has been verified"))
            text = say(
                "card", "You no longer need the card. Please put it away so that you do not forget it."
            )
        else:
            head = tag("caution", say("card", "Your card is still here"))
            text = say("card", "Please do not leave it behind. The screen continues once you have taken it.")
        take = (
            say("card", "*Take* your smartphone")
            if view.visit.card.smartphone
            else say("card", "*Take* your card")
        )
        goes_on = (
            say("card", "The screen goes on by itself once you have taken your smartphone.")
            if view.visit.card.smartphone
            else say("card", "The screen goes on by itself once you have taken your card.")
        )
        says_so = view.state is S.RETURN_CARD and not view.visit.card.smartphone
        words = stack(
            head, title(take), Text(text, leading=1.55), None if says_so else Text(goes_on, leading=1.55)
        )
        picture = self.machine(
            Place.CARD, caption=card_place(self.words, view), held=self.held, moves_in=False
        )
        return split(style, words, picture)


class CardUnseenScreen(Screen):
    """CARD_UNSEEN: only the shopper can tell whether the card was taken."""

    events: ClassVar = {"acknowledge": Acknowledged}

    def body(self, style: Style) -> Widget:
        say, view = self.words.say, self.view
        words = stack(
            tag("caution", say("card", "The card reader does not respond")),
            title(say("card", "*Take* your card")),
            Text(say("card", "Please make sure that you have it, then touch the button."), leading=1.55),
            Text(say("card", "If you cannot find it, please tell the ^store staff^."), leading=1.55),
        )
        picture = self.machine(
            Place.CARD, caption=card_place(self.words, view), held=self.held, moves_in=False
        )
        return split(style, words, picture)

    def primary(self) -> Touchable:
        return primary("acknowledge", self.words.say("card", "I have my card"))
