"""Which devices each service needs: one that fails closes these services, and no others."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from enum import StrEnum

from kiosk.rules.services import Service


class Device(StrEnum):
    """What a health check is about."""

    CARD_READER = "card_reader"
    PAGE_PRINTER = "printer"
    RECEIPT_PRINTER = "receipt_printer"
    CASH_UNIT = "cash_unit"
    CENTRE = "centre"
    JOURNAL = "journal"


_WITH_A_SLIP = frozenset({Device.CARD_READER, Device.CENTRE, Device.RECEIPT_PRINTER, Device.JOURNAL})

NEEDS: Mapping[Service, frozenset[Device]] = {
    Service.CERTIFICATES: frozenset(Device),
    Service.PASSWORD_RESET: _WITH_A_SLIP,
    Service.USAGE_REGISTRATION: _WITH_A_SLIP,
    Service.CARD_CHECK: frozenset({Device.CARD_READER, Device.JOURNAL}),
    Service.INFORMATION: frozenset({Device.JOURNAL}),
}
"""Without its slip a claim for money, the number of a reset or of an application would be lost. Every visit
has its rows in the journal."""

START_NEEDS = frozenset({Device.CASH_UNIT, Device.JOURNAL})
"""Without these nobody can tell what an interrupted visit is owed."""


def is_served(service: Service, failing: Iterable[str]) -> bool:
    """True if `service` needs none of the devices (their names) that fail."""
    return NEEDS[service].isdisjoint(failing)


def nothing_is_served(failing: Iterable[str], switched_off: Container[Service] = ()) -> bool:
    """True if the devices that fail, and what staff switched off, leave nothing but information, or not even
    that."""
    names = frozenset(failing)
    return not any(
        is_served(each, names)
        for each in Service
        if each is not Service.INFORMATION and each not in switched_off
    )
