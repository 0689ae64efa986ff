"""The console's HTTP side: the page with its files, the state, and one POST for each manual action."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import StreamingResponse
from starlette.types import ASGIApp

from kiosk_simulator.console.catalogue import catalogue
from kiosk_simulator.console.feed import Feed
from kiosk_simulator.console.guide import guide_page
from kiosk_simulator.console.keys import Keys
from kiosk_simulator.console.live.screen import LiveScreen
from kiosk_simulator.console.manual_actions import ManualActions
from kiosk_simulator.console.pictures import SheetPictures
from kiosk_simulator.console.routes import devices, live, page, papers, scenarios, services
from kiosk_simulator.console.scenarios.library import Library
from kiosk_simulator.console.scenarios.runs import Runs
from kiosk_simulator.console.snapshot import Json
from kiosk_simulator.console.texts.refusals import told
from kiosk_simulator.environment import Environment
from kiosk_simulator.scenarios.recorder import Recorder
from kiosk_simulator.servers.security import LoopbackSecurityMiddleware

STATIC = "/static/"
_FILES = Path(__file__).parent / "static"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_TOKEN_PLACEHOLDER = "{{token}}"  # noqa: S105 - a place in the page
_VERSION_PLACEHOLDER = "{{version}}"
_POLICY = "script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Parts:
    """What the page shows and moves. Services can be closed when it is `closable`; `keys` and `screen` are
    those of the terminal's page, if it can be touched and seen from here."""

    environment: Environment
    actions: ManualActions
    recorder: Recorder
    library: Library
    runs: Runs
    closable: bool = False
    keys: Keys | None = None
    screen: LiveScreen | None = None


def version_of(parts: Parts) -> str:
    """Another text as soon as the page has other files or a page would find another catalogue.

    A page that lives on over a restart of the terminal loads itself anew when it has become another one.
    """
    digest = hashlib.sha256(json.dumps(_catalogue(parts), sort_keys=True).encode())
    for path in sorted(_FILES.rglob("*.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def make_app(parts: Parts, feed: Feed, token: str, version: str) -> ASGIApp:
    """The application to serve. Every request but those for style and script files must carry `token`."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    drawn = SheetPictures()
    _add_page(app, parts, feed, token, version)
    papers.add_papers(app, parts.environment, drawn)

    def do(act: Callable[[], object]) -> Json:
        try:
            result = act()
        except KeyError as error:
            raise HTTPException(404, told(error)) from error
        except ValueError as error:
            raise HTTPException(422, told(error)) from error
        drawn.keep_only(parts.environment.printer.sheets)
        feed.changed()
        return {"result": result}

    devices.add_card(app, parts.actions, do)
    devices.add_cash(app, parts.actions, do)
    devices.add_printers(app, parts.actions, do)
    devices.add_taking(app, parts.actions, do)
    devices.add_faults(app, parts.actions, do)
    services.add_services(app, parts.actions, do)
    services.add_clock(app, parts.actions, do)
    page.add_page(app, parts.keys, do)
    live.add_screen(app, parts.screen, do)
    scenarios.add_scenarios(app, parts.library, parts.runs, parts.recorder, do)
    return LoopbackSecurityMiddleware(app, policy=_POLICY, referrer="no-referrer", token=token, public=STATIC)


def _catalogue(parts: Parts) -> Json:
    return catalogue(parts.environment, closable=parts.closable, screen=parts.screen is not None)


def _add_page(app: FastAPI, parts: Parts, feed: Feed, token: str, version: str) -> None:
    files = {str(path.relative_to(_FILES)): path for path in _FILES.rglob("*") if path.suffix in _TYPES}
    known = _catalogue(parts)

    @app.get("/")
    def front() -> Response:
        html = (_FILES / "index.html").read_text(encoding="utf-8")
        html = html.replace(_TOKEN_PLACEHOLDER, token).replace(_VERSION_PLACEHOLDER, version)
        return Response(html, media_type="text/html; charset=utf-8")

    @app.get(STATIC + "{name:path}")
    def file(name: str) -> Response:
        if name not in files:
            raise HTTPException(404)
        return Response(files[name].read_bytes(), media_type=_TYPES[files[name].suffix])

    @app.get("/guide")
    def guide() -> Response:
        return Response(guide_page(), media_type="text/html; charset=utf-8")

    @app.get("/api/catalogue")
    def get_catalogue() -> Json:
        return known

    @app.get("/api/state")
    def state() -> Json:
        return feed.state()

    @app.get("/api/events")
    async def events() -> StreamingResponse:
        return StreamingResponse(feed.stream(), media_type="text/event-stream")
