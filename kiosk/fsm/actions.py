"""Actions that several services have in common: one short change each. None of them reaches a device."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from kiosk.fsm.event import Event
from kiosk.fsm.events import Faulted, PasswordEntered, PasswordRefused, ReceiptPrinted
from kiosk.fsm.model import Model
from kiosk.fsm.reasons import Reason


class HasReason(Protocol):
    """An event that says why."""

    @property
    def reason(self) -> Reason:
        """The cause as the device, the centre or the terminal gave it."""


def its_own(event: HasReason) -> Reason:
    """For the `reason` column: the reason that the event carries."""
    return event.reason


def clear_reason(m: Model, event: Event) -> None:
    m.visit = replace(m.visit, reason=None)


# --- the card


def set_card_present(m: Model, event: Event) -> None:
    m.visit = replace(m.visit, card=replace(m.visit.card, present=True))


def set_card_gone(m: Model, event: Event) -> None:
    m.visit = replace(m.visit, card=replace(m.visit.card, present=False))


# --- the signature password


def take_password(m: Model, event: PasswordEntered) -> None:
    m.secrets = replace(m.secrets.wipe_password(), password=event.password)


def set_password_tries(m: Model, event: PasswordRefused) -> None:
    card = replace(m.visit.card, password_tries=event.tries_left)
    if card.state is not None:
        card = replace(card, state=replace(card.state, signature_tries=event.tries_left))
    m.visit = replace(m.visit, card=card)


# --- paper


def set_receipt(m: Model, event: ReceiptPrinted) -> None:
    m.visit = replace(m.visit, receipt_printed=event.printed)


# --- the visit and the terminal


def forget_choices(m: Model, event: Event) -> None:
    m.visit = replace(m.visit, service=None, scope=None, municipality=None, reason=None)


def forget_visit(m: Model, event: Event) -> None:
    m.forget_visit()


def end_visit(m: Model, event: Event) -> None:
    m.end_visit()


def stop_for_fault(m: Model, event: Faulted) -> None:
    m.stop(event.reason)
