"""Messages that are no message of the protocol: refused, and a terminal beside them is served."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.centre.messages import APPLICATIONS_PATH, CHALLENGES_PATH
from kiosk.centre.protocol import CALLS
from kiosk.centre.transport import TlsFiles
from kiosk_servers.serving import connections
from tests.support.hostile.connections import answer_to, body_without_end, no_http, status_of
from tests.support.hostile.malformed import malformed, send_malformed
from tests.support.hostile.strangers import context_of

pytestmark = pytest.mark.cost(6)
_TEXT = "A" * 40
_FORM = {
    "town": "標本町",
    "lot": "1",
    "head_kana": "シサク　ゴロウ",
    "head": "試作　五郎",
    "telephone": "09000000000",
}
_PROOF = {"challenge": "c", "visit": "v", "certificate": _TEXT, "signature": _TEXT}
_REGISTER = {**_PROOF, "scope": "register", "municipality_code": "01213"}
WHOLE: dict[str, dict[str, Any]] = {
    "challenge": {"visit": "v"},
    "authenticate": {**_PROOF, "scope": "residence", "municipality_code": None},
    "apply": {
        "authentication": "a", "visit": "v", "request": "r", "kind": "resident_record",
        "options": [["persons", "self"]], "copies": 1, "fee": 250,
    },
    "report": {"request": "r", "printed": ["K7Q4-9PX3-W3MA"], "uncertain": []},
    "find_reservation": _PROOF,
    "find_registration": {**_PROOF, "municipality_code": "01213"},
}  # fmt: skip
"""A message of the right form for some calls, by the call's name."""
LONGEST = 64 * 1024
embedded = pytest.mark.parametrize("running", ["sqlite"], indirect=True, scope="module")
"""What is tried is before any database, and a test shortens the time of one process."""


@pytest.fixture
def contents(tls: TlsFiles) -> ssl.SSLContext:
    """What a terminal's TLS trusts and shows."""
    return context_of(tls)


@embedded
def test_malformed_messages_are_refused_and_none_is_answered_by_an_error_of_the_server(
    port: int, contents: ssl.SSLContext, good: Callable[[], None]
) -> None:
    seen, well_formed = send_malformed(port, contents, malformed(400, 1, CALLS, WHOLE), LONGEST)
    assert seen.total() == 400
    assert seen[200] <= well_formed
    assert seen[422] > 200
    good()


@pytest.mark.parametrize("running", ["sqlite", "two_workers"], indirect=True, scope="module")
@pytest.mark.whole
@pytest.mark.cost(40)
@pytest.mark.timeout(600)
def test_of_ten_thousand_malformed_messages_none_is_answered_by_an_error_of_the_server(
    port: int, contents: ssl.SSLContext, good: Callable[[], None]
) -> None:
    seen, _ = send_malformed(port, contents, malformed(10_000, 2, CALLS, WHOLE), LONGEST)
    assert seen.total() == 10_000
    good()


NO_HTTP = no_http("/v1/health", APPLICATIONS_PATH)


@embedded
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


@embedded
def test_a_body_without_end_is_refused_before_it_has_arrived(
    port: int, contents: ssl.SSLContext, good: Callable[[], None]
) -> None:
    assert body_without_end(port, contents, CHALLENGES_PATH, LONGEST).startswith(b"HTTP/1.1 413")
    good()
