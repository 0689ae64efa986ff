"""The HTTP side: what terminals say, and what operators see and order."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel, ValidationError
from starlette.types import ASGIApp

from kiosk.fleet import messages
from kiosk.fleet.messages import Heartbeat, HeartbeatAnswer, JournalAnswer, JournalRequest
from kiosk.rules.texts import is_code
from kiosk_fleet.access import Client, Role
from kiosk_fleet.ingest.queue import QueueFull
from kiosk_fleet.ingest.store import Taken
from kiosk_fleet.page.routes import add_pages
from kiosk_fleet.services import FleetServices
from kiosk_servers.database.errors import DatabaseUnavailable

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")
COME_AGAIN = (5, 60)
"""Seconds between which a terminal is told to come again: all at once would find the queue full again."""
_MOST = 2**53
"""What every reader of JSON takes exactly; the messages have the same bound."""


class _Refused(Exception):
    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


def make_app(services: FleetServices) -> ASGIApp:
    """The application to serve; `scope["state"]["client"]` is who the TLS session says."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    metrics = services.metrics

    async def heartbeat(request: Request) -> Response:
        return await _answered(request, services, Heartbeat, _heartbeat)

    async def journal(request: Request) -> Response:
        return await _answered(request, services, JournalRequest, _journal)

    # Nothing is to be looked up or injected, which is what FastAPI's own routes take a tenth of the time for.
    app.add_route(messages.HEARTBEAT_PATH, heartbeat, methods=["POST"])
    app.add_route(messages.JOURNAL_PATH, journal, methods=["POST"])

    @app.get("/metrics")
    def metrics_text(request: Request) -> Response:
        if client_of(request).role is not Role.OPERATOR:
            return _problem(403, "for operators")
        states = services.overview.states(services.now())
        text = metrics.text(states, services.alarms.count_open())
        return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")

    add_pages(app, services)
    return app


def client_of(request: Request) -> Client:
    """Who the client certificate says; no header can say it."""
    client: Client = request.state.client
    return client


def _heartbeat(services: FleetServices, terminal: str, said: Heartbeat) -> tuple[BaseModel, Taken]:
    taken = services.store.heartbeat(terminal, said, services.now())
    waiting = services.commands.waiting(terminal) if taken.is_ordered else ()
    interval = services.settings.interval
    return HeartbeatAnswer(interval=interval, cursor=taken.cursor, commands=waiting), taken


def _journal(services: FleetServices, terminal: str, said: JournalRequest) -> tuple[BaseModel, Taken]:
    taken = services.store.journal(terminal, said, services.now())
    return JournalAnswer(cursor=taken.cursor), taken


def _count(services: FleetServices, said: BaseModel, taken: Taken) -> None:
    """Once it is durable: what a transaction does may be done anew by itself."""
    services.metrics.heartbeats.inc(isinstance(said, Heartbeat))
    services.metrics.rows.inc(taken.rows)
    for kind in taken.alarms:
        services.metrics.alarms.labels(kind.value).inc()


async def _answered(
    request: Request,
    services: FleetServices,
    model: type[M],
    decide: Callable[[FleetServices, str, M], tuple[BaseModel, Taken]],
) -> Response:
    """Parse, queue, and answer once what was said is durable."""
    try:
        client = client_of(request)
        if client.role is not Role.TERMINAL:
            raise _Refused(403, "for terminals")
        message = _parsed(model, await _body(request))
        try:
            done: Future[tuple[BaseModel, Taken]] = services.queue.submit(
                client.name, lambda: decide(services, client.name, message)
            )
        except QueueFull:
            raise _Refused(503, "the queue is full") from None
        try:
            answer, taken = await asyncio.wrap_future(done)
        except DatabaseUnavailable:
            raise _Refused(503, "the database does not answer") from None
    except _Refused as refused:
        services.metrics.refused.labels(refused.why.replace(" ", "_")).inc()
        return _problem(refused.status, refused.why)
    _count(services, message, taken)
    return Response(answer.model_dump_json(), media_type="application/json")


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > messages.LONGEST_REQUEST:
            raise _Refused(413, "too long")
    return bytes(body)


def _parsed(model: type[M], body: bytes) -> M:
    try:
        message = model.model_validate_json(body)
    except ValidationError:
        raise _Refused(422, "not a valid message") from None
    if isinstance(message, JournalRequest) and not all(_holds_codes(each.facts) for each in message.rows):
        raise _Refused(422, "not a journal row")
    return message


def _holds_codes(text: str) -> bool:
    """True for facts as the journal has them: numbers, truth values and codes, by codes. No free text."""
    try:
        facts = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(facts, dict) and all(is_code(name) and _is_fact(facts[name]) for name in facts)


def _is_fact(value: object) -> bool:
    if isinstance(value, int):
        return abs(value) < _MOST
    return isinstance(value, str) and is_code(value)


def _problem(status: int, why: str) -> Response:
    headers = {"Retry-After": str(random.randint(*COME_AGAIN))} if status == 503 else {}
    return Response(json.dumps({"error": why}), status, headers, media_type="application/json")
