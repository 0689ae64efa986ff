"""What each specimen resident is offered, which way and when, and with which options."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from kiosk.centre.messages import OfferMessage
from kiosk.rules.certificates import (
    CATALOGUE,
    Availability,
    CertificateKind,
    InvalidOptions,
    Offer,
    OptionSpec,
    checked_options,
    default_options,
)
from kiosk.rules.hours import JST, Calendar, Closure, DailyHours
from kiosk.rules.services import Scope, Service
from kiosk.simulation.card.profiles import PROFILES
from kiosk.simulation.centre.municipalities import (
    MUNICIPALITIES_FOLDER,
    IssuingMunicipality,
    load_municipalities,
)
from kiosk.simulation.centre.offering import REGISTER_KINDS, Asker
from kiosk.simulation.residents import (
    HOUSEHOLDS,
    MIHON,
    TOMAKOMAI,
    Household,
    Reason,
    Resident,
    households,
    resident,
)

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
LETTERS = {
    "A": Availability.AVAILABLE,
    "-": Availability.NOT_OFFERED,
    "n": Availability.NOT_NOW,
    "c": Availability.ASK_COUNTER,
}


def offers(
    key: str, code: str | None = None, scope: Scope = Scope.RESIDENCE, now: datetime = TUESDAY
) -> dict[CertificateKind, Offer]:
    person, household = resident(key)
    town = TOWNS[code or household.municipality_code]
    return {each.kind: each for each in Asker(person, household, town, scope).offers(now)}


def letters(found: dict[CertificateKind, Offer]) -> str:
    names = {availability: letter for letter, availability in LETTERS.items()}
    return "".join(names[found[kind].availability] for kind in IN_ORDER)


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


def asked_by(person: Resident, household: Household, town: str = TOMAKOMAI) -> dict[CertificateKind, Offer]:
    asker = Asker(person, household, TOWNS[town], Scope.RESIDENCE)
    return {each.kind: each for each in asker.offers(TUESDAY)}


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


def test_outside_its_hours_a_kind_looks_the_same_to_everybody() -> None:
    evening = TUESDAY.replace(hour=20)
    for key in ("saburo", "satsuki", "sakura"):
        assert letters(offers(key, MIHON, Scope.REGISTER, evening)) == "---nnn"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JST)


@pytest.mark.parametrize(
    ("now", "again"),
    [
        ("2026-11-24 08:59:59", "2026-11-24 09:00"),
        ("2026-11-24 17:00", "2026-11-25 09:00"),
        ("2026-11-20 17:00", "2026-11-24 09:00"),  # over a weekend and a holiday
        ("2026-12-04 18:00", "2026-12-07 09:00"),  # maintenance until Saturday morning
        ("2026-12-28 17:00", "2027-01-04 09:00"),
    ],
)
def test_a_kind_outside_its_hours_says_when_it_is_issued_again(now: str, again: str) -> None:
    found = offers("satsuki", now=at(now))
    for kind in REGISTER_KINDS:
        assert (found[kind].availability, found[kind].again_at) == (Availability.NOT_NOW, at(again))
        assert TOWNS[MIHON].issues_now(kind, at(again))


def test_what_is_offered_or_never_will_be_names_no_moment() -> None:
    rows = [each for key in ("ichiro", "jiro", "saburo", "hana") for each in offers(key).values()]
    assert {each.availability for each in rows} == {*Availability} - {Availability.NOT_NOW}
    assert all(each.again_at is None for each in rows)


def test_the_moment_is_the_same_for_everybody() -> None:
    evening = TUESDAY.replace(hour=20)
    for kind in REGISTER_KINDS:
        rows = {offers(key, MIHON, Scope.REGISTER, evening)[kind] for key in ("saburo", "satsuki")}
        assert len(rows) == 1


def stopped(*closures: Closure, code: str = TOMAKOMAI, **hours: Calendar) -> IssuingMunicipality:
    named = {CertificateKind(kind): calendar for kind, calendar in hours.items()}
    return replace(TOWNS[code], closures=closures, hours=named)


def span(start: str, end: str, *names: Service | CertificateKind) -> Closure:
    return Closure(
        at(start), at(end),
        frozenset(each for each in names if isinstance(each, Service)),
        frozenset(each for each in names if isinstance(each, CertificateKind)),
    )  # fmt: skip


def kinds_at(town: IssuingMunicipality, now: str) -> str:
    return "".join("A" if town.issues_now(kind, at(now)) else "n" for kind in IN_ORDER)


@pytest.mark.parametrize(
    ("names", "kinds", "registration"),
    [
        ((), "nnnnnn", False),
        ((TAX,), "AAnAAA", True),
        ((ADDRESSES,), "AAAnAA", True),
        ((ADDRESSES, ALL, ONE), "AAAnnn", False),
        ((Service.USAGE_REGISTRATION,), "AAAAAA", False),
        ((Service.CERTIFICATES,), "nnnnnn", True),
    ],
)
def test_maintenance_of_part_of_a_day_stops_what_it_names(
    names: tuple[Service | CertificateKind, ...], kinds: str, registration: bool
) -> None:
    town = stopped(span("2026-11-24 09:00", "2026-11-24 11:00", *names))
    for now, expected, serves in (
        ("2026-11-24 08:59:59", "AAAAAA", True),
        ("2026-11-24 09:00", kinds, registration),
        ("2026-11-24 10:59:59", kinds, registration),
        ("2026-11-24 11:00", "AAAAAA", True),
    ):
        assert kinds_at(town, now) == expected
        assert town.serves_now(Service.USAGE_REGISTRATION, at(now)) is serves


def test_the_specimen_citys_registration_rests_with_its_registers() -> None:
    town = TOWNS[MIHON]
    assert town.serves_now(Service.USAGE_REGISTRATION, at("2026-12-04 17:29:59"))
    assert not town.serves_now(Service.USAGE_REGISTRATION, at("2026-12-04 17:30"))
    assert not town.serves_now(Service.USAGE_REGISTRATION, at("2026-12-05 08:59:59"))
    assert town.serves_now(Service.USAGE_REGISTRATION, at("2026-12-05 09:00"))


@pytest.mark.parametrize(
    ("closure", "now", "again"),
    [
        (("2026-11-24 09:00", "2026-11-24 11:00"), "2026-11-24 10:00", "2026-11-24 11:00"),
        # whatever ends at night is issued again when the service opens
        (("2026-11-24 17:30", "2026-11-25 03:00"), "2026-11-24 22:00", "2026-11-25 06:30"),
        (("2026-11-12 06:30", "2026-11-13 23:00"), "2026-11-12 12:00", "2026-11-14 06:30"),
        (("2026-12-28 12:00", "2026-12-30 00:00"), "2026-12-28 15:00", "2027-01-04 06:30"),
        (("2026-11-24 00:00", "2028-11-24 00:00"), "2026-11-24 10:00", None),
    ],
)
def test_after_maintenance_a_kind_comes_back_with_the_service(
    closure: tuple[str, str], now: str, again: str | None
) -> None:
    town = stopped(span(*closure))
    expected = None if again is None else at(again)
    assert {town.issues_again_at(kind, at(now)) for kind in IN_ORDER} == {expected}


def test_hours_of_its_own_and_maintenance_count_together() -> None:
    own = Calendar(DailyHours(time(9), time(17)), timedelta(0), weekdays_only=True)
    town = stopped(span("2026-11-24 16:00", "2026-11-25 10:30", TAX), taxation=own)
    assert kinds_at(town, "2026-11-24 16:00") == "AAnAAA"
    assert town.issues_again_at(TAX, at("2026-11-24 16:00")) == at("2026-11-25 10:30")


def test_another_kinds_maintenance_does_not_keep_a_kind_waiting() -> None:
    town = stopped(
        span("2026-11-24 09:00", "2026-11-24 11:00", TAX), span("2026-11-24 10:30", "2026-11-30 11:00", SEAL)
    )
    assert town.issues_again_at(TAX, at("2026-11-24 10:00")) == at("2026-11-24 11:00")
    assert town.issues_again_at(SEAL, at("2026-11-24 10:30")) == at("2026-11-30 11:00")


@pytest.mark.parametrize("kind", [RECORD, ALL])
def test_a_moment_survives_the_wire_and_is_told_in_japans_time(kind: CertificateKind) -> None:
    row = Offer(kind, 450, Availability.NOT_NOW, None, datetime(2026, 11, 25, 0, 0, tzinfo=UTC))
    back = OfferMessage.model_validate_json(OfferMessage.of(row).model_dump_json()).row()
    assert back == row
    assert back.again_at is not None
    assert back.again_at.isoformat() == "2026-11-25T09:00:00+09:00"


@pytest.mark.parametrize("moment", ['"2026-11-25T09:00:00"', '"tomorrow"', "9.5e99"])
def test_a_moment_without_a_zone_or_sense_is_refused(moment: str) -> None:
    text = f'{{"kind": "taxation", "fee": 1, "availability": "not_now", "again_at": {moment}}}'
    with pytest.raises(ValueError, match="again_at"):
        OfferMessage.model_validate_json(text)


def test_registrations_may_have_hours_of_their_own(tmp_path: Path) -> None:
    own = "[hours.usage_registration]\nopens = 09:00:00\ncloses = 17:00:00\nweekdays_only = true\n"
    text = (MUNICIPALITIES_FOLDER / f"{TOMAKOMAI}.toml").read_text(encoding="utf-8")
    (tmp_path / f"{TOMAKOMAI}.toml").write_text(f"{text}\n{own}", encoding="utf-8")
    town = load_municipalities(tmp_path)[TOMAKOMAI]
    edges = ("08:59:59", "09:00", "16:59:59", "17:00")
    served = [town.serves_now(Service.USAGE_REGISTRATION, at(f"2026-11-24 {edge}")) for edge in edges]
    assert served == [False, True, True, False]
    assert not town.serves_now(Service.USAGE_REGISTRATION, at("2026-11-23 12:00"))
    assert kinds_at(town, "2026-11-23 12:00") == "AAAAAA"


FEES = {
    TOMAKOMAI: {RECORD: 250, SEAL: 250, TAX: 250, ADDRESSES: 250, ALL: 450, ONE: 450},
    MIHON: {RECORD: 300, SEAL: 300, ADDRESSES: 300, ALL: 450, ONE: 450},
}


@pytest.mark.parametrize(("key", "code"), [("ichiro", TOMAKOMAI), ("jiro", MIHON)])
def test_fees_are_those_of_the_municipality(key: str, code: str) -> None:
    found = offers(key)
    assert {kind: found[kind].fee for kind in FEES[code]} == FEES[code]
    assert TOWNS[code].offered == FEES[code].keys()


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2026, 11, 24, 8, 59, 59, tzinfo=JST), False),
        (datetime(2026, 11, 24, 9, 0, tzinfo=JST), True),
        (datetime(2026, 11, 24, 16, 59, 59, tzinfo=JST), True),
        (datetime(2026, 11, 24, 17, 0, tzinfo=JST), False),
        (datetime(2026, 11, 21, 10, 0, tzinfo=JST), False),  # Saturday
        (datetime(2026, 11, 22, 10, 0, tzinfo=JST), False),  # Sunday
        (datetime(2026, 11, 23, 10, 0, tzinfo=JST), False),  # Monday, Labour Thanksgiving Day
        (datetime(2026, 9, 22, 10, 0, tzinfo=JST), False),  # Tuesday between two holidays
        (datetime(2026, 12, 28, 10, 0, tzinfo=JST), True),
        (datetime(2026, 12, 29, 10, 0, tzinfo=JST), False),  # Tuesday, the year's end
        (datetime(2027, 1, 4, 10, 0, tzinfo=JST), True),
    ],
)
def test_registers_are_issued_on_weekdays_from_nine_to_five_where_the_municipality_says_so(
    moment: datetime, is_open: bool
) -> None:
    expected = Availability.AVAILABLE if is_open else Availability.NOT_NOW
    found = offers("satsuki", now=moment)
    assert {found[kind].availability for kind in REGISTER_KINDS} == {expected}
    assert letters(offers("satsuki", now=moment.astimezone(UTC))) == letters(found)
    assert (found[RECORD].availability, found[SEAL].availability) == (Availability.AVAILABLE,) * 2
    assert letters(offers("ichiro", now=moment)) == "AAAAAA"


def keys(rows: Iterable[OptionSpec]) -> list[str]:
    return [row.key for row in rows]


def test_most_people_have_the_options_of_the_catalogue() -> None:
    found = offers("ichiro")
    for kind in (RECORD, SEAL, TAX, ADDRESSES, ALL):
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


def mixed_household() -> Household:
    _, household = resident("ichiro")
    maria, _ = resident("maria")
    return replace(household, members=(household.members[0], maria))


def test_in_a_mixed_household_the_others_items_come_with_the_whole_household_only() -> None:
    ichiro, maria = mixed_household().members
    whole = ("persons", "household")
    of_japanese = {row.key: row.only_if for row in asked_by(ichiro, mixed_household())[RECORD].options}
    of_foreigner = {row.key: row.only_if for row in asked_by(maria, mixed_household())[RECORD].options}
    for foreign in ("nationality", "residence_status", "residence_card"):
        assert (of_japanese[foreign], of_foreigner[foreign]) == (whole, None)
    assert (of_japanese["domicile"], of_foreigner["domicile"]) == (None, whole)


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


def test_another_persons_item_cannot_be_asked_for_without_the_household() -> None:
    ichiro, _ = mixed_household().members
    rows = asked_by(ichiro, mixed_household())[RECORD].options
    chosen = dict(default_options(RECORD, rows)) | {"nationality": "shown"}
    assert checked_options(RECORD, chosen, rows)
    with pytest.raises(InvalidOptions):
        checked_options(RECORD, chosen | {"persons": "self"}, rows)


def test_the_tax_year_changes_on_the_municipalitys_day() -> None:
    town = TOWNS[TOMAKOMAI]
    days = (date(2026, 1, 1), date(2026, 4, 1), date(2026, 6, 9), date(2026, 6, 10), date(2026, 12, 31))
    assert [town.tax_year(day) for day in days] == [2025, 2025, 2025, 2026, 2026]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('code = "99201"', 'code = "99202"'),
        ("my_number = false", 'my_number = "no"'),
        ('tax_year_begins = "06-10"', 'tax_year_begins = "02-30"'),
        ("resident_record = 300", "resident_record = -300"),
        ("resident_record = 300", "resident_record = true"),
        ("resident_record = 300\n", ""),
        ('    "seal_registration",', '    "fishing_licence",'),
        ("opens = 09:00:00", "opens = 18:00:00"),
        ("opens = 09:00:00", "opens = 9"),
        ("[hours.family_register_all]", "[hours.marriage]"),
        ("[hours.family_register_all]", "[hours.password_reset]"),
        ("weekdays_only = true", "weekday_only = true"),
        ("start = 2026-12-04T17:30:00", "start = 2026-12-06T17:30:00"),
        ("start = 2026-12-04T17:30:00", "begins = 2026-12-04T17:30:00"),
        ("start = 2026-12-04T17:30:00", "start = 2026-12-04"),
        ('kinds = ["supp', 'knids = ["supp'),
        ('kinds = ["supp', 'services = ["supp'),
    ],
)
def test_a_wrong_municipality_file_is_refused_by_name(tmp_path: Path, old: str, new: str) -> None:
    text = (MUNICIPALITIES_FOLDER / f"{MIHON}.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / f"{MIHON}.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"^{MIHON}\.toml"):
        load_municipalities(tmp_path)


def test_an_empty_folder_is_no_set_of_municipalities(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no municipality"):
        load_municipalities(tmp_path)
