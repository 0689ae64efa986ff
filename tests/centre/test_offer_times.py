"""When a kind of certificate is issued: hours of its own, maintenance, and when it is issued again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from kiosk.centre.messages import OfferMessage
from kiosk.rules.certificates import Availability, CertificateKind, Offer
from kiosk.rules.hours.calendar import Calendar, Closure, DailyHours
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Scope, Service
from kiosk_simulator.centre.certificates.offers import REGISTER_KINDS
from kiosk_simulator.centre.municipalities import (
    MUNICIPALITIES_FOLDER,
    IssuingMunicipality,
    load_municipalities,
)
from kiosk_simulator.residents import MIHON, TOMAKOMAI
from tests.support.centre.offer_tables import (
    ADDRESSES,
    ALL,
    IN_ORDER,
    ONE,
    RECORD,
    SEAL,
    TAX,
    TOWNS,
    TUESDAY,
    at,
    letters,
    offers,
)


def test_outside_its_hours_a_kind_looks_the_same_to_everybody() -> None:
    evening = TUESDAY.replace(hour=20)
    for key in ("saburo", "satsuki", "sakura"):
        assert letters(offers(key, MIHON, Scope.REGISTER, evening)) == "---nnn"


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
    named: dict[CertificateKind | Service, Calendar] = {
        CertificateKind(kind): calendar for kind, calendar in hours.items()
    }
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


def test_the_tax_year_changes_on_the_municipalitys_day() -> None:
    town = TOWNS[TOMAKOMAI]
    days = (date(2026, 1, 1), date(2026, 4, 1), date(2026, 6, 9), date(2026, 6, 10), date(2026, 12, 31))
    assert [town.tax_year(day) for day in days] == [2025, 2025, 2025, 2026, 2026]
