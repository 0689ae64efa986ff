"""Messages that are no message of the protocol: refused, and a terminal beside them is served."""

from __future__ import annotations

import json
import secrets
import ssl
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from kiosk.fleet.messages import HEARTBEAT_PATH, JOURNAL_PATH, LONGEST_REQUEST, MOST_ROWS
from kiosk.fleet.protocol import CALLS
from kiosk.journal.chain import StoredRow, beginning, link
from kiosk_fleet.server import FleetServer
from kiosk_servers.serving import connections
from tests.support.fleet_server import Authorities, asked, heartbeat, posted, rows_of
from tests.support.hostile.connections import answer_to, body_without_end, no_http, status_of
from tests.support.hostile.malformed import malformed, send_malformed
from tests.support.hostile.strangers import context_of

pytestmark = pytest.mark.cost(12)
_JOURNAL = secrets.token_hex(16)
_ROWS = rows_of(_JOURNAL, ["visit_began", "hopper_paid", "print_intended"])
on_sqlite = pytest.mark.parametrize("address", ["sqlite"], indirect=True)


def _as_message(row: StoredRow) -> dict[str, Any]:
    return {
        "seq": row.seq, "at": row.at, "visit": row.visit, "kind": row.kind, "intent": row.intent,
        "facts": row.facts, "hash": row.hash.hex(),
    }  # fmt: skip


WHOLE: dict[str, dict[str, Any]] = {
    "heartbeat": heartbeat(_JOURNAL, _ROWS, reason="paper").model_dump(mode="json"),
    "journal": {"journal": _JOURNAL, "rows": [_as_message(each) for each in _ROWS]},
}
"""A message of the right form for each call, by its name."""


@pytest.fixture
def contents(authorities: Authorities) -> ssl.SSLContext:
    """What the TLS of a terminal that means harm trusts and shows."""
    return context_of(authorities.terminal("HARMFUL"))


def journal_of(facts: Sequence[str]) -> tuple[str, list[dict[str, Any]]]:
    """A journal whose rows have these facts, and its id."""
    journal = secrets.token_hex(16)
    before, rows = beginning(journal).hash, []
    for seq, each in enumerate(facts, 1):
        row = StoredRow(seq, "2026-11-24T10:00:00.000+09:00", "v", "print_intended", None, each, b"")
        rows.append(replace(row, hash=link(before, row)))
        before = rows[-1].hash
    return journal, [_as_message(each) for each in rows]


def test_malformed_messages_are_refused_and_none_is_answered_by_an_error_of_the_server(
    port: int, contents: ssl.SSLContext, good: Callable[[], None]
) -> None:
    seen, well_formed = send_malformed(port, contents, malformed(400, 1, CALLS, WHOLE), LONGEST_REQUEST)
    assert seen.total() == 400
    assert seen[200] <= well_formed
    assert seen[422] > 200
    good()


@pytest.mark.whole
@pytest.mark.cost(40)
@pytest.mark.timeout(600)
def test_of_ten_thousand_malformed_messages_none_is_answered_by_an_error_of_the_server(
    port: int, contents: ssl.SSLContext, good: Callable[[], None]
) -> None:
    seen, _ = send_malformed(port, contents, malformed(10_000, 2, CALLS, WHOLE), LONGEST_REQUEST)
    assert seen.total() == 10_000
    good()


FACTS = {
    "lists in lists": '{"a":' + "[" * 1000,
    "objects in objects": '{"a":' * 200,
    "a long number": '{"sheets": ' + "9" * 1000 + "}",
    "beyond eight bytes": '{"sheets": 9223372036854775808}',
    "a fraction": '{"sheets": 1.5}',
    "not a number": '{"sheets": NaN}',
    "free text": '{"sheets": "山田"}',
    "zero byte": '{"sheets": "\\u0000"}',
    "half a character": '{"sheets": "\\ud800"}',
    "no object": "[]",
    "nothing": "",
}


@pytest.mark.parametrize("facts", FACTS.values(), ids=FACTS)
def test_facts_that_no_journal_has_are_refused(
    server: FleetServer, authorities: Authorities, good: Callable[[], None], facts: str
) -> None:
    journal, rows = journal_of([facts])
    body = json.dumps({"journal": journal, "rows": rows})
    answer = asked(server.url, authorities.terminal("HARMFUL"), "POST", JOURNAL_PATH, body)
    assert (answer.status, json.loads(answer.body)) == (422, {"error": "not a journal row"})
    good()


def test_the_largest_numbers_of_the_protocol_are_taken_however_often_they_come(
    server: FleetServer, authorities: Authorities, good: Callable[[], None]
) -> None:
    """Added up, they would be more than a database's number holds; and the forecast still has an answer."""
    journal, rows = journal_of([f'{{"sheets": {2**53 - 1}}}'] * 1400)
    for first in range(0, len(rows), MOST_ROWS):
        body = json.dumps({"journal": journal, "rows": rows[first : first + MOST_ROWS]})
        answer = asked(server.url, authorities.terminal("HARMFUL"), "POST", JOURNAL_PATH, body)
        assert (answer.status, json.loads(answer.body)) == (200, {"cursor": first + MOST_ROWS})
    assert asked(server.url, authorities.operator("hanako"), "GET", "/").status == 200
    good()


FORMS: dict[str, tuple[str, dict[str, str], int]] = {
    "zero byte in an alarm's terminal": ("/alarms", {"terminal": "\0", "kind": "gap", "number": "1"}, 400),
    "an alarm's number": ("/alarms", {"terminal": "GOOD", "kind": "gap", "number": "9" * 30}, 400),
    "less than nothing": ("/alarms", {"terminal": "GOOD", "kind": "gap", "number": f"-{2**70}"}, 400),
    "zero byte in a terminal": ("/terminals/%00", {"what": "drain:on"}, 404),
    "free text for a terminal": ("/terminals/%E5%B1%B1", {"what": "drain:on"}, 404),
    "zero byte in a roll-out": ("/rollouts/stop", {"id": "\0"}, 400),
    "zero byte in a day": ("/rollouts", {"what": "maintenance", "days": "\0"}, 400),
    "zero byte in a service": ("/rollouts", {"what": "\0:off"}, 400),
}


@pytest.mark.parametrize(("path", "fields", "status"), FORMS.values(), ids=FORMS)
def test_forms_with_what_no_database_takes_are_refused(
    server: FleetServer,
    authorities: Authorities,
    good: Callable[[], None],
    path: str,
    fields: dict[str, str],
    status: int,
) -> None:
    assert posted(server.url, authorities.operator("hanako"), path, **fields).status == status
    good()


def test_there_is_no_page_of_a_terminal_whose_name_no_database_takes(
    server: FleetServer, authorities: Authorities
) -> None:
    assert asked(server.url, authorities.operator("hanako"), "GET", "/terminals/%00").status == 404


NO_HTTP = no_http("/metrics", HEARTBEAT_PATH)


@on_sqlite
@pytest.mark.parametrize("data", NO_HTTP.values(), ids=NO_HTTP)
def test_what_is_no_request_of_the_protocol_is_refused_or_cut_off(
    port: int,
    contents: ssl.SSLContext,
    good: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    data: bytes,
) -> None:
    monkeypatch.setattr(connections, "ARRIVAL", 1.0)
    answer = answer_to(port, contents, data)
    assert status_of(answer) == 0 or 400 <= status_of(answer) < 500
    assert b"Traceback" not in answer


@on_sqlite
def test_a_body_without_end_is_refused_before_it_has_arrived(
    port: int, contents: ssl.SSLContext, good: Callable[[], None]
) -> None:
    assert body_without_end(port, contents, JOURNAL_PATH, LONGEST_REQUEST).startswith(b"HTTP/1.1 413")
    good()
