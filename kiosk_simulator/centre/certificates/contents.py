"""The content of each kind of certificate, from the municipality's data.

Options are applied here: an omitted item is not part of the content at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from kiosk.rules.certificates import CHOSEN, OMITTED, SELF, SHOWN, CertificateKind, parts
from kiosk.rules.contents import (
    NO_ENTRY,
    AddressEntry,
    Content,
    FamilyRegister,
    ForeignResident,
    NoEntry,
    Person,
    RegisteredAddresses,
    RegisteredPerson,
    RegisterEvent,
    ResidentRecord,
    SealRegistration,
    SupplementaryRegister,
    Taxation,
)
from kiosk.rules.eras import japanese_date
from kiosk_simulator.centre.certificates.taxation import assess
from kiosk_simulator.centre.municipalities import IssuingMunicipality
from kiosk_simulator.residents import Foreigner, Household, Register, Registrant, Resident, resident

_BIRTH_IS_FILED_AFTER = timedelta(days=9)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Application:
    """For whom a certificate is issued, with which options, on which day."""

    person: Resident
    household: Household
    municipality: IssuingMunicipality
    options: Mapping[str, str]
    issued_on: date

    def shows(self, key: str) -> bool:
        """True when the item was requested; an item that could not be chosen is omitted."""
        return self.options.get(key, OMITTED) == SHOWN


def content_for(kind: CertificateKind, application: Application) -> Content:
    """The content of one certificate.

    Raises LookupError when the municipality has no such data about the person.
    """
    return _CONTENTS[kind](application)


def _resident_record(application: Application) -> ResidentRecord:
    household, members = application.household, _members(application)
    relationship = application.shows("head_and_relationship")
    return ResidentRecord(
        address=household.address,
        head_of_household=household.head.name if relationship else None,
        persons=tuple(_person(member, application) for member in members),
        whole_household=members == household.members,
    )


def _members(application: Application) -> tuple[Resident, ...]:
    """The persons on the record, in the order of the household."""
    members, options = application.household.members, application.options
    if options["persons"] == SELF:
        return (application.person,)
    if options["persons"] == CHOSEN:
        positions = parts(options["members"])
        return tuple(each for number, each in enumerate(members, start=1) if str(number) in positions)
    return members


def _recorded(value: T | None) -> T | NoEntry:
    """The recorded value, or NO_ENTRY when nothing is recorded."""
    return NO_ENTRY if value is None else value


def _person(member: Resident, application: Application) -> Person:
    register = member.register
    # A foreign resident's record does not have this item.
    domicile = application.shows("domicile") and member.foreign is None
    return Person(
        name=member.name,
        name_kana=member.name_kana,
        birth_date=member.birth_date,
        sex=member.sex,
        became_resident_on=member.became_resident_on,
        address_since=_recorded(member.address_since),
        relationship=member.relationship if application.shows("head_and_relationship") else None,
        domicile=_recorded(register.domicile if register else None) if domicile else None,
        head_of_register=_recorded(register.head if register else None) if domicile else None,
        my_number=_recorded(member.my_number) if application.shows("my_number") else None,
        foreign=_foreign(member.foreign, application) if member.foreign else None,
    )


def _foreign(recorded: Foreigner, application: Application) -> ForeignResident:
    status = application.shows("residence_status")
    return ForeignResident(
        nationality=recorded.nationality if application.shows("nationality") else None,
        status_of_residence=_recorded(recorded.status_of_residence) if status else None,
        period_of_stay=_recorded(recorded.period_of_stay) if status else None,
        period_ends_on=_recorded(recorded.period_ends_on) if status else None,
        card_number=_recorded(recorded.card_number) if application.shows("residence_card") else None,
    )


def _seal_registration(application: Application) -> SealRegistration:
    person = application.person
    if person.seal_since is None:
        raise LookupError("no seal is registered")
    return SealRegistration(
        name=person.name,
        name_kana=person.name_kana,
        birth_date=person.birth_date,
        address=application.household.address,
        registered_on=person.seal_since,
    )


def _taxation(application: Application) -> Taxation:
    person, municipality = application.person, application.municipality
    if person.tax_return is None:
        raise LookupError("nothing was declared")
    year = municipality.tax_year(application.issued_on)
    births = [resident(key)[0].birth_date for key in person.tax_return.dependants]
    city, prefecture = municipality.row.name[-1], municipality.row.prefecture[-1]
    assessment = assess(person.tax_return, births, year, city=city, prefecture=prefecture)
    return Taxation(
        name=person.name,
        name_kana=person.name_kana,
        birth_date=person.birth_date,
        address=application.household.address,
        fiscal_year=year,
        income=assessment.income,
        deductions=assessment.deductions,
        taxable_income=assessment.taxable_income,
        taxes=assessment.taxes,
        total_tax=assessment.total,
        dependants=len(births),
    )


def _supplementary_register(application: Application) -> SupplementaryRegister:
    register, shown = _register_of(application), application.shows("domicile")
    return SupplementaryRegister(
        domicile=register.domicile if shown else None,
        head_of_register=register.head if shown else None,
        overseas_voting=_recorded(register.overseas_voting) if application.shows("overseas_voting") else None,
        persons=tuple(_addresses(each, given_name_only=shown) for each in register.registrants),
    )


def _addresses(registrant: Registrant, *, given_name_only: bool) -> RegisteredAddresses:
    person, household = resident(registrant.key)
    history = (*registrant.earlier, (household.address, person.address_since or person.became_resident_on))
    return RegisteredAddresses(
        name=_given(person.name) if given_name_only else person.name,
        birth_date=person.birth_date,
        sex=person.sex,
        addresses=tuple(AddressEntry(address=address, since=since) for address, since in history),
    )


def _family_register(application: Application) -> FamilyRegister:
    register = _register_of(application)
    return _with_persons(register, register.registrants)


def _family_register_individual(application: Application) -> FamilyRegister:
    register = _register_of(application)
    member = application.options.get("member")
    if member is None:  # no choice was offered: the register has one person
        (chosen,) = register.registrants
    else:
        chosen = register.registrants[int(member) - 1]
    return _with_persons(register, (chosen,))


def _with_persons(register: Register, registrants: tuple[Registrant, ...]) -> FamilyRegister:
    return FamilyRegister(
        domicile=register.domicile,
        head_of_register=register.head,
        made_on=register.made_on,
        reason=register.reason,
        persons=tuple(_registered(each) for each in registrants),
    )


def _registered(registrant: Registrant) -> RegisteredPerson:
    person, _ = resident(registrant.key)
    birth = (
        ("出生日", japanese_date(person.birth_date)),
        ("出生地", registrant.birthplace),
        ("届出日", japanese_date(person.birth_date + _BIRTH_IS_FILED_AFTER)),
        ("届出人", "父"),
    )
    return RegisteredPerson(
        name=_given(person.name),
        name_kana=_given(person.name_kana),
        birth_date=person.birth_date,
        father=registrant.father,
        mother=registrant.mother,
        relationship=registrant.relationship,
        spouse=registrant.spouse,
        events=tuple(
            RegisterEvent(title=title, items=items) for title, items in (("出生", birth), *registrant.events)
        ),
    )


def _register_of(application: Application) -> Register:
    if application.person.register is None:
        raise LookupError("no family register")
    return application.person.register


def _given(name: str) -> str:
    return name.partition("　")[2]


_CONTENTS: Mapping[CertificateKind, Callable[[Application], Content]] = {
    CertificateKind.RESIDENT_RECORD: _resident_record,
    CertificateKind.SEAL_REGISTRATION: _seal_registration,
    CertificateKind.TAXATION: _taxation,
    CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER: _supplementary_register,
    CertificateKind.FAMILY_REGISTER_ALL: _family_register,
    CertificateKind.FAMILY_REGISTER_INDIVIDUAL: _family_register_individual,
}
