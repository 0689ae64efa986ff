"""The result of the card check: both certificates side by side, and advice."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from kiosk.fsm.flow.card_check import SignatureWanted
from kiosk.fsm.reasons import Reason
from kiosk.rules.card_check import Advice, CardState, Validity, advice, validity
from kiosk.rules.credentials.password import PASSWORD_TRIES
from kiosk.rules.credentials.pin import PIN_TRIES
from kiosk.screens.i18n.dates import last_day
from kiosk.screens.i18n.words import Phrase, phrase
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Widget
from kiosk.screens.toolkit.panes import fitted, is_crowded
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.beside import Beside, alike
from kiosk.screens.toolkit.widgets.button import Touchable, primary, small
from kiosk.screens.toolkit.widgets.icon import Icon
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
_HIGHEST_PAIR = 0.55
"""The share of a wide page's height that is left for both, with title and keys at their largest."""
_ROLES = ("error", "caution", "info", "success")
"""What no longer works comes first: it must not stand on a second page."""
_TOLD_FIRST = ("error", "caution")
_MARKS = {Validity.GOOD: "", Validity.ENDS_SOON: "caution", Validity.ENDED: "error"}
_INKS = {"error": theme.ERROR, "caution": theme.CAUTION}


class CardStateScreen(Screen):
    """CARD_STATE."""

    events: ClassVar = {**Screen.events, "signature": SignatureWanted}

    def body(self, style: Style) -> Widget:
        say, view = self.words.say, self.view
        state = view.visit.card.state
        if state is None or view.visit.card.checked_at is None:
            raise ValueError("a card state screen without a card state")
        found = sorted(
            advice(state, view.visit.card.checked_at), key=lambda each: _ROLES.index(_ADVICE[each][0])
        )  # all of it, at most four pieces: each amber value below is explained by one
        return Column(
            title(say("card_state", "Status of your card")),
            *(self._advice(each) for each in found if _ADVICE[each][0] in _TOLD_FIRST),
            self._pair(state, style),
            *(self._advice(each) for each in found if _ADVICE[each][0] not in _TOLD_FIRST),
            gap=theme.SPACE_3,
        )

    def _pair(self, state: CardState, style: Style) -> Widget:
        """Both certificates side by side; one below the other where the page is narrow for their text."""
        panels = self._authentication(state, style), self._signature(state, style)
        if not is_crowded(style):  # larger text needs the height that one shape would cost
            alike(
                [part for panel in panels for part in panel.walk() if isinstance(part, Beside) and part.apart]
            )
        pair = Row(*panels, gap=theme.SPACE_3, align="stretch")
        width = style.width - 2 * theme.SPACE_6
        if style.is_portrait or (
            is_crowded(style) and pair.measure(style, width)[1] > _HIGHEST_PAIR * style.height
        ):
            return Column(*panels, gap=theme.SPACE_4)
        return pair

    def _advice(self, each: Advice) -> Widget:
        role, told = _ADVICE[each]
        words = self.words.of(told)
        state = self.view.visit.card.state
        if each is Advice.IN_ORDER and state is not None and state.signature_ends is None:
            found = self.words.say("card_state", "No problems were found.")
            unread = self.words.say("card_state", "The signature certificate's expiry was not checked.")
            return notice_box(role, found, unread)
        if each is Advice.PASSWORD_LOCKED and self.view.reason is Reason.PASSWORD_LOCKED:
            happened = self.words.say("card_state", "The password was incorrect and is now locked.")
            return notice_box(role, happened, words)
        return notice_box(role, words)

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
            ask.is_aside = True
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
        say, ground, checked_at = self.words.say, theme.FIELD, self.view.visit.card.checked_at
        if checked_at is None:
            raise ValueError("a card state screen without the moment of the check")
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
        troubles = []
        if present:
            found = validity(ends, checked_at)
            if found is Validity.ENDED:
                troubles.append(say("card_state", "Expired"))
            facts.append(
                self._fact(style, say("card_state", "Valid until"), last_day(self.words, ends), _MARKS[found])
                if ends
                else ask
            )
        if present and tries is not None:
            # The PIN and the password differ in gender where words have one.
            locked = (say("pin", "Locked"), say("password", "Locked"))[place]
            left = say("card_state", "{n} of {of}", n=tries, of=of) if tries else locked
            if not tries:
                troubles.append(
                    (say("card_state", "PIN locked"), say("card_state", "Password locked"))[place]
                )
            role = "error" if not tries else "caution" if tries == 1 else ""
            facts.append(self._fact(style, say("card_state", "Tries left"), left, role))
        if not present:
            tags = [tag("caution", say("card_state", "Not on the card"))]
        elif troubles:
            tags = [tag("error", trouble) for trouble in troubles]
        else:
            tags = [tag("success", say("card_state", "On the card"))]
        return Panel(
            Column(
                # Side by side, what both panels have stands at the same height in both.
                names[place] if style.is_portrait else Reserved(names[place], names),
                abouts[place] if style.is_portrait else Reserved(abouts[place], abouts),
                Beside(*tags, gap=theme.SPACE_1, below_gap=theme.SPACE_1),
                *facts,
                gap=fitted(style, theme.SPACE_1, theme.SPACE_3),
            ),
            grow=0 if style.is_portrait else 1,
        )

    def _fact(self, style: Style, label: str, value: str, role: str) -> Beside:
        """A line; `role` is error or caution where the value is bad news, which gets a sign too."""
        size, colour = fitted(style, 24, 32), _INKS.get(role, theme.INK)
        told = Text(value, size=size, bold=True, colour=colour, ground=theme.FIELD)
        sign = Icon("alert", size=size, colour=colour, weight=3, grows=True)
        return Beside(
            Text(label, size=fitted(style, theme.SECONDARY, 22), colour=theme.INK_2, ground=theme.FIELD),
            Row(sign, told, gap=theme.SPACE_1) if role else told,
            gap=theme.SPACE_1,
            apart=True,
        )

    @property
    def allows_end(self) -> bool:
        return False

    def primary(self) -> Touchable:
        say = self.words.say
        label = say("card_state", "Take the card and finish") if self.visit.card.present else self.end_label()
        return primary("end", label)
