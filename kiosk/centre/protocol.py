"""The protocol between terminal and centre as an OpenAPI document, from the messages that both sides use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from kiosk.centre import messages
from kiosk.centre.messages import Message
from kiosk.net.openapi import as_text, content, document, response, schemas
from kiosk.rules.record import CertificateRecord

VERSION = 1
"""The first part of every path. What an older side would read wrongly gets another number."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request of a terminal.

    `repeatable`: sent again with the same body it has the same answer and no further effect. `keyed`: it
    carries an idempotency key of the terminal's, and another body under the same key is answered with 409.
    `conflict`: when else that is the answer.
    """

    name: str
    path: str
    summary: str
    answer: type[Message]
    request: type[Message] | None = None
    repeatable: bool = True
    conflict: str = ""
    keyed: bool = False


CALLS = (
    Call("health", messages.HEALTH_PATH, "Whether the centre is in service.", messages.Health),
    Call(
        "municipalities", messages.MUNICIPALITIES_PATH, "The municipalities that take part, in order.",
        messages.Municipalities,
    ),
    Call(
        "challenge", messages.CHALLENGES_PATH,
        "A random challenge for the card to sign, for one use by this visit within two minutes.",
        messages.Challenge, messages.ChallengeRequest,
    ),
    Call(
        "authenticate", messages.AUTHENTICATIONS_PATH,
        "Prove who holds the card; answered with what the municipality offers this person now.",
        messages.AuthenticationAnswer, messages.AuthenticationRequest, repeatable=False,
    ),
    Call(
        "apply", messages.APPLICATIONS_PATH,
        "Apply for all copies of one certificate. Whether it may be issued is judged again at this moment.",
        messages.ApplicationAnswer, messages.ApplicationRequest, keyed=True,
    ),
    Call(
        "report", messages.REPORTS_PATH,
        "Which documents of a request are printed or uncertain: others are void. A later one replaces it.",
        messages.Accepted, messages.ReportRequest,
        conflict="A document that was never given to this request, or the request of another terminal.",
    ),
    Call(
        "find_reservation", messages.RESERVATIONS_PATH,
        "Prove who holds the card and find the reservation of a password reset.",
        messages.ReservationAnswer, messages.ReservationRequest, repeatable=False,
    ),
    Call(
        "start_reset", messages.SCRIPTS_PATH,
        "The first round of commands for the card; it ends any earlier script of the reservation.",
        messages.ScriptMessage, messages.ScriptRequest,
    ),
    Call(
        "go_on_with_reset", messages.RESPONSES_PATH,
        "The card's responses to a round; answered with the next round or the number of the reset.",
        messages.ResponsesAnswer, messages.ResponsesRequest,
    ),
    Call(
        "find_registration", messages.REGISTRATIONS_PATH,
        "Prove who holds the card and ask how far the usage registration is.",
        messages.RegistrationAnswer, messages.RegistrationRequest, repeatable=False,
    ),
    Call(
        "find_heads", messages.HEADS_PATH,
        "Names of heads of registers with exactly this domicile and reading. Every question counts.",
        messages.HeadsAnswer, messages.HeadsRequest, repeatable=False,
    ),
    Call(
        "apply_for_usage", messages.USAGE_APPLICATIONS_PATH,
        "Apply for the usage registration, signed with the card's signature key.",
        messages.UsageApplicationAnswer, messages.UsageApplicationRequest, keyed=True,
    ),
)  # fmt: skip
"""Every call of the protocol."""


def openapi() -> dict[str, Any]:
    """The document, in the form of OpenAPI 3.1."""
    return document(
        title="Issuing centre of certificates at convenience stores",
        version=str(VERSION),
        summary="What a terminal asks of the centre. The rules beside it: docs/protocol.md.",
        paths={call.path: {"post" if call.request else "get": _operation(call)} for call in CALLS},
        components=_encoded(schemas(_models())),
    )


def openapi_text() -> str:
    """The document as the file has it."""
    return as_text(openapi())


def _encoded(schema: Any) -> Any:
    """The schema with the lengths of bytes given for the text that is sent: pydantic counts them decoded."""
    if isinstance(schema, list):
        return [_encoded(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("format") != "base64url":
        return {name: _encoded(each) for name, each in schema.items()}
    lengths = {name: (value + 2) // 3 * 4 for name, value in schema.items() if name.endswith("Length")}
    return schema | lengths


def _models() -> Iterator[type[BaseModel]]:
    for call in CALLS:
        if call.request is not None:
            yield call.request
        yield call.answer
    yield messages.Refusal
    yield CertificateRecord


def _operation(call: Call) -> dict[str, Any]:
    again = (
        "May be repeated."
        if call.repeatable
        else "Must not be repeated: a challenge or a question is used up."
    )
    if call.keyed:
        again = "May be repeated: `request` is an idempotency key."
    operation: dict[str, Any] = {
        "operationId": call.name,
        "summary": call.summary,
        "description": again,
        "responses": {
            "200": response("The answer.", call.answer.__name__),
            "426": response("The terminal's program (User-Agent) is too old."),
            "503": response("Out of service."),
        },
    }
    if call.request is None:
        return operation
    operation["requestBody"] = {"required": True, "content": content(call.request.__name__)}
    operation["responses"] |= {
        "400": response("What no correct terminal sends: an unknown, used or foreign id."),
        str(messages.REFUSED_STATUS): response("The centre or the municipality refuses.", "Refusal"),
        "413": response("A body of more than 64 KiB."),
        "422": response("No valid message."),
    }
    reused = "This key was used with another body, or by another terminal." if call.keyed else call.conflict
    if reused:
        operation["responses"][str(messages.REUSED_STATUS)] = response(reused)
    operation["responses"] = dict(sorted(operation["responses"].items()))
    return operation
