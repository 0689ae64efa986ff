"""POSTs for the devices: card reader, coin changer, printers and the fault switches of all of them."""

from __future__ import annotations

from fastapi import FastAPI
from pydantic import Field

from kiosk_simulator.console.manual_actions import ManualActions
from kiosk_simulator.console.routes.body import Body, Do
from kiosk_simulator.console.snapshot import Json


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


def add_card(app: FastAPI, actions: ManualActions, do: Do) -> None:
    """Add what is done with a card at the reader."""

    @app.post("/api/card/place")
    def place_card(body: _Profile) -> Json:
        return do(lambda: actions.place_card(body.profile))

    @app.post("/api/card/take")
    def take_card() -> Json:
        return do(actions.take_card)

    @app.post("/api/card/reissue")
    def reissue_card(body: _Profile) -> Json:
        return do(lambda: actions.reissue_card(body.profile))


def add_cash(app: FastAPI, actions: ManualActions, do: Do) -> None:
    """Add what is done with coins and notes."""

    @app.post("/api/coin")
    def coin(body: _Coin) -> Json:
        return do(lambda: actions.insert_coin(body.yen))

    @app.post("/api/note")
    def note(body: _Coin) -> Json:
        return do(lambda: actions.insert_note(body.yen))

    @app.post("/api/tray/take")
    def take_coins() -> Json:
        return do(actions.take_coins)

    @app.post("/api/hopper")
    def hopper(body: _Hopper) -> Json:
        return do(lambda: actions.fill_hopper(body.yen, body.coins))


def add_printers(app: FastAPI, actions: ManualActions, do: Do) -> None:
    """Add what is done with paper, sheets and slips."""

    @app.post("/api/paper")
    def paper(body: _Paper) -> Json:
        return do(lambda: actions.set_paper(body.sheets))

    @app.post("/api/sheets/take")
    def take_sheets() -> Json:
        return do(actions.take_sheets)

    @app.post("/api/slips/take")
    def take_slips() -> Json:
        return do(actions.take_slips)


def add_taking(app: FastAPI, actions: ManualActions, do: Do) -> None:
    """Add what a shopper does who leaves."""

    @app.post("/api/take-everything")
    def take_everything() -> Json:
        return do(actions.take_everything)


def add_faults(app: FastAPI, actions: ManualActions, do: Do) -> None:
    """Add the fault switches."""

    @app.post("/api/switch")
    def switch(body: _Switch) -> Json:
        return do(lambda: actions.switch(body.id, body.on, body.amount))

    @app.post("/api/faults/clear")
    def clear_faults() -> Json:
        return do(actions.clear_faults)
