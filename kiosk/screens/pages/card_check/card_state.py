"""The result of the card check: both certificates side by side, and advice."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from kiosk.fsm.flow.card_check import SignatureWanted
from kiosk.fsm.reasons import Reason
from kiosk.rules.card_check import Advice, CardState, advice
from kiosk.rules.credentials.password import PASSWORD_TRIES
from kiosk.rules.credentials.pin import PIN_TRIES
from kiosk.screens.i18n.dates import last_day
from kiosk.screens.i18n.words import Phrase, phrase
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Widget
from kiosk.screens.toolkit.panes import fitted
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary, small
from kiosk.screens.toolkit.widgets.panel import Panel
from kiosk.screens.toolkit.widgets.reserved import Reserved
from kiosk.screens.toolkit.widgets.tag import notice_box, tag
from kiosk.screens.toolkit.widgets.text import Text, title

_ADVICE: dict[Advice, tuple[str, Phrase]] = {
    Advice.NO_AUTHENTICATION: (
        "caution",
        phrase("advice", "Certificates cannot be issued with this card. Please ask the city office."),
    ),
    Advice.AUTHENTICATION_ENDED: (
        "error",
        phrase("advice", "The certificate for user authentication has expired. Renew it at the city office."),
    ),
    Advice.PIN_LOCKED: (
        "error",
        phrase(
            "advice", "The 4-digit PIN is locked. Only the city office can unlock it. Take your card there."
        ),
    ),
    Advice.PIN_LAST_TRY: (
        "caution",
        phrase("advice", "One more wrong 4-digit PIN will lock it. If unsure, ask the city office first."),
    ),
    Advice.AUTHENTICATION_ENDS_SOON: (
        "caution",
        phrase("advice", "You can renew the certificate for user authentication now, free of charge."),
    ),
    Advice.SIGNATURE_ENDED: (
        "error",
        phrase("advice", "The signature certificate has expired. The city office issues a new one."),
    ),
    Advice.PASSWORD_LOCKED: (
        "error",
        phrase(
            "advice",
            "The signature password is locked. Reserve a reset by smartphone, or go to the city office.",
        ),
    ),
    Advice.PASSWORD_LAST_TRY: (
        "caution",
        phrase("advice", "One more wrong signature password will lock it."),
    ),
    Advice.SIGNATURE_ENDS_SOON: (
        "caution",
        phrase("advice", "You can renew the signature certificate now, free of charge."),
    ),
    Advice.NO_SIGNATURE: (
        "info",
        phrase("advice", "No signature certificate: the card holder is under 15 or chose not to have one."),
    ),
    Advice.IN_ORDER: ("success", phrase("advice", "Everything is in order.")),
}
MOST_SHOWN = 3
"""More pieces of advice would distract from the urgent one."""


class CardStateScreen(Screen):
    """CARD_STATE."""

    events: ClassVar = {**Screen.events, "signature": SignatureWanted}

    def body(self, style: Style) -> Widget:
        say, view = self.words.say, self.view
        state = view.visit.card.state
        if state is None or view.visit.card.checked_at is None:
            raise ValueError("a card state screen without a card state")
        panels: list[Widget] = [self._authentication(state, style), self._signature(state, style)]
        pair: Widget = (
            Column(*panels, gap=theme.SPACE_4)
            if style.is_portrait
            else Row(*panels, gap=theme.SPACE_3, align="stretch")
        )
        locked = view.reason is Reason.PASSWORD_LOCKED
        boxes = [self._advice(each) for each in advice(state, view.visit.card.checked_at)[:MOST_SHOWN]]
        return Column(
            title(say("card_state", "Status of your card")),
            notice_box("error", say("card_state", "The password was incorrect and is now locked."))
            if locked
            else None,
            pair,
            *boxes,
            gap=theme.SPACE_3,
        )

    def _advice(self, each: Advice) -> Widget:
        role, words = _ADVICE[each]
        return notice_box(role, self.words.of(words))

    def _authentication(self, state: CardState, style: Style) -> Widget:
        return self._panel(
            style,
            0,
            present=state.authentication,
            ends=state.authentication_ends,
            tries=state.authentication_tries,
            of=PIN_TRIES,
        )

    def _signature(self, state: CardState, style: Style) -> Widget:
        say, view = self.words.say, self.view
        ask = None
        # Without the card or a remaining try it cannot be read, and the page already says so.
        if (
            state.signature
            and state.signature_ends is None
            and view.visit.card.present
            and view.visit.card.password_tries
        ):
            ask = small("signature", say("card_state", "Show expiry date (needs password)"))
        return self._panel(
            style,
            1,
            present=state.signature,
            ends=state.signature_ends,
            tries=state.signature_tries,
            of=PASSWORD_TRIES,
            ask=ask,
        )

    def _panel(
        self,
        style: Style,
        place: int,
        *,
        present: bool,
        ends: datetime | None,
        tries: int | None,
        of: int,
        ask: Widget | None = None,
    ) -> Widget:
        """The certificate for user authentication (`place` 0) or the one for signatures (1)."""
        say, ground = self.words.say, theme.FIELD
        names = [
            Text(name, size=fitted(style, theme.BODY, 28), bold=True, ground=ground, leading=1.35)
            for name in (
                say("card_state", "Certificate for user authentication"),
                say("card_state", "Certificate for signatures"),
            )
        ]
        abouts = [
            Text(about, size=theme.SECONDARY, colour=theme.INK_2, ground=ground, leading=1.35)
            for about in (
                say("card_state", "4-digit PIN, used at this terminal"),
                say("card_state", "Password of 6 to 16 letters and digits"),
            )
        ]
        facts: list[Widget | None] = []
        if present:
            facts.append(
                self._fact(style, say("card_state", "Valid until"), last_day(self.words, ends))
                if ends
                else ask
            )
        if present and tries is not None:
            left = say("card_state", "{n} of {of}", n=tries, of=of) if tries else say("card_state", "Locked")
            facts.append(self._fact(style, say("card_state", "Tries left"), left))
        return Panel(
            Column(
                # Side by side, what both panels have stands at the same height in both.
                names[place] if style.is_portrait else Reserved(names[place], names),
                abouts[place] if style.is_portrait else Reserved(abouts[place], abouts),
                tag("success", say("card_state", "On the card"))
                if present
                else tag("caution", say("card_state", "Not on the card")),
                *facts,
                gap=fitted(style, theme.SPACE_1, theme.SPACE_3),
            ),
            grow=0 if style.is_portrait else 1,
        )

    def _fact(self, style: Style, label: str, value: str) -> Widget:
        return Row(
            Text(
                label, size=fitted(style, theme.SECONDARY, 22), colour=theme.INK_2, ground=theme.FIELD, grow=1
            ),
            Text(value, size=fitted(style, 24, 32), bold=True, ground=theme.FIELD),
            gap=theme.SPACE_2,
        )

    @property
    def allows_end(self) -> bool:
        return False

    def primary(self) -> Touchable:
        say = self.words.say
        label = say("card_state", "Take the card and finish") if self.visit.card.present else self.end_label()
        return primary("end", label)
