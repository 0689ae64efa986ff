"""A task wipes PIN and password itself, also when card or centre fail before they were needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from kiosk.centre.errors import CentreUnreachable
from kiosk.fsm.brief import Brief
from kiosk.fsm.events import Event
from kiosk.fsm.machine import KioskMachine
from kiosk.fsm.session import FlowSettings
from kiosk.hardware.card.protocol import ReaderFault
from kiosk.journal.journal import Journal
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.credentials.secret import Secret
from kiosk.rules.services import Municipality, Scope, Service
from kiosk.tasks.authentication import AuthenticationTasks
from kiosk.tasks.password import PasswordTasks
from kiosk.tasks.registration import RegistrationTasks

TOWN = Municipality("99201", "みほん県", "見本市", "Mihon", "0000-00-0001")


class Unexpected(Exception):
    """Something that no table of errors knows."""


class BrokenReader:
    """A reader that fails before the card could be asked anything."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def connect(self) -> Any:
        raise self.error


def raises(error: Exception) -> Callable[..., Any]:
    def call(*_: object, **__: object) -> Any:
        raise error

    return call


def working_centre() -> Any:
    """A centre that gives whatever is asked first."""
    script = SimpleNamespace(id="script", commands=(), round=1)
    challenge = SimpleNamespace(id="challenge", nonce=bytes(32))
    return SimpleNamespace(
        challenge=lambda visit: challenge, reset=SimpleNamespace(start=lambda *asked: script)
    )


def broken_centre(error: Exception) -> Any:
    return SimpleNamespace(challenge=raises(error), reset=SimpleNamespace(start=raises(error)))


def brief(service: Service, **secrets: Secret) -> Brief:
    plain = KioskMachine(FlowSettings(), lambda: "id").brief()
    facts: dict[str, Any] = {
        "service": service,
        "scope": Scope.REGISTER,
        "municipality": TOWN,
        "authentication": "proof",
        **secrets,
    }
    return replace(plain, **facts)


def authenticate(reader: Any, centre: Any, asked: Brief) -> Event:
    return AuthenticationTasks(reader, centre).authenticate(asked)


def passwords(reader: Any, centre: Any) -> PasswordTasks:
    return PasswordTasks(reader, centre, Journal(None, lambda: datetime.now(UTC)))


def reset(reader: Any, centre: Any, asked: Brief) -> Event:
    return passwords(reader, centre).reset(asked)


def read_signature(reader: Any, centre: Any, asked: Brief) -> Event:
    return passwords(reader, centre).read_signature(asked)


def sign(reader: Any, centre: Any, asked: Brief) -> Event:
    journal = Journal(None, lambda: datetime.now(UTC))
    return RegistrationTasks(reader, centre, centre, journal).sign_application(asked)


TASKS = [
    (authenticate, Service.CERTIFICATES, "pin"),
    (authenticate, Service.PASSWORD_RESET, "pin"),
    (authenticate, Service.USAGE_REGISTRATION, "pin"),
    (reset, Service.PASSWORD_RESET, "password"),
    (read_signature, Service.CARD_CHECK, "password"),
    (sign, Service.USAGE_REGISTRATION, "password"),
]


def secret_of(kind: str) -> Secret:
    return Pin((1, 2, 3, 4)) if kind == "pin" else Password(b"ABC123")


@pytest.mark.parametrize(("task", "service", "kind"), TASKS)
def test_a_reader_that_fails_leaves_no_secret(task, service, kind):
    secret = secret_of(kind)
    task(BrokenReader(ReaderFault("gone")), working_centre(), brief(service, **{kind: secret}))
    assert secret.is_wiped


@pytest.mark.parametrize(("task", "service", "kind"), TASKS[:4])
def test_a_centre_that_fails_leaves_no_secret(task, service, kind):
    secret = secret_of(kind)
    centre = broken_centre(CentreUnreachable("gone"))
    task(BrokenReader(ReaderFault("gone")), centre, brief(service, **{kind: secret}))
    assert secret.is_wiped


@pytest.mark.parametrize(("task", "service", "kind"), TASKS)
def test_an_error_that_nobody_expected_leaves_no_secret(task, service, kind):
    secret = secret_of(kind)
    with pytest.raises(Unexpected):
        task(BrokenReader(Unexpected()), working_centre(), brief(service, **{kind: secret}))
    assert secret.is_wiped
