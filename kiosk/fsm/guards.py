"""Guards that several services have in common: one short question each; nothing is changed."""

from __future__ import annotations

from typing import Protocol

from kiosk.fsm.event import Event
from kiosk.fsm.events import CardRefused
from kiosk.fsm.model import Model
from kiosk.fsm.reasons import Reason
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Service


class HasTriesLeft(Protocol):
    """An event that carries a counter which the card itself reported."""

    @property
    def tries_left(self) -> int:
        """0 means locked."""


# --- which service


def is_for_certificates(m: Model, event: Event) -> bool:
    return m.visit.service is Service.CERTIFICATES


def is_password_reset(m: Model, event: Event) -> bool:
    return m.visit.service is Service.PASSWORD_RESET


def is_usage_registration(m: Model, event: Event) -> bool:
    return m.visit.service is Service.USAGE_REGISTRATION


def is_card_check(m: Model, event: Event) -> bool:
    return m.visit.service is Service.CARD_CHECK


# --- hours


def may_start(m: Model, event: Event) -> bool:
    return m.status.may_start


def service_has_closed(m: Model, event: Event) -> bool:
    return not is_open(m.visit.service, m.status.services, terminal=m.status.is_open)


def is_open(service: Service | None, services: tuple[ServiceAvailability, ...], *, terminal: bool) -> bool:
    """Whether a visit to `service` may go on; one whose hours are unknown is as open as the terminal."""
    availability = availability_of(service, services)
    if availability is None:
        return terminal or service is Service.INFORMATION
    return availability.is_open


def availability_of(
    service: Service | None, services: tuple[ServiceAvailability, ...]
) -> ServiceAvailability | None:
    """The row of `service`, None where its hours are not known."""
    return next((each for each in services if each.service is service), None)


def serves_nothing(m: Model, event: Event) -> bool:
    return m.status.serves_nothing


# --- the card


def card_is_present(m: Model, event: Event) -> bool:
    return m.visit.card.present


def card_was_pulled(m: Model, event: CardRefused) -> bool:
    return event.reason is Reason.CARD_GONE


def no_tries_left(m: Model, event: HasTriesLeft) -> bool:
    return event.tries_left == 0


def one_try_left(m: Model, event: HasTriesLeft) -> bool:
    return event.tries_left == 1


def one_password_try(m: Model, event: Event) -> bool:
    return m.visit.card.password_tries == 1


# --- money and paper


def something_was_printed(m: Model, event: Event) -> bool:
    return m.visit.printing.copies > 0


# --- the terminal


def must_stop(m: Model, event: Event) -> bool:
    return m.status.is_stopped


def must_start_up(m: Model, event: Event) -> bool:
    return not m.status.started


def staff_waits(m: Model, event: Event) -> bool:
    return m.status.staff_waits
