"""Waiting for a device or the issuing centre: what the terminal does, and what that means."""

from __future__ import annotations

from kiosk.fsm.states import S
from kiosk.screens.i18n.words import Phrase, phrase
from kiosk.screens.messages.devices import card_place
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.signs import centre
from kiosk.screens.toolkit.drawings.sketch import Picture
from kiosk.screens.toolkit.drawings.terminal import Place
from kiosk.screens.toolkit.layout import Widget
from kiosk.screens.toolkit.panes import split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.panel import Panel
from kiosk.screens.toolkit.widgets.text import Text, secondary, title
from kiosk.screens.toolkit.widgets.waiting import STEP, Waiting, share_of

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
        phrase("wait", "The cash unit did not respond as expected. This can take a few minutes."),
        phrase("wait", "Please stay here. Your money will be returned, or you will get a slip for it."),
    ),
}


_NO_CHANGE = (
    phrase("wait", "Printing has finished"),
    phrase("wait", "The receipt is being printed. Please wait."),
    phrase("wait", "Take your certificates and receipt together."),
)

"""SETTLE after the exact amount was paid."""


_LONGER = 2.0
"""A wait that takes this many times as long as usual is said to take longer."""
_AT_THE_CENTRE = (S.FIND_HEAD, S.AUTHENTICATE, S.PREPARE)
_CARD_STAYS = (S.READ_CARD, S.CHECK_CARD, S.READ_SIGNATURE, S.RESET_PASSWORD, S.SIGN_APPLICATION)
_SLOTS_SHUT = (S.OPEN_DEPOSIT, S.FIX_DEPOSIT, S.CANCEL_DEPOSIT, S.RECONCILE)
"""No slot takes money and none gives any: a place that is lit invites a hand."""


class WaitScreen(Screen):
    """Every state that waits for the card, the issuing centre or the cash unit, and STOP_PRINT."""

    def body(self, style: Style) -> Widget:
        heading, text, promise = self._texts()
        words = stack(
            title(self.words.of(heading)),
            Text(self.words.of(text, inserted=self.words.yen(self.visit.money.inserted)), leading=1.55),
            Waiting(self._share(), self._step()),
            secondary(self._usual()) if self._usual() else None,
            Panel(Text(self.words.of(promise), size=theme.BODY, bold=True, ground=theme.FIELD))
            if promise
            else None,
        )
        return split(style, words, self._picture())

    @property
    def moves_every(self) -> float | None:
        return None if self.view.settings.reduced_motion else STEP

    @property
    def _elapsed(self) -> float:
        since = self.view.since
        return 0.0 if since is None else max(0.0, self.context.clock() - since)

    def _share(self) -> float | None:
        return None if self.view.expected is None else share_of(self._elapsed, self.view.expected)

    def _step(self) -> int | None:
        return None if self.view.settings.reduced_motion else int(self.context.clock() / STEP)

    def _usual(self) -> str:
        """What this wait has taken here so far; beyond that, that it takes longer."""
        expected = self.view.expected
        if expected is None:
            return ""
        if self._elapsed > _LONGER * max(expected, 1.0):
            return self.words.say("wait", "This is taking longer than usual. Please wait a little longer.")
        return self.words.count(
            "wait", "Usually about {n} second", "Usually about {n} seconds", max(1, round(expected))
        )

    def _texts(self) -> tuple[Phrase, Phrase, Phrase | None]:
        view = self.view
        if (
            view.state is S.SETTLE
            and view.visit.money.inserted == view.visit.order.price
            and view.reason is None
        ):
            return _NO_CHANGE
        return _TEXTS[view.state]

    def _picture(self) -> Picture:
        view, say = self.view, self.words.say
        if view.state in _AT_THE_CENTRE:
            return Picture(centre)
        if view.state in _CARD_STAYS:
            return self.machine(Place.CARD, caption=card_place(self.words, view), held=self.held)
        if view.state in _SLOTS_SHUT:
            return self.machine()
        if view.state is S.STOP_PRINT:
            return self.machine(Place.PAPER, caption=say("machine", "Printer"))
        if self._texts() is _NO_CHANGE:
            return self.machine(Place.SLIP, caption=say("take", "Receipt"))
        return self.machine(Place.CHANGE, caption=say("machine", "Coin tray"))
