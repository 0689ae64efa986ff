"""What a free service has done: the new password is set, the application is sent."""

from __future__ import annotations

from kiosk.rules.services import Service
from kiosk.screens import theme
from kiosk.screens.drawings.card import card_alone, take_card
from kiosk.screens.drawings.machine import slip
from kiosk.screens.drawings.sketch import Picture, Sketch
from kiosk.screens.layout import Column, Part, Row
from kiosk.screens.pages.common import card_place, split, stack
from kiosk.screens.pages.moments import day_of, weekday
from kiosk.screens.screen import Screen
from kiosk.screens.theme import Look
from kiosk.screens.widgets.button import Touchable, primary
from kiosk.screens.widgets.panel import Panel
from kiosk.screens.widgets.tag import notice_box, tag
from kiosk.screens.widgets.text import Text, secondary, title


class ResultScreen(Screen):
    """RESULT."""

    def body(self, look: Look) -> Part:
        say, view = self.words.say, self.view
        words = stack(
            *(self._reset() if view.visit.service is Service.PASSWORD_RESET else self._application()),
            None
            if view.visit.receipt_printed
            else notice_box(
                "caution",
                say("result", "The slip could not be printed."),
                say("result", "Please write the number down."),
            ),
            secondary(say("result", "Nothing was charged.")),
        )
        return split(look, words, Picture(self._draw), picture_width=340)

    def _reset(self) -> tuple[Part, ...]:
        say = self.words.say
        return (
            tag("success", say("result", "Reset done")),
            title(say("result", "Your signature *password* has been reset")),
            Text(say("result", "You can use it from now on. Nobody but you knows it."), leading=1.55),
            self._number(say("result", "Number of the reset")),
        )

    def _application(self) -> tuple[Part, ...]:
        say, view = self.words.say, self.view
        when = view.visit.registration.usable_from
        from_when = (
            ""
            if when is None
            else say(
                "result",
                "You can use it from about ^{day}^ ({weekday}).",
                day=day_of(self.words, when),
                weekday=weekday(self.words, when),
            )
        )
        return (
            tag("success", say("result", "Application sent")),
            title(say("result", "Your *application* has been sent")),
            *((Text(from_when, leading=1.55, strong=1.2),) if from_when else ()),
            self._number(say("result", "Number of the application")),
        )

    def _number(self, label: str) -> Part:
        visit = self.view.visit
        number = visit.reset.number or visit.registration.number
        return Panel(
            Column(
                Text(label, size=theme.SECONDARY, colour=theme.INK_2, ground=theme.FIELD, leading=1.35),
                Row(
                    Text(
                        number,
                        size=40,
                        bold=True,
                        ground=theme.FIELD,
                        leading=1.3,
                    )
                ),
                Text(
                    self.words.say("result", "It is printed on the slip. Please keep it."),
                    size=theme.SECONDARY,
                    ground=theme.FIELD,
                )
                if self.view.visit.receipt_printed
                else None,
                gap=2,
            )
        )

    def _draw(self, to: Sketch) -> None:
        if self.view.visit.card.present:
            take_card(to, card_place(self.words, self.view), inserted=self.view.settings.card_is_inserted)
        elif not self.view.visit.receipt_printed:
            card_alone(to)
        else:
            slip(to, self.words.say("machine", "Slip"))

    def primary(self) -> Touchable:
        say = self.words.say
        if self.view.visit.card.present:
            label = (
                say("result", "Take card and slip")
                if self.view.visit.receipt_printed
                else say("result", "Take the card")
            )
        else:
            label = (
                say("result", "I have the slip")
                if self.view.visit.receipt_printed
                else say("result", "I have noted it")
            )
        return primary("acknowledge", label)
