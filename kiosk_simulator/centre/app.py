"""The centre's HTTP side: one route for each request of a service, and the faults of the transport."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from fastapi import FastAPI, Request, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.centre import messages
from kiosk.centre.errors import CentreRefused
from kiosk.centre.messages import Message
from kiosk_servers.database.errors import DatabaseUnavailable
from kiosk_simulator.centre.authentication import BadRequest
from kiosk_simulator.centre.faults import CentreFault, CentreFaults
from kiosk_simulator.centre.numbers import with_spoiled_number
from kiosk_simulator.centre.program_version import NEXT, UPGRADE_REQUIRED, is_too_old
from kiosk_simulator.centre.request_keys import ContentDiffers
from kiosk_simulator.centre.services import Services
from kiosk_simulator.centre.swaps.delivery import Delivery
from kiosk_simulator.centre.swaps.proofs import to_another_visit, with_another_card
from kiosk_simulator.phone.reservation import RESERVE_PATH, TELEPHONE, CertificateShown, Reserved

_LONGEST_REQUEST = 64 * 1024
M = TypeVar("M", bound=Message)
A = TypeVar("A", bound=Message)


Deliver = Callable[[M, A], Awaitable[Message]]


async def _own(request: Message, own: Message) -> Message:
    return own


def make_app(services: Services, faults: CentreFaults, now: Callable[[], datetime]) -> ASGIApp:
    """The application to serve; `scope["state"]` has the terminal's name, from its client certificate."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    @app.get(messages.HEALTH_PATH)
    async def health() -> Response:
        return _json(messages.Health(in_service=True))

    @app.get(messages.MUNICIPALITIES_PATH)
    async def municipalities() -> Response:
        known = services.certificates.municipalities.values()
        rows = tuple(messages.MunicipalityMessage.of(each.row) for each in known)
        return _json(messages.Municipalities(municipalities=rows))

    def serve(
        path: str, model: type[M], decide: Callable[[str, M], A], deliver: Deliver[M, A] = _own
    ) -> None:
        @app.post(path)
        async def answer(request: Request) -> Response:
            return await _answered(request, model, decide, deliver, faults)

    certificates, reset = services.certificates, services.password_reset
    delivery = Delivery(faults, now, services.kept_answers, certificates.neighbours_answer)
    registration = services.usage_registration
    serve(messages.CHALLENGES_PATH, messages.ChallengeRequest, services.verifier.challenge)
    serve(messages.AUTHENTICATIONS_PATH, messages.AuthenticationRequest, certificates.authenticate)
    serve(messages.APPLICATIONS_PATH, messages.ApplicationRequest, certificates.apply, delivery.deliver)
    serve(messages.REPORTS_PATH, messages.ReportRequest, certificates.report)
    serve(messages.RESERVATIONS_PATH, messages.ReservationRequest, reset.find)
    serve(messages.SCRIPTS_PATH, messages.ScriptRequest, reset.start)
    serve(messages.RESPONSES_PATH, messages.ResponsesRequest, reset.continue_script)
    serve(messages.REGISTRATIONS_PATH, messages.RegistrationRequest, registration.find)
    serve(messages.HEADS_PATH, messages.HeadsRequest, registration.heads)
    serve(messages.USAGE_APPLICATIONS_PATH, messages.UsageApplicationRequest, registration.apply)

    def reserve(client: str, shown: CertificateShown) -> Reserved:
        if client != TELEPHONE:
            raise BadRequest("only for the telephone")
        return Reserved(until=reset.reserve(shown.certificate))

    serve(RESERVE_PATH, CertificateShown, reserve)
    return _FaultMiddleware(app, faults)


async def _answered(
    request: Request,
    model: type[M],
    decide: Callable[[str, M], A],
    deliver: Deliver[M, A],
    faults: CentreFaults,
) -> Response:
    """Parse the request, decide in a worker thread, and map every outcome to a status and a body.

    `deliver` hands out the answer, perhaps to another request.
    """
    body = await _body(request)
    if body is None:
        return _problem(413, "too long")
    try:
        message = model.model_validate_json(body)
    except ValidationError:
        return _problem(422, "not a valid message")
    try:
        own = await run_in_threadpool(decide, request.state.terminal, message)
        answer = to_another_visit(with_another_card(await deliver(message, own), faults), faults)
        return _json(with_spoiled_number(answer, faults))
    except CentreRefused as refused:
        return _json(messages.Refusal(reason=refused.reason), messages.REFUSED_STATUS)
    except ContentDiffers:
        return _problem(messages.REUSED_STATUS, "this request id has another content")
    except DatabaseUnavailable:
        return _problem(503, "the database does not answer")
    except BadRequest as bad:
        return _problem(400, str(bad))


async def _body(request: Request) -> bytes | None:
    """The request's body; None as soon as it is too long, however much would follow."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_REQUEST:
            return None
    return bytes(body)


def _json(message: Message, status: int = 200) -> Response:
    return Response(message.model_dump_json(), status, media_type="application/json")


def _problem(status: int, what: str) -> Response:
    return Response(f'{{"error":"{what}"}}', status, media_type="application/json")


class _FaultMiddleware:
    """Late, incomplete or malformed responses in place of the application's correct ones."""

    def __init__(self, app: ASGIApp, faults: CentreFaults) -> None:
        self._app = app
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if CentreFault.SLOW in self._faults:
            await self._faults.sleep(self._faults.slow_seconds)
        if CentreFault.HALF_OPEN in self._faults:
            while (await receive())["type"] != "http.disconnect":
                pass
        elif CentreFault.NEWER_PROGRAM_WANTED in self._faults and is_too_old(scope["headers"], NEXT):
            await _send(send, UPGRADE_REQUIRED, b"application/json", b"{}")
        elif CentreFault.OUT_OF_SERVICE in self._faults:
            await _send(send, 503, b"application/json", b"{}")
        elif CentreFault.GATEWAY_PAGE in self._faults:
            await _send(send, 503, b"text/html", b"<html><body>503 Service Unavailable</body></html>")
        elif CentreFault.GARBAGE in self._faults:
            await _send(send, 200, b"application/json", b'{"records": [\x00\xff')
        elif CentreFault.WRONG_TYPE in self._faults:
            await _send(send, 200, b"text/html", b"<html><body>502 Bad Gateway</body></html>")
        elif CentreFault.HALF_ANSWER in self._faults:
            await _send(send, 200, b"application/json", b'{"records": [', declared=4096)
        else:
            await self._app(scope, receive, send)


async def _send(send: Send, status: int, kind: bytes, body: bytes, declared: int | None = None) -> None:
    """Send a response; with `declared`, announce more bytes than are sent and let the server abort."""
    length = str(len(body) if declared is None else declared).encode()
    headers = [(b"content-type", kind), (b"content-length", length)]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": declared is not None})
