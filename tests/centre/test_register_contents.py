"""What stands in family registers and their supplementary ones: persons, matters and addresses."""

from __future__ import annotations

import re

import pytest

from kiosk.rules.contents import NO_ENTRY
from kiosk_simulator.residents import Resident, resident
from tests.support.centre.every_choice import PEOPLE, TODAY, content
from tests.support.centre.offer_tables import ADDRESSES, ALL, ONE


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
    assert (history[-1].address, history[-1].since) == (
        household.address,
        person.address_since or person.became_resident_on,
    )
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
    assert register.beginning.on <= TODAY
    for each in register.persons:
        assert each.events[0].title == "出生"
        titles = [event.title for event in each.events]
        assert ("婚姻" in titles) == (each.spouse != NO_ENTRY or each.removed)
        if each.spouse == NO_ENTRY:
            continue
        (other,) = [mate for mate in register.persons if mate.spouse not in (NO_ENTRY, each.spouse)]
        marriage = dict(next(event for event in each.events if event.title == "婚姻").items)
        assert re.search(f"{other.name}$", marriage["配偶者氏名"])
        assert each.birth_date < register.beginning.on
