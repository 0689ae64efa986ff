"""With which options a kind of certificate is offered to whom."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pytest

from kiosk.centre.messages import OfferMessage
from kiosk.rules.certificates import (
    InvalidOptions,
    OptionSpec,
    checked_options,
    default_options,
)
from kiosk.rules.services import Scope
from kiosk_simulator.residents import HOUSEHOLDS, TOMAKOMAI, resident
from tests.support.centre.offer_tables import (
    ADDRESSES,
    ALL,
    ONE,
    RECORD,
    SEAL,
    TAX,
    asked_by,
    mixed_household,
    offers,
)


def keys(rows: Iterable[OptionSpec]) -> list[str]:
    return [row.key for row in rows]


def test_most_people_have_the_options_of_the_catalogue() -> None:
    found = offers("ichiro")
    for kind in (SEAL, TAX, ADDRESSES, ALL):
        assert found[kind].rows is None
    assert offers("sakura")[RECORD].rows is None


def test_a_foreign_resident_chooses_nationality_and_residence_in_place_of_the_domicile() -> None:
    rows = offers("maria")[RECORD].options
    assert keys(rows) == [
        "persons",
        "head_and_relationship",
        "nationality",
        "residence_status",
        "residence_card",
        "my_number",
    ]
    assert all(row.only_if is None for row in rows)
    assert all(row.default == "omitted" for row in rows if row.key != "persons")


def test_in_a_mixed_household_the_others_items_come_when_others_may_be_on_the_record() -> None:
    ichiro, maria = mixed_household().members
    with_others = ("persons", "household", "chosen")
    of_japanese = {row.key: row.only_if for row in asked_by(ichiro, mixed_household())[RECORD].options}
    of_foreigner = {row.key: row.only_if for row in asked_by(maria, mixed_household())[RECORD].options}
    for foreign in ("nationality", "residence_status", "residence_card"):
        assert (of_japanese[foreign], of_foreigner[foreign]) == (with_others, None)
    assert (of_japanese["domicile"], of_foreigner["domicile"]) == (None, with_others)


def test_my_number_is_a_choice_only_where_the_municipality_offers_it() -> None:
    assert keys(offers("jiro")[RECORD].options) == ["persons", "head_and_relationship", "domicile"]
    assert "my_number" in keys(offers("ichiro")[RECORD].options)


def test_the_person_of_an_individual_register_is_chosen_by_position_and_named() -> None:
    (row,) = offers("katsuko")[ONE].options
    assert (row.key, row.values, row.default) == ("member", ("1", "2", "3"), "2")
    assert row.names == (("1", "見本 一郎"), ("2", "見本 葛\U000e0104子"), ("3", "見本 花"))
    assert "見本" not in repr(row)
    assert offers("jiro", TOMAKOMAI, Scope.REGISTER)[ONE].options == ()  # alone in his register


def test_overseas_voting_is_a_choice_only_in_a_register_with_somebody_on_the_list() -> None:
    assert keys(offers("natsumi")[ADDRESSES].options) == ["domicile", "overseas_voting"]
    assert keys(offers("ichiro")[ADDRESSES].options) == ["domicile"]


def test_what_the_screen_first_shows_is_valid_for_everybody() -> None:
    for household in HOUSEHOLDS:
        for member in household.members:
            for kind, offer in offers(member.key).items():
                chosen = default_options(kind, offer.options)
                assert checked_options(kind, dict(chosen), offer.options) == chosen


def test_another_persons_item_cannot_be_asked_for_alone() -> None:
    ichiro, _ = mixed_household().members
    rows = asked_by(ichiro, mixed_household())[RECORD].options
    chosen = dict(default_options(RECORD, rows)) | {"nationality": "shown"}
    assert checked_options(RECORD, chosen, rows)
    assert checked_options(RECORD, chosen | {"persons": "chosen", "members": "2"}, rows)
    with pytest.raises(InvalidOptions, match="nationality does not apply"):
        checked_options(RECORD, chosen | {"persons": "self"}, rows)


def test_a_household_of_several_offers_everybody_the_asker_or_chosen_members() -> None:
    persons, members, *items = offers("katsuko")[RECORD].options
    assert (persons.key, persons.values, persons.default) == (
        "persons",
        ("household", "self", "chosen"),
        "household",
    )
    assert (members.key, members.values, members.default) == ("members", ("1", "2", "3"), "1,2,3")
    assert members.names == (("1", "見本 一郎"), ("2", "見本 葛\U000e0104子"), ("3", "見本 花"))
    assert (members.many, members.only_if) == (True, ("persons", "chosen"))
    assert keys(items) == ["head_and_relationship", "domicile", "my_number"]


@pytest.mark.parametrize("key", ["ichiro", "taro", "kenji"])
def test_every_member_that_may_ask_may_choose_any_of_the_household(key: str) -> None:
    _, household = resident(key)
    rows = offers(key)[RECORD].options
    (row,) = [each for each in rows if each.many]
    assert [name.replace(" ", "　") for _, name in row.names] == [each.name for each in household.members]
    chosen = dict(default_options(RECORD, rows)) | {"persons": "chosen"}
    for number in range(1, len(row.values) + 1):
        for some in combinations(row.values, number):
            assert checked_options(RECORD, chosen | {"members": ",".join(some)}, rows)


@pytest.mark.parametrize("members", ["", "0", "4", "2,1", "1,1", "1,,2", "1,", "1, 2", "１", "household"])
def test_nobody_else_and_nobody_twice_can_be_chosen(members: str) -> None:
    rows = offers("ichiro")[RECORD].options
    chosen = dict(default_options(RECORD, rows)) | {"persons": "chosen", "members": members}
    with pytest.raises(InvalidOptions, match="members has an unknown value"):
        checked_options(RECORD, chosen, rows)


@pytest.mark.parametrize("persons", ["household", "self"])
def test_members_are_chosen_only_where_persons_are(persons: str) -> None:
    rows = offers("ichiro")[RECORD].options
    chosen = dict(default_options(RECORD, rows)) | {"persons": persons}
    assert checked_options(RECORD, chosen, rows)
    with pytest.raises(InvalidOptions, match="members does not apply"):
        checked_options(RECORD, chosen | {"members": "1,3"}, rows)


def test_who_lives_alone_has_nobody_to_choose() -> None:
    for household in HOUSEHOLDS:
        for member in household.members:
            rows = offers(member.key)[RECORD].options
            assert ("members" in keys(rows)) <= (len(household.members) > 1)
    assert offers("sakura")[RECORD].options[0].values == ("household", "self")


def test_the_rows_survive_the_wire_and_show_no_name() -> None:
    ichiro, _ = mixed_household().members
    for offer in (offers("taro")[RECORD], asked_by(ichiro, mixed_household())[RECORD]):
        message = OfferMessage.of(offer)
        assert OfferMessage.model_validate_json(message.model_dump_json()).row() == offer
        for shown in (repr(offer), repr(message), str(message)):
            assert not any(name in shown for row in offer.options for _, name in row.names)


@pytest.mark.parametrize("only_if", ['["persons"]', "[]", '"persons"'])
def test_a_row_that_applies_with_nothing_is_refused(only_if: str) -> None:
    row = f'{{"key": "members", "values": ["1"], "default": "1", "only_if": {only_if}}}'
    text = f'{{"kind": "resident_record", "fee": 1, "availability": "available", "rows": [{row}]}}'
    with pytest.raises(ValueError, match="only_if"):
        OfferMessage.model_validate_json(text)
