"""Waiting for a device or the issuing centre: what the terminal does, and what that means."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.fsm.states import S
from kiosk.screens.i18n.words import Phrase, phrase
from kiosk.screens.messages.devices import card_place
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.card import card_being_read
from kiosk.screens.toolkit.drawings.machine import centre, insert_money, money_comes, printer, printer_checked
from kiosk.screens.toolkit.drawings.sketch import Picture, Sketch
from kiosk.screens.toolkit.layout import Widget
from kiosk.screens.toolkit.panes import split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.panel import Panel
from kiosk.screens.toolkit.widgets.text import Text, title

_TEXTS: dict[S, tuple[Phrase, Phrase, Phrase | None]] = {
    S.READ_CARD: (
        phrase("wait", "Reading your card"),
        phrase("wait", "Please do not move the card."),
        None,
    ),
    S.CHECK_CARD: (
        phrase("wait", "Checking your card"),
        phrase("wait", "Please do not move the card. No PIN is needed."),
        None,
    ),
    S.READ_SIGNATURE: (
        phrase("wait", "Reading the signature certificate"),
        phrase("wait", "Please do not move the card."),
        None,
    ),
    S.RESET_PASSWORD: (
        phrase("wait", "Setting your new password"),
        phrase("wait", "Please leave the card where it is. This takes a few seconds."),
        phrase("wait", "Do not remove the card now."),
    ),
    S.FIND_HEAD: (
        phrase("wait", "Looking for the head of the register"),
        phrase("wait", "Please wait a moment."),
        None,
    ),
    S.SIGN_APPLICATION: (
        phrase("wait", "Signing and sending your application"),
        phrase("wait", "Please leave the card where it is. This takes a few seconds."),
        phrase("wait", "Do not remove the card now."),
    ),
    S.AUTHENTICATE: (
        phrase("wait", "Checking your identity"),
        phrase("wait", "Please leave the card where it is. This takes a few seconds."),
        None,
    ),
    S.PREPARE: (
        phrase("wait", "Preparing your certificate"),
        phrase("wait", "Fetching the certificate and checking the printer and change."),
        phrase("wait", "You will pay after this. No money has been taken yet."),
    ),
    S.OPEN_DEPOSIT: (
        phrase("wait", "Please wait before inserting money"),
        phrase("wait", "The money slot is being opened."),
        None,
    ),
    S.FIX_DEPOSIT: (
        phrase("wait", "Counting your money"),
        phrase("wait", "You have paid {inserted}. Printing will begin shortly."),
        None,
    ),
    S.STOP_PRINT: (
        phrase("wait", "Stopping the printer"),
        phrase("wait", "The printed sheets are being counted. Please wait."),
        phrase("wait", "You pay only for what is printed. The rest is returned."),
    ),
    S.SETTLE: (
        phrase("wait", "Your change is coming"),
        phrase("wait", "The receipt is being printed. Please wait."),
        phrase("wait", "Take your certificates, change and receipt together."),
    ),
    S.CANCEL_DEPOSIT: (
        phrase("wait", "Ending your visit"),
        phrase("wait", "Your money is being counted so that it can be returned."),
        phrase("wait", "All the money you inserted will be returned."),
    ),
    S.REFUND: (
        phrase("wait", "Your money is being returned"),
        phrase("wait", "Please wait until all the coins are out."),
        None,
    ),
    S.RECONCILE: (
        phrase("wait", "The money is being counted again"),
        phrase("wait", "The cash unit did not answer as expected. This can take some minutes."),
        phrase("wait", "Please stay here. Your money is returned, or you get a slip for it."),
    ),
}


_NO_CHANGE = (
    phrase("wait", "Printing has finished"),
    phrase("wait", "The receipt is being printed. Please wait."),
    phrase("wait", "Take your certificates and receipt together."),
)

"""SETTLE after the exact amount was paid."""


class WaitScreen(Screen):
    """Every state that waits for the card, the issuing centre or the cash unit, and STOP_PRINT."""

    def body(self, style: Style) -> Widget:
        heading, text, promise = self._texts()
        words = stack(
            title(self.words.of(heading)),
            Text(self.words.of(text, inserted=self.words.yen(self.visit.money.inserted)), leading=1.55),
            Panel(Text(self.words.of(promise), size=theme.BODY, bold=True, ground=theme.FIELD))
            if promise
            else None,
        )
        return split(style, words, Picture(self._drawing()))

    def _texts(self) -> tuple[Phrase, Phrase, Phrase | None]:
        view = self.view
        if (
            view.state is S.SETTLE
            and view.visit.money.inserted == view.visit.order.price
            and view.reason is None
        ):
            return _NO_CHANGE
        return _TEXTS[view.state]

    def _drawing(self) -> Callable[[Sketch], None]:
        view, say = self.view, self.words.say
        place = card_place(self.words, view)
        money = say("machine", "Coins")
        tray = say("machine", "Coin tray")
        printer_label = say("machine", "Printer")
        drawings: dict[S, Callable[[Sketch], None]] = {
            S.READ_CARD: lambda to: card_being_read(to, place, inserted=view.settings.card_is_inserted),
            S.CHECK_CARD: lambda to: card_being_read(to, place, inserted=view.settings.card_is_inserted),
            S.READ_SIGNATURE: lambda to: card_being_read(to, place, inserted=view.settings.card_is_inserted),
            S.RESET_PASSWORD: lambda to: card_being_read(to, place, inserted=view.settings.card_is_inserted),
            S.SIGN_APPLICATION: lambda to: card_being_read(
                to, place, inserted=view.settings.card_is_inserted
            ),
            S.FIND_HEAD: centre,
            S.AUTHENTICATE: centre,
            S.PREPARE: lambda to: printer_checked(to, printer_label),
            S.STOP_PRINT: lambda to: printer(to, printer_label, held=True),
            S.OPEN_DEPOSIT: lambda to: insert_money(to, money, value=None),
            S.FIX_DEPOSIT: lambda to: insert_money(to, money, value=None),
        }
        if self._texts() is _NO_CHANGE:
            return lambda to: printer(to, printer_label)
        return drawings.get(view.state, lambda to: money_comes(to, tray))
