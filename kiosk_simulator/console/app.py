"""The console's HTTP side: the page and its files, the state, and one POST for each thing a hand does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import StreamingResponse
from pydantic import Field
from starlette.types import ASGIApp

from kiosk_simulator.console import pictures
from kiosk_simulator.console.catalogue import catalogue
from kiosk_simulator.console.feed import Feed
from kiosk_simulator.console.guard import STATIC, Guard
from kiosk_simulator.console.guide import guide_page
from kiosk_simulator.console.manual_actions import Hands
from kiosk_simulator.console.routes.body import Body
from kiosk_simulator.console.routes.services import add_clock, add_services
from kiosk_simulator.console.snapshot import Json
from kiosk_simulator.environment import World
from kiosk_simulator.page_printer.engine import Sheet

_FILES = Path(__file__).parent / "static"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_TOKEN_MARK = "{{token}}"  # noqa: S105 - a place in the page
_SMALL, _LARGE = 50, 110
"""Dots per inch of a sheet in the outlet, and of one that is looked at."""


class _Profile(Body):
    profile: str


class _Coin(Body):
    yen: int


class _Hopper(Body):
    yen: int
    coins: int


class _Paper(Body):
    sheets: int


class _Switch(Body):
    id: str
    on: bool
    amount: float | None = Field(default=None, allow_inf_nan=False)


def make_app(world: World, hands: Hands, feed: Feed, token: str, closable: bool = False) -> ASGIApp:
    """The application to serve behind the guard; `closable` when the hands can close services."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    drawn = pictures.SheetPictures()
    _add_page(app, world, feed, token, closable)
    _add_papers(app, world, drawn)

    def do(act: Callable[[], object]) -> Json:
        try:
            result = act()
        except KeyError as error:
            raise HTTPException(404, str(error)) from error
        except ValueError as error:
            raise HTTPException(422, str(error)) from error
        feed.changed()
        return {"result": result}

    @app.post("/api/card/place")
    def place_card(body: _Profile) -> Json:
        return do(lambda: hands.place_card(body.profile))

    @app.post("/api/card/take")
    def take_card() -> Json:
        return do(hands.take_card)

    @app.post("/api/card/renew")
    def renew_card(body: _Profile) -> Json:
        return do(lambda: hands.renew_card(body.profile))

    @app.post("/api/coin")
    def coin(body: _Coin) -> Json:
        return do(lambda: hands.throw_in(body.yen))

    @app.post("/api/tray/take")
    def take_coins() -> Json:
        return do(hands.take_coins)

    @app.post("/api/hopper")
    def hopper(body: _Hopper) -> Json:
        return do(lambda: hands.fill_hopper(body.yen, body.coins))

    @app.post("/api/paper")
    def paper(body: _Paper) -> Json:
        return do(lambda: hands.set_paper(body.sheets))

    @app.post("/api/sheets/take")
    def take_sheets() -> Json:
        taken = do(hands.take_sheets)
        drawn.keep_only(world.printer.sheets)
        return taken

    @app.post("/api/slips/take")
    def take_slips() -> Json:
        return do(hands.take_slips)

    @app.post("/api/switch")
    def switch(body: _Switch) -> Json:
        return do(lambda: hands.switch(body.id, body.on, body.amount))

    @app.post("/api/well")
    def well() -> Json:
        return do(hands.make_well)

    add_services(app, hands, do)
    add_clock(app, hands, do)
    return Guard(app, token)


def _add_page(app: FastAPI, world: World, feed: Feed, token: str, closable: bool) -> None:
    files = {path.name: path for path in _FILES.iterdir() if path.suffix in _TYPES}
    known = catalogue(world, closable=closable)

    @app.get("/")
    def page() -> Response:
        html = (_FILES / "index.html").read_text(encoding="utf-8").replace(_TOKEN_MARK, token)
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
    def what_there_is() -> Json:
        return known

    @app.get("/api/state")
    def state() -> Json:
        return feed.state()

    @app.get("/api/events")
    async def events() -> StreamingResponse:
        return StreamingResponse(feed.stream(), media_type="text/event-stream")


def _add_papers(app: FastAPI, world: World, drawn: pictures.SheetPictures) -> None:
    def sheet_of(id_: str) -> Sheet:
        found = next((each for each in world.printer.sheets if pictures.sheet_id(each) == id_), None)
        if found is None:
            raise HTTPException(404)
        return found

    @app.get("/sheet/{id_}.png")
    def sheet_picture(id_: str, large: bool = False) -> Response:
        try:
            png = drawn.png(sheet_of(id_), _LARGE if large else _SMALL)
        except pictures.PictureFailed as error:
            raise HTTPException(503, str(error)) from error
        return Response(png, media_type="image/png")

    @app.get("/sheet/{id_}.pdf")
    def sheet_pdf(id_: str) -> Response:
        return Response(sheet_of(id_).pdf, media_type="application/pdf")

    @app.get("/slip/{id_}.png")
    def slip_picture(id_: str) -> Response:
        for index, slip in enumerate(world.receipt_printer.receipts):
            if pictures.slip_id(index, slip) == id_:
                return Response(pictures.png_of_slip(slip), media_type="image/png")
        raise HTTPException(404)
