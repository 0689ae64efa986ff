"""The routes of operators. A form is taken from this server's own pages only: a browser sends its certificate
to whatever page asks it to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from fastapi import FastAPI, Request, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from kiosk.fleet.messages import Command
from kiosk.rules.texts import is_code
from kiosk_fleet.access import Role
from kiosk_fleet.alarms import OF_CHAIN, AlarmKind
from kiosk_fleet.commands import parsed
from kiosk_fleet.page import render
from kiosk_fleet.page.texts import LANGUAGES
from kiosk_fleet.services import FleetServices
from kiosk_servers.database.errors import DatabaseUnavailable

_LONGEST_FORM = 8192
_MOST_ALARMS = 2**53
"""Of one kind at one terminal; within what a database's number holds."""
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class _Refused(Exception):
    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


def add_pages(app: FastAPI, services: FleetServices) -> None:
    """Add them."""

    @app.exception_handler(_Refused)
    def refused(_request: Request, error: _Refused) -> Response:
        return Response(error.why, error.status, _HEADERS, media_type="text/plain")

    @app.exception_handler(DatabaseUnavailable)
    def unavailable(_request: Request, _error: DatabaseUnavailable) -> Response:
        headers = {**_HEADERS, "Retry-After": "5"}
        return Response("the database does not answer", 503, headers, media_type="text/plain")

    @app.get("/")
    def nation(request: Request) -> Response:
        operator = _operator(request)
        return _html(render.nation(services, operator, _language(request)))

    @app.get("/style.css")
    def style(request: Request) -> Response:
        _operator(request)
        return Response(render.STYLE, headers=_HEADERS, media_type="text/css")

    @app.get("/terminals/{name}")
    def terminal(request: Request, name: str) -> Response:
        operator = _operator(request)
        page = render.terminal(services, name, operator, _language(request)) if is_code(name) else None
        if page is None:
            raise _Refused(404, "unknown")
        return _html(page)

    @app.post("/alarms")
    async def acknowledge(request: Request) -> Response:
        operator, form = _operator(request), await _form(request)
        await run_in_threadpool(_acknowledge, services, form, operator)
        return _back(request, "/")

    @app.post("/terminals/{name}")
    async def order(request: Request, name: str) -> Response:
        operator, form = _operator(request), await _form(request)
        command = _command(form)
        if not is_code(name) or not await run_in_threadpool(services.overview.knows, name):
            raise _Refused(404, "unknown")
        await run_in_threadpool(services.commands.order, [name], command, operator, services.now())
        return _back(request, f"/terminals/{name}")

    @app.post("/rollouts")
    async def begin(request: Request) -> Response:
        operator, form = _operator(request), await _form(request)
        command = _command(form)
        await run_in_threadpool(services.rollouts.begin, command, operator, services.now())
        return _back(request, "/")

    @app.post("/rollouts/stop")
    async def stop(request: Request) -> Response:
        operator, form = _operator(request), await _form(request)
        await run_in_threadpool(services.rollouts.stop, _code(form, "id"), f"stopped {operator}")
        return _back(request, "/")


def _operator(request: Request) -> str:
    client = request.state.client
    if client.role is not Role.OPERATOR:
        raise _Refused(403, "for operators")
    return str(client.name)


def _language(request: Request) -> str:
    wanted = request.query_params.get("lang", "")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


async def _form(request: Request) -> dict[str, str]:
    if request.headers.get("origin") != f"https://{request.headers.get('host')}":
        raise _Refused(403, "not from a page of this server")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_FORM:
            raise _Refused(413, "too long")
    try:
        return {name: values[0] for name, values in parse_qs(body.decode("ascii")).items()}
    except ValueError:
        raise _Refused(400, "not a form") from None


def _acknowledge(services: FleetServices, form: Mapping[str, str], operator: str) -> None:
    try:
        kind, number = AlarmKind(form.get("kind", "")), int(form.get("number", ""))
    except ValueError:
        raise _Refused(400, "not an alarm") from None
    if not 0 <= number < _MOST_ALARMS:
        raise _Refused(400, "not an alarm")
    name = _code(form, "terminal")
    with services.database.transaction():
        done = services.alarms.acknowledge(name, kind, number, operator, services.now())
        if done and form.get("anew") and kind in OF_CHAIN:
            services.store.begin_anew(name)


def _code(form: Mapping[str, str], field: str) -> str:
    """A name or an id: a database would not even be asked for anything else."""
    found = form.get(field, "")
    if not is_code(found):
        raise _Refused(400, f"not a {field}")
    return found


def _command(form: Mapping[str, str]) -> Command:
    what, _, how = form.get("what", "").partition(":")
    body: dict[str, Any]
    if what == "maintenance":
        body = {"kind": "maintenance", "days": form.get("days", "").split()}
    elif what == "settings":
        digest, _, signature = form.get("signed", "").partition(" ")
        body = {"kind": "settings", "digest": digest, "signature": signature.strip()}
    elif what == "drain":
        body = {"kind": "drain", "on": how == "on"}
    else:
        body = {"kind": "service", "service": what, "on": how == "on"}
    try:
        return parsed(body)
    except ValidationError:
        raise _Refused(400, "not a command") from None


def _html(page: str) -> Response:
    return Response(page, headers=_HEADERS, media_type="text/html; charset=utf-8")


def _back(request: Request, path: str) -> Response:
    return Response(status_code=303, headers={**_HEADERS, "Location": f"{path}?lang={_language(request)}"})
