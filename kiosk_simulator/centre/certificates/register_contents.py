"""The content of 戸籍 and 戸籍の附票, from the family registers of the specimen residents."""

from __future__ import annotations

from datetime import date, timedelta

from kiosk.rules.contents import (
    NO_ENTRY,
    AddressEntry,
    Adoption,
    Beginning,
    FamilyRegister,
    PartialDate,
    RegisteredAddresses,
    RegisteredPerson,
    RegisterEvent,
    SupplementaryRegister,
)
from kiosk.rules.eras import japanese_date, japanese_partial_date
from kiosk_simulator.centre.certificates.application import Application, recorded
from kiosk_simulator.residents import Register, Registrant, Removed, Resident, resident

_BIRTH_IS_FILED_AFTER = timedelta(days=9)
_BIRTH_AND_SEX_SINCE = date(2022, 1, 11)
"""From this day supplementary registers have birth date and sex (Residential Basic Book Act, Art. 17)."""


def supplementary_register(application: Application) -> SupplementaryRegister:
    register, shown = _register_of(application), application.shows("domicile")
    voting = register.overseas_voting
    return SupplementaryRegister(
        made_on=register.made_on,
        domicile=register.domicile if shown else None,
        head_of_register=register.head if shown else None,
        overseas_voting=recorded(voting) if voting is None or application.shows("overseas_voting") else None,
        persons=tuple(_addresses(each, given_name_only=shown) for each in register.registrants),
    )


def _addresses(registrant: Registrant, *, given_name_only: bool) -> RegisteredAddresses:
    person, gone = _who(registrant), registrant.removed
    history = registrant.earlier
    if isinstance(person, Resident):
        _, household = resident(registrant.key)
        history = (*history, (household.address, person.address_since or person.became_resident_on))
    unrecorded = gone is not None and gone.on < _BIRTH_AND_SEX_SINCE
    return RegisteredAddresses(
        name=_given(person.name) if given_name_only else person.name,
        name_kana=_given(person.name_kana) if given_name_only else person.name_kana,
        birth_date=NO_ENTRY if unrecorded else _birth(person),
        sex=NO_ENTRY if unrecorded else person.sex,
        removed=gone is not None,
        addresses=tuple(AddressEntry(address=address, since=since) for address, since in history),
    )


def _who(registrant: Registrant) -> Resident | Removed:
    return registrant.removed or resident(registrant.key)[0]


def _birth(person: Resident | Removed) -> date | PartialDate:
    return person.recorded_birth if isinstance(person, Resident) else person.birth_date


def family_register(application: Application) -> FamilyRegister:
    register = _register_of(application)
    return _with_persons(register, register.registrants)


def family_register_individual(application: Application) -> FamilyRegister:
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
        family_name_kana=register.head_kana.partition("　")[0],
        beginning=Beginning(
            how=register.how,
            on=register.made_on,
            reason=recorded(register.reason),
            former_domicile=recorded(register.former_domicile),
        ),
        persons=tuple(_registered(each) for each in registrants),
    )


def _registered(registrant: Registrant) -> RegisteredPerson:
    person, adopted = _who(registrant), registrant.adoption
    return RegisteredPerson(
        name=_given(person.name),
        name_kana=_given(person.name_kana),
        birth_date=_birth(person),
        father=registrant.father or NO_ENTRY,
        mother=registrant.mother or NO_ENTRY,
        relationship=registrant.relationship,
        adoption=_adoption(*adopted) if adopted else NO_ENTRY,
        spouse=recorded(registrant.spouse),
        removed=registrant.removed is not None,
        events=tuple(
            RegisterEvent(title=title, items=items)
            for title, items in (("出生", _born(registrant, person)), *registrant.events)
        ),
    )


def _adoption(father: str, mother: str, relationship: str) -> Adoption:
    return Adoption(father=father or NO_ENTRY, mother=mother or NO_ENTRY, relationship=relationship)


def _born(registrant: Registrant, person: Resident | Removed) -> tuple[tuple[str, str], ...]:
    """出生. A birth of unknown date was entered later, by permission of the family court (就籍)."""
    day = _birth(person)
    if isinstance(day, PartialDate):
        known = japanese_partial_date(day.year, day.month, day.era)
        return ("出生日", known), ("出生地", registrant.birthplace)
    return (
        ("出生日", japanese_date(day)),
        ("出生地", registrant.birthplace),
        ("届出日", japanese_date(day + _BIRTH_IS_FILED_AFTER)),
        ("届出人", "父" if registrant.father else "母"),
    )


def _register_of(application: Application) -> Register:
    if application.person.register is None:
        raise LookupError("no family register")
    return application.person.register


def _given(name: str) -> str:
    return name.partition("　")[2]
