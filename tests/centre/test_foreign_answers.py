"""Answers with anything in them: a message that can be used, or an error between terminal and centre."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.centre import messages
from kiosk.centre.errors import CentreError
from kiosk.centre.messages import Message
from kiosk.centre.transport import read_answer

MUNICIPALITY = {
    "code": "99201",
    "prefecture": "みほん県",
    "name": "見本市",
    "name_latin": "Mihon",
    "telephone": "0000-00-0001",
    "takes_registrations": True,
}
OFFER = {
    "kind": "taxation",
    "fee": 250,
    "availability": "available",
    "rows": [
        {"key": "persons", "values": ["household", "self", "chosen"], "default": "self"},
        {
            "key": "members",
            "values": ["1", "2"],
            "default": "1,2",
            "names": [["1", "見本　一郎"], ["2", "見本　花"]],
            "only_if": ["persons", "chosen"],
            "many": True,
        },
    ],
    "again_at": "2026-11-25T06:30:00+09:00",
}
COMMAND = {"apdu": "AKQEAA==", "takes_password": False, "expects": 0x9000}
ANSWERS: dict[type[Message], Any] = {
    messages.AuthenticationAnswer: {
        "visit": "v1",
        "id": "a1",
        "subject": "ab" * 32,
        "municipality": MUNICIPALITY,
        "offers": [OFFER],
    },
    messages.ReservationAnswer: {
        "visit": "v1",
        "id": "a1",
        "subject": "ab" * 32,
        "good_until": "2026-11-25T06:30:00+09:00",
    },
    messages.ResponsesAnswer: {
        "visit": "v1",
        "script": {"visit": "v1", "id": "s", "commands": [COMMAND]},
        "number": None,
    },
    messages.RegistrationAnswer: {
        "visit": "v1",
        "id": "a1",
        "subject": "ab" * 32,
        "municipality": MUNICIPALITY,
        "registration": {
            "state": "in_review",
            "number": "K7Q4",
            "usable_from": "2026-12-01",
            "towns": [["試作町", "シサクチョウ"]],
            "tells_heads": True,
        },
    },
    messages.UsageApplicationAnswer: {"visit": "v1", "number": "K7Q4", "usable_from": "2026-12-01"},
    messages.ApplicationAnswer: {"records": [{"payload": "e30=", "signature": "A" * 86 + "=="}]},
    messages.HeadsAnswer: {"visit": "v1", "heads": ["見本　一郎"]},
}
ODD: st.SearchStrategy[Any] = st.sampled_from(
    [
        None, True, -1, 0, 1.5, 10**400, "", "\x00", "　", "Ｋ７", "\ud800", "a" * 2000, "1,2,1", [], {},
        "0001-01-01", "9999-12-31", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00",
    ]
)  # fmt: skip


def leaves(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a JSON value, as (container, key)."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found: list[tuple[Any, Any]] = []
    for key, each in items:
        found += [(value, key), *leaves(each)]
    return found


def use(message: Message) -> None:
    """Convert what the client converts after an answer was read."""
    if isinstance(message, messages.AuthenticationAnswer):
        assert [each.row().options for each in message.offers]
        for offer in message.offers:
            assert offer.again_at is None or offer.row().again_at is not None
    if isinstance(message, messages.RegistrationAnswer):
        message.registration.row()
        message.municipality.row()


def error_of(status: int, content: bytes, model: type[Message]) -> CentreError | None:
    try:
        use(read_answer("/", status, content, model))
    except CentreError as error:
        return error
    return None


def test_the_samples_are_answers() -> None:
    for model, sample in ANSWERS.items():
        use(read_answer("/", 200, json.dumps(sample).encode(), model))


@given(st.sampled_from(list(ANSWERS)), st.data())
@settings(max_examples=400, deadline=None)
def test_an_answer_with_odd_values_is_used_or_refused(model: type[Message], data: st.DataObject) -> None:
    answer = json.loads(json.dumps(ANSWERS[model]))
    for _ in range(data.draw(st.integers(1, 3))):
        container, key = data.draw(st.sampled_from(leaves(answer)))
        container[key] = data.draw(ODD)
    assert "見本" not in str(error_of(200, json.dumps(answer).encode(), model))


@given(st.sampled_from(list(ANSWERS)), st.data())
@settings(deadline=None)
def test_an_answer_of_any_bytes_is_used_or_refused(model: type[Message], data: st.DataObject) -> None:
    content = bytearray(json.dumps(ANSWERS[model], ensure_ascii=False).encode())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at : at + data.draw(st.integers(0, 5))] = data.draw(
        st.binary(max_size=6) | st.sampled_from([b"[" * 100_000, b'{"a":' * 50_000, b"9" * 10_000])
    )
    error = error_of(data.draw(st.sampled_from([200, 403])), bytes(content), model)
    assert error is None or error.__context__ is None
