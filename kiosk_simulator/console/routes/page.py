"""The terminal's own page by program: its keys and words."""

from __future__ import annotations

from fastapi import FastAPI, HTTPException

from kiosk_simulator.console.keys import Keys
from kiosk_simulator.console.routes.body import Body, Do
from kiosk_simulator.console.snapshot import Json


class _Key(Body):
    key: str


def add_page(app: FastAPI, keys: Keys | None, do: Do) -> None:
    """Add what is touched and read on the terminal's page; 404 without `keys`."""

    def present() -> Keys:
        if keys is None:
            raise HTTPException(404, "this terminal has no page")
        return keys

    @app.post("/api/touch")
    def touch(body: _Key) -> Json:
        return do(lambda: present().press(body.key))

    @app.get("/api/page")
    def page() -> Json:
        return {"keys": present().touchable(), "words": present().words()}
