"""The protocol between terminal and fleet server as an OpenAPI document, from the messages of both sides."""

from __future__ import annotations

from typing import Any

from kiosk.centre.protocol import Call
from kiosk.fleet import messages
from kiosk.net.openapi import as_text, content, document, response, schemas

CALLS = (
    Call(
        "heartbeat", messages.HEARTBEAT_PATH,
        "How the terminal is; answered with what it is to do, and with the number of the last row on record.",
        messages.HeartbeatAnswer, messages.Heartbeat,
    ),
    Call(
        "journal", messages.JOURNAL_PATH,
        "Rows behind the last one on record, in order. Rows that are on record already change nothing.",
        messages.JournalAnswer, messages.JournalRequest,
    ),
)  # fmt: skip
"""Every call of a terminal. All of them may be repeated."""
_REFUSALS = {
    "403": "The certificate is an operator's, not a terminal's.",
    "413": f"A body of more than {messages.LONGEST_REQUEST} bytes.",
    "422": "No valid message, or facts that are not the journal's.",
    "503": "Too much at once, or no database: nothing was kept. Retry-After says when to come back.",
}


def openapi() -> dict[str, Any]:
    """The document, in the form of OpenAPI 3.1."""
    return document(
        title="Fleet server of an operator of certificate terminals",
        version="1",
        summary="What a terminal tells, and what it is told. The rules beside it: docs/fleet.md.",
        paths={call.path: {"post": _operation(call)} for call in CALLS},
        components=schemas(
            model for call in CALLS for model in (call.request, call.answer) if model is not None
        ),
    )


def openapi_text() -> str:
    """The document as the file has it."""
    return as_text(openapi())


def _operation(call: Call) -> dict[str, Any]:
    assert call.request is not None
    refusals = {status: response(words) for status, words in _REFUSALS.items()}
    return {
        "operationId": call.name,
        "summary": call.summary,
        "description": "May be repeated.",
        "requestBody": {"required": True, "content": content(call.request.__name__)},
        "responses": {"200": response("The answer.", call.answer.__name__), **refusals},
    }
