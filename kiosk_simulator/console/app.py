"""The console's HTTP side: the page with its files, the state, and one POST for each manual action."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import StreamingResponse
from starlette.types import ASGIApp

from kiosk_simulator.console.catalogue import catalogue
from kiosk_simulator.console.feed import Feed
from kiosk_simulator.console.guide import guide_page
from kiosk_simulator.console.manual_actions import ManualActions
from kiosk_simulator.console.pictures import SheetPictures
from kiosk_simulator.console.routes import devices, papers, services
from kiosk_simulator.console.snapshot import Json
from kiosk_simulator.environment import Environment
from kiosk_simulator.servers.security import LoopbackSecurityMiddleware

STATIC = "/static/"
_FILES = Path(__file__).parent / "static"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_TOKEN_PLACEHOLDER = "{{token}}"  # noqa: S105 - a place in the page
_POLICY = "script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'"


def make_app(
    environment: Environment, actions: ManualActions, feed: Feed, token: str, closable: bool = False
) -> ASGIApp:
    """The application to serve; `closable` when `actions` can close services.

    Every request but those for style and script files must carry `token`.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    drawn = SheetPictures()
    _add_page(app, environment, feed, token, closable)
    papers.add_papers(app, environment, drawn)

    def do(act: Callable[[], object]) -> Json:
        try:
            result = act()
        except KeyError as error:
            raise HTTPException(404, str(error)) from error
        except ValueError as error:
            raise HTTPException(422, str(error)) from error
        drawn.keep_only(environment.printer.sheets)
        feed.changed()
        return {"result": result}

    devices.add_card(app, actions, do)
    devices.add_cash(app, actions, do)
    devices.add_printers(app, actions, do)
    devices.add_faults(app, actions, do)
    services.add_services(app, actions, do)
    services.add_clock(app, actions, do)
    return LoopbackSecurityMiddleware(app, policy=_POLICY, referrer="no-referrer", token=token, public=STATIC)


def _add_page(app: FastAPI, environment: Environment, feed: Feed, token: str, closable: bool) -> None:
    files = {path.name: path for path in _FILES.iterdir() if path.suffix in _TYPES}
    known = catalogue(environment, closable=closable)

    @app.get("/")
    def page() -> Response:
        html = (_FILES / "index.html").read_text(encoding="utf-8").replace(_TOKEN_PLACEHOLDER, token)
        return Response(html, media_type="text/html; charset=utf-8")

    @app.get(STATIC + "{name}")
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
