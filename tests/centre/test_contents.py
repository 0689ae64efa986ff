"""What the simulated municipalities put on each kind of certificate: what was asked for and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import product
from typing import Any

import pytest

from kiosk.centre.messages import ApplicationRequest
from kiosk.documents.sheets import SHEETS
from kiosk.rules.certificates import (
    Availability,
    CertificateKind,
    InvalidOptions,
    Offer,
    OptionSpec,
    OptionValues,
    checked_options,
)
from kiosk.rules.contents import (
    Content,
    FamilyRegister,
    ResidentRecord,
    SealRegistration,
    SupplementaryRegister,
    Taxation,
)
from kiosk.rules.hours import JST
from kiosk.rules.record import CertificateRecord
from kiosk.rules.services import Scope
from kiosk.simulation.centre.contents import Application, content_for
from kiosk.simulation.centre.issuing import Applicant, make_records, somebody_elses_records
from kiosk.simulation.centre.municipalities import IssuingMunicipality, load_municipalities
from kiosk.simulation.centre.offering import REGISTER_KINDS, Asker
from kiosk.simulation.centre.taxes import BASIC_DEDUCTION, assess, employment_income
from kiosk.simulation.residents import HOUSEHOLDS, Resident, TaxReturn, resident

TOWNS = load_municipalities()
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
RECORD, SEAL, TAX = (
    CertificateKind.RESIDENT_RECORD,
    CertificateKind.SEAL_REGISTRATION,
    CertificateKind.TAXATION,
)
ADDRESSES = CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER
ALL, ONE = CertificateKind.FAMILY_REGISTER_ALL, CertificateKind.FAMILY_REGISTER_INDIVIDUAL
PEOPLE = [member for household in HOUSEHOLDS for member in household.members]


def content(kind: CertificateKind, key: str, day: date = TODAY, **options: str) -> Any:
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
            for offer in Asker(person, household, TOWNS[code], scope).offers(NOW):
                if offer.availability is Availability.AVAILABLE:
                    yield TOWNS[code], offer


def choices(kind: CertificateKind, rows: tuple[OptionSpec, ...]) -> Iterator[OptionValues]:
    """Every valid combination of options."""
    for values in product(*(row.values for row in rows)):
        chosen = {row.key: value for row, value in zip(rows, values, strict=True)}
        try:
            yield checked_options(kind, chosen, rows)
        except InvalidOptions:
            continue


def records(person: Resident) -> Iterator[CertificateRecord]:
    """One record of everything that a person can get."""
    for town, offer in ways(person):
        for options in choices(offer.kind, offer.options):
            application = ApplicationRequest(
                authentication="a",
                visit="v",
                request="r",
                kind=offer.kind,
                options=options,
                copies=1,
                fee=offer.fee,
            )
            yield from make_records(application, Applicant(person.key, "00" * 32), town, TODAY)


KIND_OF_CONTENT: Mapping[CertificateKind, type[Content]] = {
    RECORD: ResidentRecord,
    SEAL: SealRegistration,
    TAX: Taxation,
    ADDRESSES: SupplementaryRegister,
    ALL: FamilyRegister,
    ONE: FamilyRegister,
}


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_every_choice_of_everybody_gives_a_record_that_its_sheet_accepts(person: Resident) -> None:
    seen = 0
    for record in records(person):
        assert type(record.content) is KIND_OF_CONTENT[record.kind]
        SHEETS[record.kind].check_content(record)
        assert CertificateRecord.from_bytes(record.to_bytes()) == record
        seen += 1
    assert (seen > 0) == (
        person.key in {each.key for each in PEOPLE} - {"hana", "minato", "fuyuko", "saburo"}
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
    for persons in ("household", "self") if kind is RECORD else ("",):
        shown, omitted = (
            content(kind, key, TODAY, **{"persons": persons, option: value}).model_dump_json()
            for value in ("shown", "omitted")
        )
        for text in texts:
            assert (text in shown) or (option == "head_and_relationship" and persons == "self")
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
        None,
        None,
    )


def test_a_seal_certificate_is_the_applicants_own() -> None:
    found = content(SEAL, "katsuko")
    assert (found.name, found.registered_on) == ("見本　葛\U000e0104子", date(2014, 9, 1))


def test_with_the_domicile_the_persons_of_a_supplementary_register_go_by_their_given_names() -> None:
    given = content(ADDRESSES, "katsuko", domicile="shown")
    whole = content(ADDRESSES, "katsuko", domicile="omitted")
    assert (given.domicile, given.head_of_register) == ("北海道苫小牧市見本町一丁目２番地", "見本　一郎")
    assert [person.name for person in given.persons] == ["一郎", "葛\U000e0104子", "花"]
    assert (whole.domicile, whole.head_of_register) == (None, None)
    assert [person.name for person in whole.persons] == ["見本　一郎", "見本　葛\U000e0104子", "見本　花"]


@pytest.mark.parametrize("person", [each for each in PEOPLE if each.register], ids=lambda each: each.key)
def test_addresses_follow_each_other_and_end_at_home(person: Resident) -> None:
    _, household = resident(person.key)
    (history,) = [
        each.addresses for each in content(ADDRESSES, person.key).persons if each.name == person.name
    ]
    assert [entry.since for entry in history] == sorted({entry.since for entry in history})
    assert (history[-1].address, history[-1].since) == (household.address, person.address_since)
    assert len({entry.address for entry in history}) == len(history)


def test_the_individual_register_has_the_person_of_the_chosen_position() -> None:
    for position, name in enumerate(("太郎", "良子", "陽翔", "葵", "湊"), start=1):
        found = content(ONE, "taro", member=str(position))
        assert [person.name for person in found.persons] == [name]
    (alone,) = content(ONE, "jiro").persons
    assert alone.name == "次郎"


@pytest.mark.parametrize("person", [each for each in PEOPLE if each.register], ids=lambda each: each.key)
def test_a_family_register_is_consistent(person: Resident) -> None:
    register = content(ALL, person.key)
    names = [each.name for each in register.persons]
    given = person.name.partition("　")[2]
    assert given in names
    assert register.made_on <= TODAY
    for each in register.persons:
        assert each.events[0].title == "出生"
        titles = [event.title for event in each.events]
        assert ("婚姻" in titles) == (each.spouse is not None)
        if each.spouse is None:
            continue
        (other,) = [mate for mate in register.persons if mate.spouse not in (None, each.spouse)]
        marriage = dict(next(event for event in each.events if event.title == "婚姻").items)
        assert re.search(f"{other.name}$", marriage["配偶者氏名"])
        assert each.birth_date < register.made_on


@pytest.mark.parametrize(
    ("salary", "income"),
    [
        (0, 0),
        (650_000, 0),
        (1_100_000, 450_000),
        (1_899_999, 1_249_999),
        (1_900_000, 1_250_000),
        (3_000_000, 2_020_000),
        (3_003_999, 2_020_000),
        (3_599_999, 2_437_200),
        (3_600_000, 2_440_000),
        (5_000_000, 3_560_000),
        (6_600_000, 4_840_000),
        (8_499_999, 6_549_999),
        (8_500_000, 6_550_000),
        (10_000_000, 8_050_000),
    ],
)
def test_the_income_from_a_salary_is_that_of_the_acts_table(salary: int, income: int) -> None:
    assert employment_income(salary) == income


# By hand. Ichiro: 3,720,000 - 764,400 - 28,000 - 430,000 -> 2,497,000; adjustment 2,500.
# Taro: 4,744,000 - 952,560 - 56,000 - 330,000 - (450,000 + 330,000 + 450,000) - 430,000 -> 1,745,000;
# the personal deductions differ by 460,000: adjustment 23,000.
ASSESSED = {
    "ichiro": (2_497_000, (148_300, 3_000, 98_800, 1_000, 1_000), 252_100, 1),
    "taro": (1_745_000, (90_900, 3_000, 60_600, 1_000, 1_000), 156_500, 4),
    "yoshiko": (0, (0, 0, 0, 0, 0), 0, 0),
}


@pytest.mark.parametrize("key", ASSESSED)
def test_a_taxation_certificate_has_the_figures_worked_out_by_hand(key: str) -> None:
    taxable, taxes, total, dependants = ASSESSED[key]
    found = content(TAX, key)
    assert (found.fiscal_year, found.taxable_income, found.total_tax) == (2026, taxable, total)
    assert tuple(item.amount for item in found.taxes) == taxes
    assert found.dependants == dependants


@pytest.mark.parametrize("person", [each for each in PEOPLE if each.tax_return], ids=lambda each: each.key)
@pytest.mark.parametrize("year", [2026, 2031, 2040])
def test_the_figures_add_up_in_every_year(person: Resident, year: int) -> None:
    found = content(TAX, person.key, date(year, 7, 1))
    amounts = {item.label: item.amount for item in found.deductions}
    income = {item.label: item.amount for item in found.income}["合計所得金額"]
    *items, total = amounts.items()
    assert total == ("控除合計", sum(amount for _, amount in items))
    assert found.taxable_income == max(0, income - total[1]) // 1000 * 1000
    assert found.total_tax == sum(item.amount for item in found.taxes)
    assert amounts["基礎控除"] == BASIC_DEDUCTION
    assert all(item.amount % 100 == 0 for item in found.taxes)


def test_the_taxes_are_called_by_the_municipality_and_its_prefecture() -> None:
    labels = [item.label for item in assess(TaxReturn(3_000_000), (), 2026, city="町", prefecture="県").taxes]
    assert labels == ["町民税所得割", "町民税均等割", "県民税所得割", "県民税均等割", "森林環境税"]


def test_dependants_count_by_their_age_at_the_end_of_the_income_year() -> None:
    def deducted(birth: date) -> int:
        items = assess(TaxReturn(5_000_000), (birth,), 2026, city="市", prefecture="道").deductions
        return {item.label: item.amount for item in items}.get("扶養控除", 0)

    births = {date(2010, 1, 1): 0, date(2009, 12, 31): 330_000, date(2007, 1, 1): 330_000}
    births |= {date(2006, 12, 31): 450_000, date(2003, 1, 1): 450_000, date(2002, 12, 31): 330_000}
    births |= {date(1956, 1, 1): 330_000, date(1955, 12, 31): 450_000}
    assert {birth: deducted(birth) for birth in births} == births


@pytest.mark.parametrize("kind", [SEAL, TAX, ADDRESSES, ALL, ONE])
def test_nothing_is_invented_for_who_has_nothing(kind: CertificateKind) -> None:
    person, household = resident("maria")
    bare = replace(person, seal_since=None, tax_return=None)
    application = Application(bare, household, TOWNS[household.municipality_code], {}, TODAY)
    with pytest.raises(LookupError):
        content_for(kind, application)


def test_the_specimens_my_numbers_are_plainly_fictitious_and_unique() -> None:
    numbers = [person.my_number for person in PEOPLE]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"0{10}[0-9]{2}", number) for number in numbers)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_a_broken_centres_record_is_somebody_elses_under_the_same_options(person: Resident) -> None:
    _, household = resident(person.key)
    own = {member.name for member in household.members}
    for town, offer in ways(person):
        for options in choices(offer.kind, offer.options):
            application = ApplicationRequest(
                authentication="a",
                visit="v",
                request="r",
                kind=offer.kind,
                options=options,
                copies=1,
                fee=offer.fee,
            )
            subject = "00" * 32
            (record,) = somebody_elses_records(application, Applicant(person.key, subject), town, TODAY)
            assert record.subject != subject
            assert (record.options, record.kind, record.fee) == (options, offer.kind, offer.fee)
            assert not any(name in record.to_bytes().decode() for name in own)
