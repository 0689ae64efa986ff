"""Of several at the same moment one is the first, whichever server of a centre each of them asks."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreRefused, RefusalReason
from kiosk.centre.messages import ApplicationAnswer, SignedRecord
from kiosk.rules.services import Service
from kiosk_servers.database.engine import Database
from kiosk_simulator.centre import numbers
from kiosk_simulator.centre.database.opening import open_database
from kiosk_simulator.centre.request_keys import ContentDiffers, RequestKey
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.centre.store import Store, StoredChallenge
from kiosk_simulator.pki.authority import Pki
from tests.support.centre.asking import files_of, order_of, proven
from tests.support.centre.databases import direct
from tests.support.centre.registration_visit import MONDAY, Applicant
from tests.support.fleet import at_once
from tests.support.postgres import PostgresServer

KEY = RequestKey(Service.CERTIFICATES, "T", "request", "content")


def answer(mark: int) -> ApplicationAnswer:
    return ApplicationAnswer(records=(SignedRecord(payload=b"%d" % mark, signature=bytes(64)),))


@pytest.fixture
def connected(address: str) -> Iterator[list[Database]]:
    """Four servers' ways to one database: on SQLite all of them are the only one."""
    first = open_database(address)
    others = [first] * 3 if address.startswith("sqlite") else [open_database(address) for _ in range(3)]
    yield [first, *others]
    for each in {id(each): each for each in (first, *others)}.values():
        each.close()


def test_sixteen_with_one_key_at_four_servers_are_one_application(
    connected: list[Database], address: str
) -> None:
    made: list[int] = []

    def apply(at: Database, mark: int) -> bytes:
        def issue() -> ApplicationAnswer:
            made.append(mark)
            store.draw_number("T", "request")
            return answer(mark)

        store = Store(at)
        return store.application(KEY, "99201", issue).records[0].payload

    told = at_once(*(lambda mark=mark: apply(connected[mark % 4], mark) for mark in range(16)))
    assert set(told) == {b"%d" % made[0]}
    assert len(made) == 1
    for at in connected:
        at.close()
    with direct(address) as database:
        counted = [
            database.run(f"SELECT count(*) FROM {table}")
            for table in ("application", "request_key", "given_number")
        ]
    assert counted == [[(1,)]] * 3


def test_sixteen_with_one_key_and_different_content_are_one_application(connected: list[Database]) -> None:
    def apply(at: Database, mark: int) -> bool:
        key = replace(KEY, content=f"content {mark}")
        try:
            Store(at).application(key, "99201", lambda: answer(mark))
        except ContentDiffers:
            return False
        return True

    told = at_once(*(lambda mark=mark: apply(connected[mark % 4], mark) for mark in range(16)))
    assert sum(told) == 1
    assert Store(connected[0]).issued() == 1


def test_where_the_first_is_refused_the_next_takes_its_place(connected: list[Database]) -> None:
    inside, others = threading.Event(), threading.Barrier(4)

    def refused() -> ApplicationAnswer:
        inside.set()
        others.wait(60)
        raise CentreRefused(RefusalReason.REFUSED_BY_MUNICIPALITY)

    def first() -> bytes:
        with pytest.raises(CentreRefused):
            Store(connected[0]).application(KEY, "99201", refused)
        return b""

    def follows(mark: int) -> bytes:
        assert inside.wait(60)
        others.wait(60)
        store = Store(connected[mark])
        return store.application(KEY, "99201", lambda: answer(mark)).records[0].payload

    told = at_once(first, *(lambda mark=mark: follows(mark) for mark in (1, 2, 3)))
    assert len(set(told[1:])) == 1
    assert Store(connected[0]).issued() == 1


def test_a_challenge_is_taken_once(connected: list[Database]) -> None:
    challenge = StoredChallenge("id", "T", "visit", b"nonce", 1.0)
    Store(connected[0]).add_challenge(challenge)
    assert Store(connected[1]).take_challenge("U", "id") is None, "another terminal has none with this id"
    taken = at_once(*(lambda at=at: Store(at).take_challenge("T", "id") for at in connected * 2))
    assert sorted(taken, key=str) == sorted([challenge, *[None] * 7], key=str)


def test_a_number_that_is_drawn_twice_is_given_once(
    connected: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter(["AAAA", "AAAA", "AAAA", "CCCC"])
    monkeypatch.setattr(numbers, "document_number", lambda: next(drawn))
    first = Store(connected[0]).draw_number("T", "one")
    assert (first, Store(connected[1]).draw_number("T", "two")) == ("AAAA", "CCCC")


def test_a_number_of_an_application_that_failed_was_never_given(connected: list[Database]) -> None:
    store = Store(connected[0])

    def fails() -> ApplicationAnswer:
        store.draw_number("T", "request")
        raise LookupError

    with pytest.raises(LookupError):
        store.application(KEY, "99201", fails)
    assert connected[1].rows("SELECT number FROM given_number") == []
    assert connected[1].rows("SELECT request FROM request_key") == []


def test_of_two_visits_of_one_resident_that_register_at_once_one_is_filed(
    centre: SimulatedCentre, pki: Pki, register: Callable[..., Applicant]
) -> None:
    """Two cards of one person at two terminals: the second finds what the first has filed."""
    centre.forget()
    centre.now = lambda: MONDAY
    visits = [register() for _ in range(4)]
    clients = [CentreClient(centre.base_url, files_of(pki, "SIM-0001")) for _ in visits]

    reasons: list[RefusalReason] = []

    def applies(visit: Applicant, client: CentreClient, request: str) -> bool:
        try:
            replace(visit, client=client).applies(request=request)
        except CentreRefused as refused:
            reasons.append(refused.reason)
            return False
        return True

    told = at_once(
        *(
            lambda visit=visit, client=client, at=at: applies(visit, client, f"request-{at}")
            for at, (visit, client) in enumerate(zip(visits, clients, strict=True))
        )
    )
    assert sum(told) == 1
    assert reasons == [RefusalReason.REGISTRATION_NOT_NEEDED] * 3
    for client in clients:
        client.close()


@pytest.mark.whole
@pytest.mark.cost(30)
def test_sixteen_at_two_hosts_with_two_workers_each_get_one_certificate(
    pki: Pki, postgres: PostgresServer
) -> None:
    """What T10 was about, at its widest: four processes behind two addresses."""
    url = postgres.new_database()
    with (
        SimulatedCentre(pki, database=url, workers=2) as one,
        SimulatedCentre(pki, database=url, workers=2) as other,
    ):
        hosts = [one.base_url, other.base_url]
        clients = [CentreClient(hosts[at % 2], files_of(pki, "T-001"), read_timeout=60) for at in range(16)]
        authentication = proven(clients[0], pki, "normal", visit := secrets.token_urlsafe(12))
        request, line = secrets.token_urlsafe(12), order_of(authentication)
        told = at_once(*(lambda at=at: at.apply(authentication.id, visit, request, line) for at in clients))
        assert len({records[0].payload for records in told}) == 1
        assert one.issued() == other.issued() == 1
        for client in clients:
            client.close()
    with direct(url) as database:
        assert database.run("SELECT count(*) FROM given_number") == [(1,)]
