"""The certificate record: strict to read, and the clerk's check that names fields and never values."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.rules.certificates import CertificateKind, default_options
from kiosk.rules.contents import Person, ResidentRecord
from kiosk.rules.municipality_kinds import MunicipalityKind
from kiosk.rules.record import (
    CertificateRecord,
    RecordIncomplete,
    RecordMismatch,
    check_as_of,
    check_issued_on,
    clerk_check,
)

RECORD = CertificateKind.RESIDENT_RECORD
NAME = "見本 花子"


PERSON = Person(
    name=NAME, name_kana="ミホン ハナコ", birth_date=date(1990, 4, 1), sex="女",
    became_resident_on=date(2015, 6, 1), address_since=date(2020, 9, 15),
)  # fmt: skip
CONTENT = ResidentRecord(address="見本市見本町1-1", persons=(PERSON,))


def new_record(**changes: Any) -> CertificateRecord:
    fields: dict[str, Any] = {
        "visit": "v1", "request": "r1", "subject": "ab" * 32, "document_number": "d1", "copy_number": 1,
        "copies": 2, "kind": RECORD, "options": default_options(RECORD), "municipality_code": "99201",
        "municipality_name": "見本市",
        "municipality_kind": MunicipalityKind.CITY, "prefecture": "みほん県", "mayor": "見本 市長",
        "issued_on": date(2026, 11, 24), "fee": 250, "specimen": True, "content": CONTENT,
    }  # fmt: skip
    return CertificateRecord(**{**fields, **changes})


EXPECTED: dict[str, Any] = {
    "visit": "v1", "request": "r1", "subject": "ab" * 32, "kind": RECORD, "options": default_options(RECORD),
    "fee": 250, "copies": 2, "municipality_code": "99201",
}  # fmt: skip
ANOTHER: dict[str, Any] = {
    "visit": "v2", "request": "r2", "subject": "cd" * 32, "kind": CertificateKind.TAXATION, "options": (),
    "fee": 300, "copies": 3, "municipality_code": "01213",
}  # fmt: skip


@settings(deadline=None)
@given(
    name=st.text(min_size=1, max_size=30),
    address=st.text(max_size=60),
    born=st.dates(date(1868, 1, 1), date(2026, 1, 1)),
    copies=st.integers(1, 99),
    fee=st.integers(0, 1000),
)
def test_what_is_signed_is_read_back_as_it_was(
    name: str, address: str, born: date, copies: int, fee: int
) -> None:
    person = PERSON.model_copy(update={"name": name, "birth_date": born})
    content = ResidentRecord(address=address, persons=(person,))
    record = new_record(content=content, copies=copies, fee=fee)
    assert CertificateRecord.from_bytes(record.to_bytes()) == record
    assert record.to_bytes() == CertificateRecord.from_bytes(record.to_bytes()).to_bytes()


def damaged(**changes: Any) -> bytes:
    fields = json.loads(new_record().to_bytes())
    fields.update(changes)
    return json.dumps({key: value for key, value in fields.items() if value is not ...}).encode()


@pytest.mark.parametrize(
    "payload",
    [
        b"", b"{}", b"[]", b"null", b"\xff\xfe", new_record().to_bytes()[:-1],
        new_record().to_bytes() + b"{}",
        damaged(copies="2"), damaged(fee=250.5), damaged(fee=True), damaged(fee=-1), damaged(copies=0),
        damaged(copy_number=0), damaged(kind="passport"), damaged(specimen="yes"), damaged(specimen=...),
        damaged(visit=...), damaged(remark="x"), damaged(issued_on="24.11.2026"), damaged(version=2),
        damaged(version=3), damaged(as_of="2026-11-24T01:00:00Z"), damaged(version=2, as_of=None),
        damaged(version=2, as_of="2026-11-24T01:00:00"), damaged(version=2, as_of=1764000000),
        damaged(content={"address": "x", "persons": []}),
        damaged(content=json.loads(CONTENT.model_dump_json()) | {"whole_household": 1}),
        damaged(options=[["persons"]]),
    ],
)  # fmt: skip
def test_a_record_that_is_not_exactly_one_is_refused(payload: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        CertificateRecord.from_bytes(payload)


def test_a_damaged_record_is_otherwise_whole() -> None:
    """The negative cases above fail for their own reason only."""
    assert CertificateRecord.from_bytes(damaged()) == new_record()


def test_the_clerk_passes_the_visits_own_record() -> None:
    clerk_check(new_record(), **EXPECTED)


@pytest.mark.parametrize("field", EXPECTED)
def test_the_clerk_refuses_every_field_of_somebody_else_by_name_and_not_by_value(field: str) -> None:
    with pytest.raises(RecordMismatch) as caught:
        clerk_check(new_record(), **{**EXPECTED, field: ANOTHER[field]})
    assert str(caught.value) == f"record differs from the visit in {field}"


def test_the_clerk_names_all_fields_that_differ_and_no_person() -> None:
    with pytest.raises(RecordMismatch) as caught:
        clerk_check(new_record(), **ANOTHER)
    assert str(caught.value) == f"record differs from the visit in {', '.join(EXPECTED)}"
    for value in (NAME, "見本", *map(str, ANOTHER.values()), "ab" * 32):
        assert value not in str(caught.value)


def test_the_clerk_refuses_other_members_than_those_that_were_chosen() -> None:
    def chosen(members: str) -> tuple[tuple[str, str], ...]:
        return tuple(
            sorted({**dict(default_options(RECORD)), "persons": "chosen", "members": members}.items())
        )

    clerk_check(new_record(options=chosen("1,3")), **{**EXPECTED, "options": chosen("1,3")})
    for other in ("1", "3", "1,2", "1,2,3", "3,1"):
        with pytest.raises(RecordMismatch, match=r"in options$"):
            clerk_check(new_record(options=chosen(other)), **{**EXPECTED, "options": chosen("1,3")})


def test_a_record_that_does_not_say_so_is_not_the_whole_households() -> None:
    fields = json.loads(new_record().to_bytes())
    del fields["content"]["whole_household"]
    unsaid = CertificateRecord.from_bytes(json.dumps(fields).encode())
    assert isinstance(unsaid.content, ResidentRecord)
    assert unsaid.content.whole_household is False


def test_neither_a_record_nor_an_error_about_one_shows_a_person() -> None:
    record = new_record()
    assert NAME not in repr(record) + str(record) + repr(CONTENT) + repr(PERSON)
    with pytest.raises(ValueError, match="fee") as caught:
        CertificateRecord.from_bytes(damaged(fee=NAME))
    assert NAME not in str(caught.value)


@pytest.mark.parametrize(("asked", "answered"), [(24, 24), (23, 24), (24, 25)])
def test_a_record_is_dated_the_day_it_was_asked_for_or_over_midnight_the_day_it_came(
    asked: int, answered: int
) -> None:
    check_issued_on(new_record(), asked=date(2026, 11, asked), answered=date(2026, 11, answered))


@pytest.mark.parametrize(("asked", "answered"), [(25, 25), (25, 26), (23, 23), (22, 23)])
def test_a_record_of_another_day_is_refused(asked: int, answered: int) -> None:
    with pytest.raises(RecordMismatch, match="another day"):
        check_issued_on(new_record(), asked=date(2026, 11, asked), answered=date(2026, 11, answered))


ASKED = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
LONGEST = timedelta(minutes=10)


def read(moment: datetime) -> CertificateRecord:
    return new_record(version=2, as_of=moment)


def test_a_record_of_the_first_version_keeps_its_bytes() -> None:
    assert b"as_of" not in new_record().to_bytes()
    assert CertificateRecord.from_bytes(read(ASKED).to_bytes()) == read(ASKED)


@pytest.mark.parametrize("seconds", [-600, -1, 0, 3, 605])
def test_a_record_was_read_about_when_it_was_asked_for(seconds: int) -> None:
    answered = ASKED + timedelta(seconds=5)
    record = read(ASKED + timedelta(seconds=seconds))
    check_as_of(record, asked=ASKED, answered=answered, longest=LONGEST)


@pytest.mark.parametrize("seconds", [-601, -3 * 86_400, 606, 86_400])
def test_a_stale_copy_and_a_wrong_clock_are_told_by_when_a_record_was_read(seconds: int) -> None:
    answered = ASKED + timedelta(seconds=5)
    record = read(ASKED + timedelta(seconds=seconds))
    with pytest.raises(RecordMismatch, match="at another time"):
        check_as_of(record, asked=ASKED, answered=answered, longest=LONGEST)


def test_a_record_that_does_not_say_when_it_was_read_lacks_something() -> None:
    with pytest.raises(RecordIncomplete, match="does not say"):
        check_as_of(new_record(), asked=ASKED, answered=ASKED, longest=LONGEST)
