"""Card and PIN: what every service needs before it knows whom it serves."""

from __future__ import annotations

from dataclasses import field, replace

from kiosk.fsm.actions import its_own, set_card_gone, set_card_present
from kiosk.fsm.event import Event
from kiosk.fsm.events import CardGone, CardRefused, CardSet, LastTryAccepted, Refused, TimedOut
from kiosk.fsm.guards import card_was_pulled, is_card_check, no_tries_left, one_try_left
from kiosk.fsm.model import Model
from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_groups import CARD_MAY_GO, CARD_WAITS, READING
from kiosk.fsm.states import S
from kiosk.fsm.transition import STAY, Row, row
from kiosk.rules.credentials.pin import Pin

# --- events


class CardRead(Event):
    """A JPKI application answered.

    `tries_left` 0–3 is what the card itself says; `certificate` is that for user authentication (DER), so
    that a swapped card is noticed before the PIN is sent. It has its holder's key and no name. A smartphone
    shows none before the PIN: it is known by its `token` information, which is empty for a card.
    `password_tries` 0–5 is the same of the signature password, None when it was not asked.
    """

    tries_left: int
    certificate: bytes = field(repr=False)
    password_tries: int | None = None
    token: bytes = field(default=b"", repr=False)


class PinEntered(Event):
    """Four digits were typed and confirmed. The machine owns the PIN from here and wipes it."""

    pin: Pin = field(repr=False, compare=False)

    def discard(self) -> None:
        self.pin.wipe()


class PinRefused(Event):
    """The card refused the PIN and has `tries_left` (0 means locked)."""

    tries_left: int


# --- actions


def set_card(m: Model, event: CardRead) -> None:
    card = replace(
        m.visit.card,
        pin_tries=event.tries_left,
        certificate=event.certificate,
        token=event.token,
        password_tries=event.password_tries,
    )
    m.visit = replace(m.visit, card=card, reason=None)


def set_pin_tries(m: Model, event: PinRefused) -> None:
    m.visit = replace(m.visit, card=replace(m.visit.card, pin_tries=event.tries_left), reason=None)


def take_pin(m: Model, event: PinEntered) -> None:
    m.secrets = replace(m.secrets.wipe_pin(), pin=event.pin)


# fmt: off
IDENTIFICATION: tuple[Row, ...] = (
    # on                from                 to                    when                    do
    row(CardSet, S.PLACE_CARD, S.CHECK_CARD, is_card_check, set_card_present),
    row(CardSet, S.PLACE_CARD, S.READ_CARD, (), set_card_present),
    row(CardSet, (*CARD_WAITS, S.TAKE_CARD, *CARD_MAY_GO, S.RESULT, S.REFUSAL, S.RETURN_CARD), STAY, (), set_card_present),
    row(CardRead, S.READ_CARD, S.REFUSAL, no_tries_left, set_card, reason=Reason.PIN_LOCKED),
    row(CardRead, S.READ_CARD, S.LAST_TRY, one_try_left, set_card),
    row(CardRead, S.READ_CARD, S.ENTER_PIN, (), set_card),
    row(LastTryAccepted, S.LAST_TRY, S.ENTER_PIN, reason=Reason.PIN_LAST_TRY),
    row(PinEntered, S.ENTER_PIN, S.AUTHENTICATE, (), take_pin),
    row(PinRefused, S.AUTHENTICATE, S.REFUSAL, no_tries_left, set_pin_tries, reason=Reason.PIN_LOCKED),
    row(PinRefused, S.AUTHENTICATE, S.LAST_TRY, one_try_left, set_pin_tries, reason=Reason.PIN_WRONG),
    row(PinRefused, S.AUTHENTICATE, S.ENTER_PIN, (), set_pin_tries, reason=Reason.PIN_WRONG),
    row(Refused, S.AUTHENTICATE, S.REFUSAL, reason=its_own),
    row(TimedOut, (S.READ_CARD, S.CHECK_CARD, S.READ_SIGNATURE), S.REFUSAL, reason=Reason.CARD_UNREADABLE),
    row(TimedOut, S.AUTHENTICATE, S.REFUSAL, reason=Reason.CENTRE_SLOW),
    row(CardGone, (*READING, *CARD_WAITS), S.PLACE_CARD, (), set_card_gone, reason=Reason.CARD_GONE),
    row(CardGone, (S.PLACE_CARD, *CARD_MAY_GO, S.RESULT, S.REFUSAL), STAY, (), set_card_gone),
    row(CardRefused, READING, S.PLACE_CARD, card_was_pulled, set_card_gone, reason=its_own),
    row(CardRefused, (S.PLACE_CARD, *READING, *CARD_WAITS, S.TAKE_CARD, *CARD_MAY_GO), S.REFUSAL, reason=its_own),
    row(CardRefused, (S.RESULT, S.REFUSAL), STAY),
    row(CardSet, S.CARD_UNSEEN, S.RETURN_CARD, (), set_card_present),
    row(CardRefused, S.RETURN_CARD, S.CARD_UNSEEN, reason=its_own),
    row(CardRefused, S.CARD_UNSEEN, STAY),
)
