"""Heartbeats and rows over the real wire: kept once, and every alarm until somebody has seen to it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from kiosk.centre.errors import CentreAnswerInvalid, CentreUnreachable
from kiosk.fleet.messages import Acknowledgement, Outcome
from kiosk_fleet.alarms import AlarmKind
from kiosk_fleet.ingest.queue import IngestQueue, QueueFull
from kiosk_fleet.ingest.store import IngestStore
from kiosk_fleet.server import FleetServer
from kiosk_fleet.services import FleetServices
from kiosk_fleet.upkeep import Upkeep
from kiosk_servers.database.engine import Database
from kiosk_servers.database.errors import DatabaseUnavailable
from tests.fleet.conftest import Clock, Speak
from tests.support.fleet_server import Authorities, as_json, asked, heartbeat, rows_of

DAY = 86_400.0


def services_of(server: FleetServer) -> FleetServices:
    assert server.services is not None
    return server.services


def open_alarms(server: FleetServer) -> list[tuple[str, AlarmKind, int]]:
    return [(each.terminal, each.kind, each.times) for each in services_of(server).alarms.open()]


def stored(server: FleetServer) -> list[tuple[str, int]]:
    return services_of(server).database.rows("SELECT terminal, seq FROM journal_row ORDER BY terminal, seq")


def test_rows_are_kept_once_however_often_they_come(server: FleetServer, terminal: Speak) -> None:
    one = terminal("T-1")
    one.writes("visit_began", "visit_ended", "day_closed")
    assert one.beats() == 0
    assert one.sends(1, 2) == 2
    assert one.sends(1, 2) == 2
    assert one.sends(1, 3) == 3
    assert one.sends(2, 2) == 3
    assert one.beats() == 3
    assert stored(server) == [("T-1", 1), ("T-1", 2), ("T-1", 3)]
    assert open_alarms(server) == []


def test_each_terminal_has_a_chain_of_its_own_which_its_certificate_names(
    server: FleetServer, terminal: Speak
) -> None:
    one, other = terminal("T-1"), terminal("T-2")
    one.writes("visit_began")
    other.writes("terminal_started", "visit_began")
    one.sends(1, 1)
    other.sends(1, 2)
    assert stored(server) == [("T-1", 1), ("T-2", 1), ("T-2", 2)]


def test_a_header_names_no_terminal(server: FleetServer, authorities: Authorities) -> None:
    body = heartbeat().model_dump_json()
    named = {"X-Terminal": "T-2", "X-Client-Cert": "T-2", "Forwarded": "for=T-2"}
    answer = asked(server.url, authorities.terminal("T-1"), "POST", "/v1/heartbeat", body, **named)
    assert answer.status == 200
    assert services_of(server).database.rows("SELECT name FROM terminal") == [("T-1",)]


def test_a_gap_is_an_alarm_that_a_right_answer_does_not_clear(server: FleetServer, terminal: Speak) -> None:
    one = terminal("T-1")
    one.writes("visit_began", "visit_ended", "day_closed")
    assert one.sends(2, 3) == 0
    assert one.sends(3, 3) == 0
    assert open_alarms(server) == [("T-1", AlarmKind.GAP, 2)]
    assert one.sends(1, 3) == 3
    one.beats()
    assert open_alarms(server) == [("T-1", AlarmKind.GAP, 2)]


def test_an_alarm_is_acknowledged_by_name_and_comes_anew(
    server: FleetServer, terminal: Speak, clock: Clock
) -> None:
    one, alarms = terminal("T-1"), services_of(server).alarms
    one.writes("visit_began", "visit_ended")
    one.sends(2, 2)
    with pytest.raises(ValueError, match="by name"):
        alarms.acknowledge("T-1", AlarmKind.GAP, 1, "", clock())
    assert alarms.acknowledge("T-1", AlarmKind.GAP, 1, "hanako", clock())
    assert not alarms.acknowledge("T-1", AlarmKind.GAP, 1, "taro", clock())
    assert open_alarms(server) == []
    one.sends(2, 2)
    assert open_alarms(server) == [("T-1", AlarmKind.GAP, 1)]
    assert [(each.number, each.acknowledged_by) for each in alarms.of("T-1")] == [(2, ""), (1, "hanako")]


def test_a_journal_put_back_from_a_copy_is_noticed_by_its_head_and_by_its_rows(
    server: FleetServer, terminal: Speak
) -> None:
    one = terminal("T-1")
    one.writes("visit_began", "coin_accepted", "visit_ended")
    one.sends(1, 3)
    one.rows = one.rows[:1]
    one.beats()
    assert open_alarms(server) == [("T-1", AlarmKind.ROLLBACK, 1)]
    one.writes("claim_made", "claim_made", "claim_made")
    assert one.sends(1, 4) == 3
    assert {kind for _, kind, _ in open_alarms(server)} == {AlarmKind.ROLLBACK, AlarmKind.FORK}
    assert len(stored(server)) == 3, "what was acknowledged stays what it was"


def test_a_changed_row_breaks_the_chain(server: FleetServer, terminal: Speak) -> None:
    one = terminal("T-1")
    one.writes("visit_began", "visit_ended")
    good = one.rows
    one.rows = rows_of("f" * 32, ["visit_began", "visit_ended"])
    assert one.sends(1, 2) == 0
    assert open_alarms(server) == [("T-1", AlarmKind.CHAIN_BROKEN, 1)]
    one.rows = good
    assert one.sends(1, 2) == 2


def test_a_chain_that_somebody_has_begun_anew_keeps_what_came_before(
    server: FleetServer, terminal: Speak
) -> None:
    one, store = terminal("T-1"), services_of(server).store
    one.writes("visit_began", "visit_ended")
    one.sends(1, 2)
    one.journal, one.rows = "c" * 32, []
    one.writes("terminal_started")
    assert one.sends(1, 1) == 2
    store.begin_anew("T-1")
    assert one.sends(1, 1) == 1
    rows = services_of(server).database.rows("SELECT epoch, seq FROM journal_row ORDER BY epoch, seq")
    assert rows == [(0, 1), (0, 2), (1, 1)]


@pytest.mark.parametrize("kind", ["issuing_stopped", "outcome_refused", "journal_reconciled"])
def test_rows_that_must_not_be_are_alarms_once(server: FleetServer, terminal: Speak, kind: str) -> None:
    one = terminal("T-1")
    one.writes("visit_began", kind, "visit_ended")
    one.sends(1, 3)
    one.sends(1, 3)
    assert open_alarms(server) == [("T-1", AlarmKind(kind), 1)]


def test_a_kind_that_this_server_does_not_know_is_kept(server: FleetServer, terminal: Speak) -> None:
    one = terminal("T-1")
    one.writes("something_of_next_year")
    assert one.sends(1, 1) == 1


@pytest.mark.parametrize("facts", ['{"name": "試作 五郎"}', '{"a b": 1}', "[]", "{", '{"x": {"y": 1}}'])
def test_free_text_in_a_row_is_refused(server: FleetServer, authorities: Authorities, facts: str) -> None:
    row = {"seq": 1, "at": "2026", "visit": "", "kind": "k", "intent": None, "facts": facts, "hash": "0" * 64}
    body = as_json({"journal": "a", "rows": [row]})
    answer = asked(server.url, authorities.terminal("T-1"), "POST", "/v1/journal", body)
    assert answer.status == 422
    assert stored(server) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [("{}", 422), ("\x00", 422), ('{"journal": "a", "rows": []}', 422), ("x" * 600_000, 413)],
)
def test_what_is_no_message_is_refused(
    server: FleetServer, authorities: Authorities, body: str, status: int
) -> None:
    answer = asked(server.url, authorities.terminal("T-1"), "POST", "/v1/journal", body)
    assert answer.status == status


def test_an_operator_is_no_terminal(server: FleetServer, authorities: Authorities) -> None:
    body = heartbeat().model_dump_json()
    answer = asked(server.url, authorities.operator("hanako"), "POST", "/v1/heartbeat", body)
    assert answer.status == 403


def test_a_full_queue_says_when_to_come_again_and_loses_nothing(
    server: FleetServer, authorities: Authorities, terminal: Speak, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = terminal("T-1")
    one.writes("visit_began")

    def full(*_: object) -> None:
        raise QueueFull

    with monkeypatch.context() as patched:
        patched.setattr(IngestQueue, "submit", full)
        body = heartbeat().model_dump_json()
        answer = asked(server.url, authorities.terminal("T-1"), "POST", "/v1/heartbeat", body)
        assert answer.status == 503
        assert 5 <= int(answer.headers["retry-after"]) <= 60
        with pytest.raises(CentreUnreachable):
            one.sends(1, 1)
    assert one.beats() == 0
    assert one.sends(1, 1) == 1


def test_the_queue_is_bounded_and_commits_what_waits_together(database: Database) -> None:
    queue = IngestQueue(database, most_waiting=8, group=8)
    store, gate, begun = IngestStore(database), threading.Event(), threading.Event()

    def holds() -> None:
        begun.set()
        gate.wait(60)

    first = queue.submit("T-0", holds)
    assert begun.wait(60)
    waiting = [
        queue.submit(f"T-{at}", partial(store.heartbeat, f"T-{at}", heartbeat(), 1.0)) for at in range(8)
    ]
    with pytest.raises(QueueFull):
        queue.submit("T-9", lambda: None)
    gate.set()
    first.result(60)
    for each in waiting:
        each.result(60)
    assert queue.committed == 2
    queue.close()
    assert database.rows("SELECT COUNT(*) FROM terminal") == [(8,)]


def test_one_that_cannot_be_carried_out_does_not_undo_the_others(database: Database) -> None:
    queue = IngestQueue(database, group=8)
    store, gate, begun = IngestStore(database), threading.Event(), threading.Event()

    def holds() -> None:
        begun.set()
        gate.wait(60)

    def fails() -> None:
        store.heartbeat("T-2", heartbeat(), 1.0)
        raise LookupError

    queue.submit("T-0", holds)
    assert begun.wait(60)
    good = queue.submit("T-1", lambda: store.heartbeat("T-1", heartbeat(), 1.0))
    bad = queue.submit("T-2", fails)
    gate.set()
    good.result(60)
    with pytest.raises(LookupError):
        bad.result(60)
    queue.close()
    assert database.rows("SELECT name FROM terminal") == [("T-1",)]


def test_a_database_that_does_not_answer_is_told_and_nobody_waits_for_ever(
    server: FleetServer, terminal: Speak, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = terminal("T-1")

    def away(*_: object, **__: object) -> None:
        raise DatabaseUnavailable

    with monkeypatch.context() as patched:
        patched.setattr(IngestStore, "heartbeat", away)
        with pytest.raises(CentreUnreachable):
            one.beats()
    assert one.beats() == 0


def test_many_terminals_at_once_are_all_kept(server: FleetServer, terminal: Speak) -> None:
    fleet = [terminal(f"T-{at:02}") for at in range(12)]
    for each in fleet:
        each.writes("visit_began", "visit_ended")

    def goes(at: int) -> int:
        fleet[at].beats()
        fleet[at].sends(1, 2)
        return fleet[at].sends(1, 2)

    with ThreadPoolExecutor(12) as pool:
        assert list(pool.map(goes, range(12))) == [2] * 12
    assert len(stored(server)) == 24
    assert open_alarms(server) == []


def test_old_rows_go_and_the_chain_goes_on(server: FleetServer, terminal: Speak, clock: Clock) -> None:
    one = terminal("T-1")
    one.writes("visit_began", "visit_ended")
    one.sends(1, 2)
    clock.now += 500 * DAY
    assert services_of(server).store.forget_rows(clock() - 400 * DAY) == 2
    one.writes("visit_began")
    assert one.sends(1, 2) == 2, "a retry of what has gone is a retry"
    assert one.sends(3, 3) == 3
    assert open_alarms(server) == []
    one.rows = rows_of(one.journal, ["claim_made"] * 4)
    assert one.sends(1, 4) == 3
    assert [kind for _, kind, _ in open_alarms(server)] == [AlarmKind.FORK]


def test_what_is_due_by_itself_is_done_once_an_hour(
    server: FleetServer, terminal: Speak, clock: Clock
) -> None:
    one, services = terminal("T-1"), services_of(server)
    one.writes("visit_began")
    one.sends(1, 1)
    upkeep = Upkeep(services)
    services.database.rows("INSERT INTO usage VALUES ('T-1', '2026-01-01', 'sheets', 4)")
    clock.now += 500 * DAY
    upkeep.once()
    assert stored(server) == []
    assert services.database.rows("SELECT * FROM usage") == []
    assert one.beats() == 1


def test_an_acknowledgement_of_an_unknown_command_changes_nothing(
    server: FleetServer, terminal: Speak
) -> None:
    one = terminal("T-1")
    one.beats((Acknowledgement(command="never", outcome=Outcome.APPLIED),))
    assert services_of(server).commands.of("T-1") == []


def test_what_is_too_many_rows_is_not_sent(terminal: Speak) -> None:
    one = terminal("T-1")
    one.writes(*["visit_began"] * 201)
    with pytest.raises(ValueError, match="at most 200"):
        one.sends(1, 201)
    with pytest.raises(CentreAnswerInvalid):
        one.client._transport.post("/nowhere", heartbeat(), type(heartbeat()), repeatable=True)
