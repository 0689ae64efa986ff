"""Every certificate that a specimen resident can get, with every choice of its options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

from kiosk.centre.messages import ApplicationRequest
from kiosk.rules.certificates import (
    Availability,
    CertificateKind,
    InvalidOptions,
    Offer,
    OptionSpec,
    OptionValues,
    checked_options,
)
from kiosk.rules.record import CertificateRecord
from kiosk.rules.services import Scope
from kiosk_simulator.centre.certificates.contents import Application, content_for
from kiosk_simulator.centre.certificates.offers import REGISTER_KINDS, Requester
from kiosk_simulator.centre.certificates.records import Applicant, make_records
from kiosk_simulator.centre.municipalities import IssuingMunicipality
from kiosk_simulator.residents import HOUSEHOLDS, Resident, resident
from tests.support.centre.offer_tables import TOWNS, TUESDAY

TODAY = date(2026, 11, 24)
PEOPLE = [member for household in HOUSEHOLDS for member in household.members]
SUBJECT = "00" * 32


def content(kind: CertificateKind, key: str, day: date = TODAY, **options: str) -> Any:
    """What stands on a certificate of a specimen."""
    person, household = resident(key)
    code = person.register_code if kind in REGISTER_KINDS else household.municipality_code
    assert code is not None
    return content_for(kind, Application(person, household, TOWNS[code], options, day))


def ways(person: Resident) -> Iterator[tuple[IssuingMunicipality, Offer]]:
    """Everything that is available to a person at home, and where the register is."""
    _, household = resident(person.key)
    codes = {Scope.RESIDENCE: household.municipality_code, Scope.REGISTER: person.register_code}
    for scope, code in codes.items():
        if code is not None:
            for offer in Requester(person, household, TOWNS[code], scope).offers(TUESDAY):
                if offer.availability is Availability.AVAILABLE:
                    yield TOWNS[code], offer


def choices(kind: CertificateKind, rows: tuple[OptionSpec, ...]) -> Iterator[OptionValues]:
    """Every valid combination of options; of the members each alone, all but each, and all."""
    for values in product(*(_values(row) for row in rows)):
        chosen = {row.key: value for row, value in zip(rows, values, strict=True)}
        try:
            yield checked_options(kind, chosen, rows)
        except InvalidOptions:
            continue


def _values(row: OptionSpec) -> tuple[str, ...]:
    if not row.many:
        return row.values
    all_but = [",".join(other for other in row.values if other != each) for each in row.values]
    return tuple(dict.fromkeys((*row.values, *all_but, row.default)))


def asked(kind: CertificateKind, options: Mapping[str, str] | OptionValues, fee: int) -> ApplicationRequest:
    """One copy, under ids that nobody looks at."""
    return ApplicationRequest(
        authentication="a",
        visit="v",
        request="r",
        kind=kind,
        options=tuple(sorted(dict(options).items())),
        copies=1,
        fee=fee,
    )


def records(person: Resident) -> Iterator[CertificateRecord]:
    """One record of everything that a person can get."""
    for town, offer in ways(person):
        for options in choices(offer.kind, offer.options):
            application = asked(offer.kind, options, offer.fee)
            yield from make_records(application, Applicant(person.key, SUBJECT), town, TODAY)
