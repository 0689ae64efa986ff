"""What the simulated municipalities put on each kind of certificate: what was asked for and no more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from kiosk.documents.templates import TEMPLATES
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.contents import (
    NO_ENTRY,
    Content,
    FamilyRegister,
    NoEntry,
    ResidentRecord,
    SealRegistration,
    SupplementaryRegister,
    Taxation,
)
from kiosk.rules.record import CertificateRecord
from kiosk_simulator.centre.certificates.contents import Application, content_for
from kiosk_simulator.centre.certificates.records import Applicant, records_of_another_household
from kiosk_simulator.residents import Resident, resident
from tests.support.centre.every_choice import PEOPLE, SUBJECT, TODAY, asked, choices, content, records, ways
from tests.support.centre.offer_tables import ADDRESSES, ALL, ONE, RECORD, SEAL, TAX, TOWNS

KIND_OF_CONTENT: Mapping[CertificateKind, type[Content]] = {
    RECORD: ResidentRecord,
    SEAL: SealRegistration,
    TAX: Taxation,
    ADDRESSES: SupplementaryRegister,
    ALL: FamilyRegister,
    ONE: FamilyRegister,
    CertificateKind.RESIDENT_RECORD_STATEMENT: ResidentRecord,
    CertificateKind.TAXATION_PAST: Taxation,
}


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_every_choice_of_everybody_gives_a_record_that_its_sheet_accepts(person: Resident) -> None:
    seen = 0
    for record in records(person):
        assert type(record.content) is KIND_OF_CONTENT[record.kind]
        TEMPLATES[record.kind].check_content(record)
        assert CertificateRecord.from_bytes(record.to_bytes()) == record
        seen += 1
    assert (seen > 0) == (
        person.key in {each.key for each in PEOPLE} - {"hana", "minato", "fuyuko", "saburo", "mira"}
    )


def test_every_kind_is_issued_to_somebody() -> None:
    issued = {record.kind for person in PEOPLE for record in records(person)}
    assert issued == set(CertificateKind)


SHOWN_BY: dict[str, tuple[CertificateKind, str, tuple[str, ...]]] = {
    "head_and_relationship": (RECORD, "katsuko", ("世帯主", "妻")),
    "domicile": (RECORD, "ichiro", ("見本町一丁目２番地",)),
    "my_number": (RECORD, "ichiro", ("0000000000",)),
    "nationality": (RECORD, "maria", ("みほん国",)),
    "residence_status": (RECORD, "maria", ("技術・人文知識・国際業務", "５年", "2028-04-10")),
    "residence_card": (RECORD, "maria", ("AA00000000AA",)),
    "overseas_voting": (ADDRESSES, "natsumi", ('"北海道苫小牧市"',)),
}


@pytest.mark.parametrize("option", SHOWN_BY)
def test_an_item_is_in_the_bytes_only_when_it_was_asked_for(option: str) -> None:
    kind, key, texts = SHOWN_BY[option]
    for persons in ("household", "self", "chosen") if kind is RECORD else ("",):
        chosen = {"persons": persons, "members": "1"}
        shown, omitted = (
            content(kind, key, TODAY, **chosen, **{option: value}).model_dump_json()
            for value in ("shown", "omitted")
        )
        for text in texts:
            alone = option == "head_and_relationship" and persons != "household"
            assert (text in shown) or alone
            assert text not in omitted


@pytest.mark.parametrize(("persons", "names"), [("self", ["見本　葛\U000e0104子"]), ("household", None)])
def test_the_applicant_alone_or_the_household(persons: str, names: list[str] | None) -> None:
    found = [person.name for person in content(RECORD, "katsuko", persons=persons).persons]
    assert found == (names or ["見本　一郎", "見本　葛\U000e0104子", "見本　花"])


def test_a_foreign_resident_has_residence_items_and_never_a_domicile() -> None:
    (person,) = content(RECORD, "maria", persons="self", domicile="shown", nationality="shown").persons
    assert (person.domicile, person.head_of_register) == (None, None)
    assert person.foreign is not None
    assert (person.foreign.nationality, person.foreign.card_number) == ("みほん国", None)


def test_a_permanent_resident_has_a_status_without_an_end() -> None:
    person, household = resident("maria")
    assert person.foreign is not None
    settled = replace(
        person,
        foreign=replace(
            person.foreign, status_of_residence="永住者", period_of_stay=None, period_ends_on=None
        ),
    )
    options = {"persons": "self", "residence_status": "shown"}
    application = Application(settled, household, TOWNS[household.municipality_code], options, TODAY)
    found = content_for(RECORD, application)
    assert isinstance(found, ResidentRecord)
    foreign = found.persons[0].foreign
    assert foreign is not None
    assert (foreign.status_of_residence, foreign.period_of_stay, foreign.period_ends_on) == (
        "永住者",
        NO_ENTRY,
        NO_ENTRY,
    )


def test_who_is_in_no_family_register_has_a_domicile_that_says_so() -> None:
    (shown,), (omitted,) = (
        content(RECORD, "arata", persons="self", domicile=value).persons for value in ("shown", "omitted")
    )
    assert (shown.domicile, shown.head_of_register) == (NO_ENTRY, NO_ENTRY)
    assert (omitted.domicile, omitted.head_of_register) == (None, None)


def test_a_newborn_has_neither_status_nor_card_nor_number_and_has_never_moved() -> None:
    mother, child = content(
        RECORD, "anna", persons="household", my_number="shown", nationality="shown",
        residence_status="shown", residence_card="shown",
    ).persons  # fmt: skip
    assert not isinstance(mother.my_number, NoEntry)
    assert (child.my_number, child.address_since) == (NO_ENTRY, NO_ENTRY)
    assert (child.foreign.nationality, child.foreign.card_number) == ("みほん国", NO_ENTRY)
    assert child.foreign.status_of_residence == child.foreign.period_ends_on == NO_ENTRY


def test_a_seal_certificate_is_the_applicants_own() -> None:
    found = content(SEAL, "katsuko")
    assert (found.name, found.registered_on) == ("見本　葛\U000e0104子", date(2014, 9, 1))


@pytest.mark.parametrize("kind", [SEAL, TAX, ADDRESSES, ALL, ONE])
def test_nothing_is_invented_for_who_has_nothing(kind: CertificateKind) -> None:
    person, household = resident("maria")
    bare = replace(person, seal_since=None, tax_return=None)
    application = Application(bare, household, TOWNS[household.municipality_code], {}, TODAY)
    with pytest.raises(LookupError):
        content_for(kind, application)


def test_the_specimens_my_numbers_are_plainly_fictitious_and_unique() -> None:
    numbers = [person.my_number for person in PEOPLE if person.my_number]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"0{10}[0-9]{2}", number) for number in numbers)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_a_broken_centres_record_is_somebody_elses_under_the_same_options(person: Resident) -> None:
    _, household = resident(person.key)
    own = {member.name for member in household.members}
    for town, offer in ways(person):
        for options in choices(offer.kind, offer.options):
            application = asked(offer.kind, options, offer.fee)
            (record,) = records_of_another_household(application, Applicant(person.key, SUBJECT), town, TODAY)
            assert record.subject != SUBJECT
            assert (record.options, record.kind, record.fee) == (options, offer.kind, offer.fee)
            assert not any(name in record.to_bytes().decode() for name in own)
