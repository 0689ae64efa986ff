"""What a specimen resident is offered, told in one letter for each kind of certificate."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.rules.certificates import Availability, CertificateKind, Offer
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Scope
from kiosk_simulator.centre.certificates.offers import Requester
from kiosk_simulator.centre.municipalities import load_municipalities
from kiosk_simulator.residents import TOMAKOMAI, Household, Resident, resident

TOWNS = load_municipalities()
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
RECORD, SEAL, TAX = (
    CertificateKind.RESIDENT_RECORD,
    CertificateKind.SEAL_REGISTRATION,
    CertificateKind.TAXATION,
)
ADDRESSES = CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER
ALL, ONE = CertificateKind.FAMILY_REGISTER_ALL, CertificateKind.FAMILY_REGISTER_INDIVIDUAL
IN_ORDER = (RECORD, SEAL, TAX, ADDRESSES, ALL, ONE)
"""The kinds of the specification, which 苫小牧市 offers; tests/centre/test_kinds_beside.py has the others."""
LETTERS = {
    "A": Availability.AVAILABLE,
    "-": Availability.NOT_OFFERED,
    "n": Availability.NOT_NOW,
    "c": Availability.ASK_COUNTER,
}


def offers(
    key: str, code: str | None = None, scope: Scope = Scope.RESIDENCE, now: datetime = TUESDAY
) -> dict[CertificateKind, Offer]:
    """What a specimen is offered at home, or where the code says."""
    person, household = resident(key)
    town = TOWNS[code or household.municipality_code]
    return {each.kind: each for each in Requester(person, household, town, scope).offers(now)}


def letters(found: dict[CertificateKind, Offer]) -> str:
    """One letter for each kind, in the catalogue's order."""
    names = {availability: letter for letter, availability in LETTERS.items()}
    return "".join(names[found[kind].availability] for kind in IN_ORDER)


def asked_by(person: Resident, household: Household, town: str = TOMAKOMAI) -> dict[CertificateKind, Offer]:
    """What a person is offered in a household that no table has."""
    requester = Requester(person, household, TOWNS[town], Scope.RESIDENCE)
    return {each.kind: each for each in requester.offers(TUESDAY)}


def mixed_household() -> Household:
    """Ichiro, who is Japanese, and Maria, who is not."""
    _, household = resident("ichiro")
    maria, _ = resident("maria")
    return replace(household, members=(household.members[0], maria))


def at(text: str) -> datetime:
    """A moment of Japan's time."""
    return datetime.fromisoformat(text).replace(tzinfo=JST)
