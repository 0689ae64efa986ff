"""The protocol between terminal and fleet server as an OpenAPI document, from the messages of both sides."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import models_json_schema

from kiosk.centre.protocol import Call
from kiosk.fleet import messages

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
_COMPONENTS = "#/components/schemas/{model}"
_PROBLEM = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
_REFUSALS = {
    "403": "The certificate is an operator's, not a terminal's.",
    "413": f"A body of more than {messages.LONGEST_REQUEST} bytes.",
    "422": "No valid message, or facts that are not the journal's.",
    "503": "Too much at once, or no database: nothing was kept. Retry-After says when to come back.",
}


def openapi() -> dict[str, Any]:
    """The document, in the form of OpenAPI 3.1."""
    models = [model for call in CALLS for model in (call.request, call.answer) if model is not None]
    _, schemas = models_json_schema([(each, "validation") for each in models], ref_template=_COMPONENTS)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Fleet server of an operator of certificate terminals",
            "version": "1",
            "summary": "What a terminal tells, and what it is told. The rules beside it: docs/fleet.md.",
        },
        "paths": {call.path: {"post": _operation(call)} for call in CALLS},
        "components": {
            "schemas": {"Problem": _PROBLEM} | schemas["$defs"],
            "securitySchemes": {
                "terminal": {
                    "type": "mutualTLS",
                    "description": "TLS 1.3; the common name of the client certificate names the terminal.",
                }
            },
        },
        "security": [{"terminal": []}],
    }


def openapi_text() -> str:
    """The document as the file has it."""
    return json.dumps(openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _operation(call: Call) -> dict[str, Any]:
    assert call.request is not None
    refusals = {status: _response(words, "Problem") for status, words in _REFUSALS.items()}
    return {
        "operationId": call.name,
        "summary": call.summary,
        "description": "May be repeated.",
        "requestBody": {"required": True, "content": _content(call.request.__name__)},
        "responses": {"200": _response("The answer.", call.answer.__name__), **refusals},
    }


def _response(description: str, model: str) -> dict[str, Any]:
    return {"description": description, "content": _content(model)}


def _content(model: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": _COMPONENTS.format(model=model)}}}
