"""POSTs for the free services and for the time: passwords, reservations, applications, clock, closures."""

from __future__ import annotations

from datetime import datetime

from fastapi import FastAPI
from pydantic import Field

from kiosk_simulator.console.manual_actions import ManualActions
from kiosk_simulator.console.routes.body import Body, Do
from kiosk_simulator.console.snapshot import Json


class _PasswordTries(Body):
    profile: str
    left: int


class _Reservation(Body):
    profile: str
    hours_ago: float = Field(default=0.0, allow_inf_nan=False)


class _Application(Body):
    number: str


class _Clock(Body):
    at: datetime


class _Jump(Body):
    minutes: float = Field(allow_inf_nan=False)


class _Closure(Body):
    minutes: float = Field(allow_inf_nan=False)
    lasts: float = Field(allow_inf_nan=False)
    service: str | None = None


def add_services(app: FastAPI, actions: ManualActions, do: Do) -> None:
    """Add what is done to signature passwords and at the centre."""

    @app.post("/api/card/password")
    def password_tries(body: _PasswordTries) -> Json:
        return do(lambda: actions.spend_password_tries(body.profile, body.left))

    @app.post("/api/reservation")
    def reservation(body: _Reservation) -> Json:
        return do(lambda: actions.reserve(body.profile, body.hours_ago))

    @app.post("/api/application/decide")
    def decide(body: _Application) -> Json:
        return do(lambda: actions.decide_application(body.number))


def add_clock(app: FastAPI, actions: ManualActions, do: Do) -> None:
    """Add what is done to the clock and to the hours of service."""

    @app.post("/api/clock")
    def clock(body: _Clock) -> Json:
        return do(lambda: actions.set_clock(body.at))

    @app.post("/api/clock/jump")
    def jump(body: _Jump) -> Json:
        return do(lambda: actions.jump_clock(body.minutes))

    @app.post("/api/closure")
    def close(body: _Closure) -> Json:
        return do(lambda: actions.close(body.minutes, body.lasts, body.service))

    @app.post("/api/closure/end")
    def open_again() -> Json:
        return do(actions.open_again)
