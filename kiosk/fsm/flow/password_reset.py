"""The reset of the signature password, reserved by smartphone within the 24 hours before."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.fsm.actions import clear_reason, its_own, set_card_gone, take_password
from kiosk.fsm.event import Event
from kiosk.fsm.events import Back, CardRefused, Faulted, PasswordEntered, Refused, TimedOut
from kiosk.fsm.guards import card_was_pulled, is_password_reset, service_has_closed
from kiosk.fsm.model import Model
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.transition import Row, row
from kiosk.fsm.visit import Identity

# --- events


class ReservationFound(Event):
    """Card and centre agree who this is, and there is a valid reservation for this card.

    `subject` and `authentication` as in Authenticated; `good_until` is aware.
    """

    subject: str
    authentication: str
    good_until: datetime


class PasswordReset(Event):
    """The card has the new password. `number` names the reset on the confirmation slip.

    `stops` is why nobody may be served after this visit, all the same.
    """

    number: str
    stops: Reason | None = None


# --- guards


def password_is_mixed(m: Model, event: PasswordEntered) -> bool:
    return event.password.is_mixed


def passwords_agree(m: Model, event: PasswordEntered) -> bool:
    return m.secrets.password is not None and m.secrets.password.same_as(event.password)


# --- actions


def set_reservation(m: Model, event: ReservationFound) -> None:
    m.visit = replace(
        m.visit,
        identity=Identity(event.subject, event.authentication),
        reset=replace(m.visit.reset, good_until=event.good_until),
        reason=None,
    )


def drop_repetition(m: Model, event: PasswordEntered) -> None:
    event.password.wipe()


def set_reset_number(m: Model, event: PasswordReset) -> None:
    m.visit = replace(m.visit, reset=replace(m.visit.reset, number=event.number))
    if event.stops is not None:
        m.stop(event.stops)


# fmt: off
PASSWORD_RESET: tuple[Row, ...] = (
    # on                from                 to                    when                    do
    row(ReservationFound, S.AUTHENTICATE, S.NEW_PASSWORD, is_password_reset, set_reservation),
    row(PasswordEntered, S.NEW_PASSWORD, S.REPEAT_PASSWORD, password_is_mixed, (take_password, clear_reason)),
    row(PasswordEntered, S.REPEAT_PASSWORD, S.RESET_PASSWORD, passwords_agree, drop_repetition),
    row(PasswordEntered, S.REPEAT_PASSWORD, S.NEW_PASSWORD, (), drop_repetition, reason=Reason.PASSWORDS_DIFFER),
    row(Back, S.REPEAT_PASSWORD, S.NEW_PASSWORD),
    row(PasswordReset, S.RESET_PASSWORD, S.RESULT, (), set_reset_number),
    row(TimedOut, S.RESET_PASSWORD, S.REFUSAL, reason=Reason.RESET_UNCERTAIN),
    row(Faulted, S.RESET_PASSWORD, S.REFUSAL, reason=Reason.RESET_UNCERTAIN),
    row(Refused, S.RESET_PASSWORD, S.REFUSAL, reason=its_own),
    row(CardRefused, S.RESET_PASSWORD, S.PLACE_CARD, card_was_pulled, set_card_gone, unless=service_has_closed, reason=its_own),
    row(CardRefused, S.RESET_PASSWORD, S.REFUSAL, reason=its_own),
)
