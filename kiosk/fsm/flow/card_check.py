"""The card check: what the card shows without a PIN, and the signature certificate with its password."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import datetime

from kiosk.fsm.actions import clear_reason, set_password_tries
from kiosk.fsm.event import Event
from kiosk.fsm.events import PasswordRefused
from kiosk.fsm.guards import no_tries_left, one_password_try
from kiosk.fsm.model import Model
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.transition import Row, row
from kiosk.rules.card_check import CardState

# --- events


class CardChecked(Event):
    """What the card shows without a PIN.

    `certificate` is that for user authentication (DER), empty without one;
    `checked_at` (aware) is the moment at which its certificates' validity is judged.
    """

    state: CardState
    certificate: bytes = field(repr=False)
    checked_at: datetime


class SignatureWanted(Event):
    """The shopper also asks for the signature certificate's validity, which takes its password."""


class SignatureRead(Event):
    """The signature certificate was read after its password; `ends` is its last moment, aware.

    `tries_left` is the card's own counter of its password now.
    """

    ends: datetime
    tries_left: int


# --- guards


def signature_can_be_read(m: Model, event: Event) -> bool:
    card = m.visit.card
    return card.present and card.state is not None and card.state.signature and bool(card.password_tries)


# --- actions


def set_card_state(m: Model, event: CardChecked) -> None:
    card = replace(
        m.visit.card,
        state=event.state,
        certificate=event.certificate,
        checked_at=event.checked_at,
        password_tries=event.state.signature_tries,
    )
    m.visit = replace(m.visit, card=card, reason=None)


def set_signature(m: Model, event: SignatureRead) -> None:
    card = m.visit.card
    if card.state is None:
        raise ValueError("a signature certificate of a card that was not checked")
    # A right password resets the card's counter; the card is asked again rather than counted here.
    state = replace(card.state, signature_ends=event.ends, signature_tries=event.tries_left)
    card = replace(card, state=state, password_tries=event.tries_left)
    m.visit = replace(m.visit, card=card, reason=None)


# fmt: off
CARD_CHECK: tuple[Row, ...] = (
    # on                from                 to                    when                    do
    row(CardChecked, S.CHECK_CARD, S.CARD_STATE, (), set_card_state),
    row(SignatureWanted, S.CARD_STATE, S.LAST_PASSWORD_TRY, (signature_can_be_read, one_password_try), clear_reason),
    row(SignatureWanted, S.CARD_STATE, S.SIGNATURE_PASSWORD, signature_can_be_read, clear_reason),
    row(SignatureRead, S.READ_SIGNATURE, S.CARD_STATE, (), set_signature),
    row(PasswordRefused, S.READ_SIGNATURE, S.CARD_STATE, no_tries_left, set_password_tries, reason=Reason.PASSWORD_LOCKED),
)
