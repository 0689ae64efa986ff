"""The terminal's screen: its picture when it has changed, and a finger on it."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI, HTTPException, Request, Response
from pydantic import Field

from kiosk_simulator.console.live.pictures import ScreenPictures
from kiosk_simulator.console.live.screen import LiveScreen
from kiosk_simulator.console.routes.body import Body, Do
from kiosk_simulator.console.snapshot import Json
from kiosk_simulator.console.texts.refusals import told


class _Place(Body):
    x: float = Field(ge=0, le=1, allow_inf_nan=False)
    y: float = Field(ge=0, le=1, allow_inf_nan=False)


class _Touch(_Place):
    generation: int


def add_screen(app: FastAPI, screen: LiveScreen | None, do: Do) -> None:
    """Add picture and finger; 404 without `screen`."""
    pictures = None if screen is None else ScreenPictures(screen)

    def present() -> LiveScreen:
        if screen is None:
            raise HTTPException(404, "this terminal has no screen")
        return screen

    @app.get("/api/screen")
    async def picture(request: Request, after: str = "") -> Response:
        """The picture, as soon as it is another one than `after`; 204 when it stays the same for a while."""
        if pictures is None:
            raise HTTPException(404, "this terminal has no screen")
        try:
            newest = await pictures.after(after, request.is_disconnected)
        except (RuntimeError, TimeoutError) as error:
            raise HTTPException(503, str(error)) from error
        if newest is None:
            return Response(status_code=204)
        names = {"X-Picture": newest.name, "X-Generation": str(newest.generation)}
        return Response(newest.png, media_type="image/png", headers=names)

    def moved(finger: Callable[[LiveScreen], None]) -> Json:
        try:
            return do(lambda: finger(present()))
        except (RuntimeError, TimeoutError) as error:
            raise HTTPException(503, told(error)) from error

    @app.post("/api/finger/down")
    def down(body: _Touch) -> Json:
        return moved(lambda glass: glass.finger_down(body.x, body.y, body.generation))

    @app.post("/api/finger/up")
    def up(body: _Place) -> Json:
        return moved(lambda glass: glass.finger_up(body.x, body.y))
