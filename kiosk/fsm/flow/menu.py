"""From the attract screen through the menu to the municipality: the same for every service with a card."""

from __future__ import annotations

from dataclasses import replace

from kiosk.fsm.actions import clear_reason, forget_choices
from kiosk.fsm.event import Event
from kiosk.fsm.events import Agreed, Back
from kiosk.fsm.guards import (
    availability_of,
    is_card_check,
    is_password_reset,
    is_usage_registration,
    may_start,
    must_start_up,
    must_stop,
)
from kiosk.fsm.model import Model
from kiosk.fsm.state_groups import IDLE, SHOPPER
from kiosk.fsm.states import S
from kiosk.fsm.transition import STAY, Row, row
from kiosk.fsm.visit import Visit
from kiosk.rules.access import Access
from kiosk.rules.services import Scope, Service

# --- events


class Started(Event):
    """The attract screen was touched."""


class ServiceChosen(Event):
    """A row of the service menu was touched."""

    service: Service


class LanguageChosen(Event):
    """`language` is the code of a configured one. Accepted in every shopper state; begins a visit on ATTRACT."""

    language: str


class AccessChosen(Event):
    """Text size, colours, reach or sound. Accepted in every shopper state; begins a visit on ATTRACT."""

    access: Access


class ScopeChosen(Event):
    """The shopper's own municipality, or another one where the family register is."""

    scope: Scope


class MunicipalityChosen(Event):
    """The municipality of the family register; `code` is its five-digit local government code."""

    code: str


# --- guards


def service_may_start(m: Model, event: ServiceChosen) -> bool:
    if event.service in m.status.switched_off or m.status.closed_by(event.service) is not None:
        return False
    availability = availability_of(event.service, m.status.services)
    if availability is None:
        return m.status.may_start or event.service is Service.INFORMATION
    return availability.may_start


def information_is_wanted(m: Model, event: ServiceChosen) -> bool:
    return event.service is Service.INFORMATION and service_may_start(m, event)


def card_check_is_wanted(m: Model, event: ServiceChosen) -> bool:
    return event.service is Service.CARD_CHECK


def scope_is_residence(m: Model, event: ScopeChosen) -> bool:
    return event.scope is Scope.RESIDENCE


def takes_part(m: Model, event: MunicipalityChosen) -> bool:
    return any(each.code == event.code for each in m.status.municipalities)


def is_closed_to_registrations(m: Model, event: MunicipalityChosen) -> bool:
    if m.visit.service is not Service.USAGE_REGISTRATION:
        return False
    return not any(each.code == event.code and each.takes_registrations for each in m.status.municipalities)


def language_is_known(m: Model, event: LanguageChosen) -> bool:
    return event.language in m.settings.languages


# --- actions


def begin_visit(m: Model, event: Event) -> None:
    m.visit = Visit(m.new_id(), m.visit.language, m.visit.access)


def set_service(m: Model, event: ServiceChosen) -> None:
    m.visit = replace(m.visit, service=event.service)


def set_language(m: Model, event: LanguageChosen) -> None:
    m.visit = replace(m.visit, language=event.language)


def set_access(m: Model, event: AccessChosen) -> None:
    m.visit = replace(m.visit, access=event.access)


def set_scope(m: Model, event: ScopeChosen) -> None:
    m.visit = replace(m.visit, scope=event.scope, municipality=None)


def set_register_scope(m: Model, event: Event) -> None:
    m.visit = replace(m.visit, scope=Scope.REGISTER)


def set_municipality(m: Model, event: MunicipalityChosen) -> None:
    chosen = next(each for each in m.status.municipalities if each.code == event.code)
    m.visit = replace(m.visit, municipality=chosen)


# fmt: off
MENU: tuple[Row, ...] = (
    # on                from                 to                    when                    do
    row(Started, S.ATTRACT, S.MENU, may_start, begin_visit),
    row(ServiceChosen, S.CLOSED, S.INFORMATION, information_is_wanted, (begin_visit, set_service)),
    row(ServiceChosen, S.OUT_OF_SERVICE, S.INFORMATION, information_is_wanted, (begin_visit, set_service), unless=(must_stop, must_start_up)),
    row(ServiceChosen, S.MENU, S.INFORMATION, information_is_wanted, set_service),
    row(ServiceChosen, S.MENU, S.PLACE_CARD, (service_may_start, card_check_is_wanted), set_service),
    row(ServiceChosen, S.MENU, S.CONSENT, service_may_start, set_service),
    row(Agreed, S.CONSENT, S.PLACE_CARD, is_password_reset),
    row(Agreed, S.CONSENT, S.OTHER_MUNICIPALITY, is_usage_registration, set_register_scope),
    row(Agreed, S.CONSENT, S.MUNICIPALITY),
    row(ScopeChosen, S.MUNICIPALITY, S.PLACE_CARD, scope_is_residence, set_scope),
    row(ScopeChosen, S.MUNICIPALITY, S.OTHER_MUNICIPALITY, (), set_scope),
    row(MunicipalityChosen, S.OTHER_MUNICIPALITY, S.PLACE_CARD, takes_part, set_municipality, unless=is_closed_to_registrations),
    # Begun with the choice, so that it ends with the visit and nobody finds another's language.
    row(LanguageChosen, S.ATTRACT, S.MENU, (language_is_known, may_start), (begin_visit, set_language)),
    row(LanguageChosen, (*IDLE, *SHOPPER), STAY, language_is_known, set_language),
    row(AccessChosen, S.ATTRACT, S.MENU, may_start, (begin_visit, set_access)),
    row(AccessChosen, (*IDLE, *SHOPPER), STAY, (), set_access),
    row(Back, S.CONSENT, S.MENU, (), forget_choices),
    row(Back, S.MUNICIPALITY, S.CONSENT),
    row(Back, S.OTHER_MUNICIPALITY, S.CONSENT, is_usage_registration),
    row(Back, S.OTHER_MUNICIPALITY, S.MUNICIPALITY),
    row(Back, S.PLACE_CARD, S.MENU, is_card_check, forget_choices),
    row(Back, S.PLACE_CARD, S.CONSENT, is_password_reset, clear_reason),
    row(Back, S.PLACE_CARD, S.OTHER_MUNICIPALITY, is_usage_registration, clear_reason),
    row(Back, S.PLACE_CARD, S.MUNICIPALITY, (), clear_reason),
)
