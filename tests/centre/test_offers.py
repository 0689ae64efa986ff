"""What each specimen resident is offered, and which way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from kiosk.rules.certificates import CATALOGUE, Availability
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Scope
from kiosk_simulator.card.profiles import PROFILES
from kiosk_simulator.residents import (
    HOUSEHOLDS,
    MIHON,
    TOMAKOMAI,
    Household,
    Reason,
    households,
    resident,
)
from tests.support.centre.offer_tables import (
    ADDRESSES,
    ALL,
    IN_ORDER,
    ONE,
    RECORD,
    SEAL,
    TAX,
    TOWNS,
    asked_by,
    letters,
    offers,
)


@pytest.mark.parametrize(
    ("key", "expected"),
    [  # record, seal, tax, addresses, whole register, one of the register
        ("ichiro", "AAAAAA"),
        ("katsuko", "AAAAAA"),
        ("hana", "cccccc"),  # under 15
        ("taro", "AAAAAA"),
        ("yoshiko", "AcAAAA"),
        ("sumi", "AccAAA"),
        ("sakura", "AAA---"),  # her register is elsewhere
        ("jiro", "AA----"),  # so is his, and this city has no tax certificates
        ("saburo", "cc-ccc"),
        ("maria", "AAA---"),
        ("haruko", "AAcAAA"),
        ("natsumi", "AAcAAA"),
        ("akio", "AcAAAA"),
        ("fuyuko", "cccccc"),
        ("shiro", "AAAccc"),
        ("satsuki", "AA-AAA"),
    ],
)
def test_what_a_resident_is_offered_at_home(key: str, expected: str) -> None:
    assert letters(offers(key)) == expected


@pytest.mark.parametrize(
    ("key", "code", "expected"),
    [
        ("jiro", TOMAKOMAI, "---AAA"),
        ("ichiro", TOMAKOMAI, "---AAA"),
        ("sakura", MIHON, "---AAA"),
        ("saburo", MIHON, "---ccc"),
        ("shiro", TOMAKOMAI, "---ccc"),
        ("hana", TOMAKOMAI, "---ccc"),
    ],
)
def test_where_the_register_is_only_registers_are_offered(key: str, code: str, expected: str) -> None:
    assert letters(offers(key, code, Scope.REGISTER)) == expected


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("foreign", "AAA---"),
        ("tax_undeclared", "AAcAAA"),
        ("back_from_abroad", "AAcAAA"),
        ("seal_unregistered", "AcAAAA"),
        ("moving_out", "cccccc"),
        ("pending_register", "AAAccc"),
        ("weekday_register", "AA-AAA"),
        ("withheld", "cc-ccc"),
        ("child", "cccccc"),
    ],
)
def test_the_cards_for_qa_are_what_their_labels_say(profile: str, expected: str) -> None:
    key = PROFILES[profile].resident
    assert key is not None
    assert letters(offers(key)) == expected


def test_the_answer_has_every_kind_in_the_catalogues_order_whoever_asks() -> None:
    for household in HOUSEHOLDS:
        for member in household.members:
            assert tuple(offers(member.key)) == tuple(CATALOGUE)


def test_a_child_may_use_the_service_from_the_fifteenth_birthday_on() -> None:
    birthday = datetime(2034, 5, 1, 10, 0, tzinfo=JST)
    assert letters(offers("hana", now=birthday - timedelta(days=1))) == "cccccc"
    assert letters(offers("hana", now=birthday)) == "AccAAA"


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2019, 5, 1), date(2034, 4, 30), 14),
        (date(2019, 5, 1), date(2034, 5, 1), 15),
        (date(1996, 2, 29), date(2011, 2, 28), 14),
        (date(1996, 2, 29), date(2011, 3, 1), 15),
    ],
)
def test_an_age_grows_on_the_birthday(born: date, day: date, age: int) -> None:
    assert replace(resident("hana")[0], birth_date=born).age_on(day) == age


def changed(household: Household, key: str, **changes: object) -> Household:
    members = tuple(
        replace(member, **changes) if member.key == key else member  # type: ignore[arg-type]
        for member in household.members
    )
    return replace(household, members=members)


@pytest.mark.parametrize("reason", [Reason.WITHHELD, Reason.MOVING_OUT])
def test_a_household_with_somebody_who_is_withheld_or_moving_out_gets_no_resident_record(
    reason: Reason,
) -> None:
    person, household = resident("ichiro")
    troubled = changed(household, "katsuko", reasons=frozenset({reason}))
    found = asked_by(person, troubled)
    assert letters(found) == "cAAAAA"


@pytest.mark.parametrize("reason", [Reason.WITHHELD, Reason.REGISTER_PENDING])
def test_one_person_of_a_register_stops_it_for_all(reason: Reason, monkeypatch: pytest.MonkeyPatch) -> None:
    wife, household = resident("katsuko")
    troubled = replace(wife, reasons=frozenset({reason}))
    monkeypatch.setitem(households._BY_KEY, "katsuko", (troubled, household))
    assert letters(offers("ichiro")) == "AAAccc"


def test_private_reasons_cannot_be_told_apart() -> None:
    """Whatever the reason is, the row is the same to the last field."""
    withheld, moving, child = (offers(key) for key in ("saburo", "fuyuko", "hana"))
    assert {moving[kind] for kind in CATALOGUE} == {child[kind] for kind in CATALOGUE}
    for found in (withheld, moving, child, offers("shiro"), offers("akio"), offers("haruko")):
        for offer in found.values():
            if offer.availability is not Availability.AVAILABLE:
                assert offer.rows is None


BESIDE = tuple(kind for kind in CATALOGUE if kind not in IN_ORDER)
FEES = {
    TOMAKOMAI: {RECORD: 250, SEAL: 250, TAX: 250, ADDRESSES: 250, ALL: 450, ONE: 450},
    MIHON: {RECORD: 300, SEAL: 300, ADDRESSES: 300, ALL: 450, ONE: 450} | dict.fromkeys(BESIDE, 300),
}


@pytest.mark.parametrize(("key", "code"), [("ichiro", TOMAKOMAI), ("jiro", MIHON)])
def test_fees_are_those_of_the_municipality(key: str, code: str) -> None:
    found = offers(key)
    assert {kind: found[kind].fee for kind in FEES[code]} == FEES[code]
    assert TOWNS[code].offered == FEES[code].keys()
