"""The content of each kind of certificate, from the municipality's data.

Options are applied here: an omitted item is not part of the content at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from kiosk.rules.certificates import CHOSEN, SELF, CertificateKind, parts
from kiosk.rules.contents import (
    NO_ENTRY,
    Content,
    ForeignResident,
    Person,
    ResidentRecord,
    SealRegistration,
    Taxation,
)
from kiosk.rules.municipality_kinds import prefectural_tax
from kiosk_simulator.centre.certificates.application import Application, other_name, recorded
from kiosk_simulator.centre.certificates.register_contents import (
    family_register,
    family_register_individual,
    supplementary_register,
)
from kiosk_simulator.centre.certificates.taxation import assess
from kiosk_simulator.residents import Foreigner, Household, Resident, resident

__all__ = ["Application", "content_for"]


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
        sheet_per_person=application.municipality.sheet_per_person,
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


def _person(member: Resident, application: Application) -> Person:
    register = member.register
    # A foreign resident's record does not have this item.
    domicile = application.shows("domicile") and member.foreign is None
    return Person(
        name=member.name,
        name_kana=member.name_kana,
        former_family_name=other_name(member.former_family_name),
        common_name=other_name(member.common_name),
        birth_date=member.recorded_birth,
        sex=member.sex,
        became_resident_on=member.became_resident_on,
        address_since=recorded(member.address_since),
        notified_on=recorded(member.notified_on),
        previous_address=recorded(member.previous_address),
        relationship=member.relationship if application.shows("head_and_relationship") else None,
        domicile=recorded(register.domicile if register else None) if domicile else None,
        head_of_register=recorded(register.head if register else None) if domicile else None,
        my_number=recorded(member.my_number) if application.shows("my_number") else None,
        foreign=_foreign(member.foreign, application) if member.foreign else None,
    )


def _foreign(held: Foreigner, application: Application) -> ForeignResident:
    status = application.shows("residence_status")
    return ForeignResident(
        nationality=held.nationality if application.shows("nationality") else None,
        residence_class=held.residence_class if status else None,
        status_of_residence=recorded(held.status_of_residence) if status else None,
        period_of_stay=recorded(held.period_of_stay) if status else None,
        period_ends_on=recorded(held.period_ends_on) if status else None,
        card_number=recorded(held.card_number) if application.shows("residence_card") else None,
    )


def _seal_registration(application: Application) -> SealRegistration:
    person = application.person
    if person.seal_since is None:
        raise LookupError("no seal is registered")
    return SealRegistration(
        name=person.name,
        name_kana=person.name_kana,
        former_family_name=other_name(person.former_family_name),
        common_name=other_name(person.common_name),
        katakana_name=recorded(person.katakana_name),
        birth_date=person.recorded_birth,
        address=application.household.address,
        foreign=person.foreign is not None,
        registered_on=person.seal_since,
    )


def _taxation(application: Application) -> Taxation:
    person, municipality = application.person, application.municipality
    if person.tax_return is None:
        raise LookupError("nothing was declared")
    chosen = application.options.get("year")
    year = municipality.tax_year(application.issued_on) if chosen is None else int(chosen)
    births = [resident(key)[0].birth_date for key in person.tax_return.dependants]
    prefectural = prefectural_tax(municipality.row.prefecture)
    assessment = assess(person.tax_return, births, year, own=municipality.kind.tax, prefectural=prefectural)
    return Taxation(
        name=person.name,
        name_kana=person.name_kana,
        birth_date=person.recorded_birth,
        address=application.household.address,
        address_on_1_january=_address_on(date(year, 1, 1), person, application.household),
        fiscal_year=year,
        income=assessment.income,
        total_income=assessment.total_income,
        deductions=assessment.deductions,
        taxable_income=assessment.taxable_income,
        taxes=assessment.taxes,
        adjustment=assessment.adjustment,
        total_tax=assessment.total,
        exempt=assessment.exempt,
        spouse_deduction="一般" if person.tax_return.spouse else NO_ENTRY,
        dependants=assessment.dependants,
    )


def _address_on(day: date, person: Resident, household: Household) -> str:
    """The address on `day`: the one before, for who has moved since."""
    moved = person.address_since is not None and person.address_since > day
    return person.previous_address if moved and person.previous_address else household.address


_CONTENTS: Mapping[CertificateKind, Callable[[Application], Content]] = {
    CertificateKind.RESIDENT_RECORD: _resident_record,
    CertificateKind.SEAL_REGISTRATION: _seal_registration,
    CertificateKind.TAXATION: _taxation,
    CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER: supplementary_register,
    CertificateKind.FAMILY_REGISTER_ALL: family_register,
    CertificateKind.FAMILY_REGISTER_INDIVIDUAL: family_register_individual,
    CertificateKind.RESIDENT_RECORD_STATEMENT: _resident_record,
    CertificateKind.TAXATION_PAST: _taxation,
}
