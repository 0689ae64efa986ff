"""`centre migrate`: what an older centre decided is decided still; what it cannot take is left as it is."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from kiosk.centre.messages import ApplicationAnswer, FormMessage, SignedRecord
from kiosk.centre.usage_registration import RegistrationReceipt
from kiosk.rules.services import Service
from kiosk_servers.database.errors import DatabaseUnusable
from kiosk_simulator.centre.database.opening import migrate, open_database
from kiosk_simulator.centre.database.schema import VERSION
from kiosk_simulator.centre.password_reset.store import Reservations, Scripts, StoredReservation, StoredRound
from kiosk_simulator.centre.request_keys import ContentDiffers, RequestKey
from kiosk_simulator.centre.store import Report, Store, StoredAuthentication, StoredChallenge
from kiosk_simulator.centre.usage_registration.store import Registrations
from tests.support.centre.databases import direct, make_old_tables
from tests.support.centre.registration_visit import RIGHT, TOMAKOMAI

MADE = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
PROOF = StoredAuthentication("p", Service.CERTIFICATES, "T", "v", "s", 7, "ichiro", "99201", b"[]")
PAYLOAD = json.dumps({"document_number": "K7Q4-9PX3-W3MA"}).encode()
ANSWER = ApplicationAnswer(records=(SignedRecord(payload=PAYLOAD, signature=bytes(64)),))
CONTENT = json.dumps({"authentication": "p"})
FORM = FormMessage.of(RIGHT).model_dump_json()


def make_old_centre(url: str, answer: bytes = ANSWER.model_dump_json().encode()) -> None:
    """One of everything, three registrations of two people."""
    make_old_tables(url)
    with direct(url) as database:
        database.run("INSERT INTO challenge VALUES ('c', 'T', 'v', ?, 5.5)", b"nonce")
        database.run(
            "INSERT INTO authentication VALUES ('p', 'certificates', 'T', 'v', 's', 7, 'ichiro', '99201', ?)",
            b"[]",
        )
        database.run("INSERT INTO application VALUES ('asked', 'T', ?, ?)", CONTENT, answer)
        database.run("INSERT INTO outcome VALUES ('asked', 'T', 'K7Q4-9PX3-W3MA', '', '')")
        for sequence, (request, resident, number) in enumerate(
            (("one", "goro", "N1"), ("two", "jiro", "N2"), ("three", "goro", "N3"))
        ):
            database.run(
                "INSERT INTO registration VALUES (?, ?, 'T', 'form', ?, 7, ?, ?, ?, '2026-12-07')",
                *(sequence, request, resident, TOMAKOMAI, FORM, number),
            )
        database.run("INSERT INTO question VALUES ('p', 3)")
        database.run("INSERT INTO reservation VALUES ('card', 'goro', ?)", MADE.isoformat())
        database.run("INSERT INTO script VALUES ('round', 'p', 'T', 'v', 1, 5.5, NULL, NULL)")


def never() -> ApplicationAnswer:
    raise AssertionError("it was decided before")


def test_what_an_older_centre_decided_is_decided_still(address: str) -> None:
    make_old_centre(address)
    assert migrate(address) == "0001"
    database = open_database(address)
    store = Store(database)
    assert store.authentication("T", "p") == PROOF
    assert store.take_challenge("T", "c") == StoredChallenge("c", "T", "v", b"nonce", 5.5)
    asked = RequestKey(Service.CERTIFICATES, "T", "asked", CONTENT)
    assert store.application(asked, "99201", never) == ANSWER
    with pytest.raises(ContentDiffers):
        store.application(RequestKey(Service.CERTIFICATES, "T", "asked", "other"), "99201", never)
    with pytest.raises(ContentDiffers):
        store.application(RequestKey(Service.CERTIFICATES, "U", "asked", CONTENT), "99201", never)
    assert store.reports() == (Report("asked", "T", ("K7Q4-9PX3-W3MA",), ()),)
    database.close()


def test_the_other_services_go_on_where_they_were(address: str) -> None:
    make_old_centre(address)
    migrate(address)
    database = open_database(address)
    registrations = Registrations(database)
    newest = registrations.newest("goro", TOMAKOMAI, None)
    assert newest is not None
    assert (newest.number, newest.usable_from) == ("N3", date(2026, 12, 7))
    known = registrations.file(
        RequestKey(Service.USAGE_REGISTRATION, "T", "one", "form"), TOMAKOMAI, "goro", lambda: newest
    )
    assert known == RegistrationReceipt("N1", date(2026, 12, 7))
    registrations.file(
        RequestKey(Service.USAGE_REGISTRATION, "T", "four", "form"), TOMAKOMAI, "goro", lambda: newest
    )
    assert registrations.count_question("T", "p") == 4
    assert Reservations(database).of_resident("goro") == (StoredReservation("card", "goro", MADE),)
    seen: list[StoredRound | None] = []

    def decide(current: StoredRound | None) -> None:
        seen.append(current)
        raise LookupError

    with pytest.raises(LookupError):
        Scripts(database).answer("T", "round", "content", decide)  # type: ignore[arg-type]
    assert seen == [StoredRound("round", "p", "T", "v", 1, 5.5)]
    database.close()


def test_the_numbers_that_were_given_are_given(address: str) -> None:
    make_old_centre(address)
    migrate(address)
    with direct(address) as database:
        rows = database.run("SELECT number, service, terminal, request FROM given_number ORDER BY number")
    assert rows == [
        ("K7Q4-9PX3-W3MA", "certificates", "T", "asked"),
        ("N1", "usage_registration", "T", "one"),
        ("N2", "usage_registration", "T", "two"),
        ("N3", "usage_registration", "T", "three"),
    ]


def test_the_tables_are_those_of_a_new_centre(address: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    open_database(address).close()
    with direct(address) as database:
        fresh = database.layout()
        for table in database.tables():
            database.run(f"DROP TABLE {table}")
    make_old_centre(address)
    migrate(address)
    with direct(address) as database:
        assert database.layout() == fresh


def test_the_tables_of_the_revision_before_become_those_of_a_new_centre(address: str) -> None:
    open_database(address).close()
    with direct(address) as database:
        fresh = database.layout()
        database.run("DROP TABLE kept_answer")
        database.run("UPDATE alembic_version SET version_num = '0002'")
    with pytest.raises(DatabaseUnusable, match="centre migrate"):
        open_database(address)
    assert migrate(address) == "0002"
    with direct(address) as database:
        assert database.layout() == fresh


def test_an_empty_database_gets_the_tables_and_a_current_one_stays(address: str) -> None:
    assert migrate(address) is None
    with direct(address) as database:
        before = database.everything()
    assert migrate(address) == VERSION
    with direct(address) as database:
        assert database.everything() == before


def test_what_cannot_be_taken_over_leaves_everything_as_it_was(address: str) -> None:
    make_old_centre(address, answer=b"torn")
    with direct(address) as database:
        before = database.everything()
    with pytest.raises(ValueError, match="Expecting value"):
        migrate(address)
    with direct(address) as database:
        assert database.everything() == before


def test_a_database_that_serves_is_not_migrated(address: str) -> None:
    serving = open_database(address)
    serving.rows("SELECT 1")
    with pytest.raises(DatabaseUnusable):
        migrate(address)
    serving.close()
    assert migrate(address) == VERSION


@pytest.mark.parametrize(
    "change", ["UPDATE alembic_version SET version_num = '9999'", "DROP TABLE alembic_version"]
)
def test_a_newer_schema_and_other_peoples_tables_are_left_alone(address: str, change: str) -> None:
    open_database(address).close()
    with direct(address) as database:
        database.run(change)
        if "DROP" in change:
            database.run("DROP TABLE challenge")
        before = database.everything()
    with pytest.raises(DatabaseUnusable):
        migrate(address)
    with direct(address) as database:
        assert database.everything() == before
