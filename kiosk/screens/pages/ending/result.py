"""The result of a free service: the password is reset, or the application is sent."""

from __future__ import annotations

from kiosk.rules.services import Service
from kiosk.screens.i18n.dates import day_of, weekday
from kiosk.screens.messages.devices import card_place
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.card import card_alone
from kiosk.screens.toolkit.drawings.sketch import Picture
from kiosk.screens.toolkit.drawings.terminal import Place
from kiosk.screens.toolkit.layout import Column, Row, Widget
from kiosk.screens.toolkit.panes import split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary
from kiosk.screens.toolkit.widgets.panel import Panel
from kiosk.screens.toolkit.widgets.tag import notice_box, tag
from kiosk.screens.toolkit.widgets.text import Text, secondary, title


class ResultScreen(Screen):
    """RESULT."""

    def body(self, style: Style) -> Widget:
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
        return split(style, words, self._picture(), picture_width=340)

    def _reset(self) -> tuple[Widget, ...]:
        say = self.words.say
        return (
            tag("success", say("result", "Reset complete")),
            title(say("result", "Your signature *password* has been reset")),
            Text(say("result", "You can use it now. Nobody but you knows it."), leading=1.55),
            self._number(say("result", "Reference number")),
        )

    def _application(self) -> tuple[Widget, ...]:
        say, view = self.words.say, self.view
        when = view.visit.registration.usable_from
        from_when = (
            ""
            if when is None
            else say(
                "result",
                "You can use it from about ^{weekday}\u00a0{day}^.",
                day=day_of(self.words, when),
                weekday=weekday(self.words, when),
            )
        )
        return (
            tag("success", say("result", "Application sent")),
            title(say("result", "Your *application* has been sent")),
            *((Text(from_when, leading=1.55, strong=1.2),) if from_when else ()),
            self._number(say("result", "Application number")),
        )

    def _number(self, label: str) -> Widget:
        visit = self.visit
        number = visit.reset.number or visit.registration.number
        return Panel(
            Column(
                Text(label, size=theme.SECONDARY, colour=theme.INK_2, ground=theme.FIELD, leading=1.35),
                Row(Text(number, size=40, bold=True, ground=theme.FIELD, leading=1.3)),
                Text(
                    self.words.say("result", "It is printed on the slip. Please keep it."),
                    size=theme.SECONDARY,
                    ground=theme.FIELD,
                )
                if self.visit.receipt_printed
                else None,
                gap=2,
            )
        )

    def _picture(self) -> Picture:
        """Where the card and the slip are to be taken."""
        say, visit = self.words.say, self.visit
        lit = [Place.CARD] if visit.card.present else []
        if visit.receipt_printed:
            lit.append(Place.SLIP)
        if not lit:
            return card_alone()
        caption = card_place(self.words, self.view) if lit == [Place.CARD] else say("machine", "Slip")
        if len(lit) > 1:
            caption = ""
        return self.machine(
            *lit,
            caption=caption,
            held=self.held if visit.card.present else None,
            moves_in=None,
        )

    def primary(self) -> Touchable:
        say = self.words.say
        if self.visit.card.present:
            label = (
                say("result", "Take card and slip")
                if self.visit.receipt_printed
                else say("result", "Take the card")
            )
        else:
            label = (
                say("result", "I have the slip")
                if self.visit.receipt_printed
                else say("result", "I have written it down")
            )
        return primary("acknowledge", label)
