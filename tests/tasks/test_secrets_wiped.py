"""A task wipes PIN and password itself, also when card or centre fail before they were needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from kiosk.centre.errors import CentreUnreachable
from kiosk.fsm.event import Event
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.visit import Identity, Secrets, Visit
from kiosk.hardware.card.protocol import ReaderFault
from kiosk.journal.journal import Journal
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.credentials.secret import Secret
from kiosk.rules.services import Municipality, Scope, Service
from kiosk.tasks.card.card_check import CardCheckTasks
from kiosk.tasks.card.identification import IdentificationTasks
from kiosk.tasks.card.password_reset import PasswordResetTasks
from kiosk.tasks.card.usage_registration import UsageRegistrationTasks

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


def context(service: Service, secret: Secret) -> TaskContext:
    visit = Visit(
        "v", service=service, scope=Scope.REGISTER, municipality=TOWN, identity=Identity("card", "proof")
    )
    secrets = Secrets(
        pin=secret if isinstance(secret, Pin) else None,
        password=secret if isinstance(secret, Password) else None,
    )
    return TaskContext(S.AUTHENTICATE, 1, visit, secrets)


def now() -> datetime:
    return datetime.now(UTC)


def authenticate(reader: Any, centre: Any, asked: TaskContext) -> Event:
    return IdentificationTasks(reader, centre, now, Journal(None, now)).authenticate(asked)


def passwords(reader: Any, centre: Any) -> PasswordResetTasks:
    return PasswordResetTasks(reader, centre, Journal(None, lambda: datetime.now(UTC)))


def reset(reader: Any, centre: Any, asked: TaskContext) -> Event:
    return passwords(reader, centre).reset(asked)


def read_signature(reader: Any, centre: Any, asked: TaskContext) -> Event:
    return CardCheckTasks(reader, now).read_signature(asked)


def sign(reader: Any, centre: Any, asked: TaskContext) -> Event:
    journal = Journal(None, lambda: datetime.now(UTC))
    return UsageRegistrationTasks(reader, centre, centre, journal).sign_application(asked)


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
def test_a_reader_that_fails_leaves_no_secret(
    task: Callable[..., object], service: Service, kind: str
) -> None:
    secret = secret_of(kind)
    task(BrokenReader(ReaderFault("gone")), working_centre(), context(service, secret))
    assert secret.is_wiped


@pytest.mark.parametrize(("task", "service", "kind"), TASKS[:4])
def test_a_centre_that_fails_leaves_no_secret(
    task: Callable[..., object], service: Service, kind: str
) -> None:
    secret = secret_of(kind)
    centre = broken_centre(CentreUnreachable("gone"))
    task(BrokenReader(ReaderFault("gone")), centre, context(service, secret))
    assert secret.is_wiped


@pytest.mark.parametrize(("task", "service", "kind"), TASKS)
def test_an_error_that_nobody_expected_leaves_no_secret(
    task: Callable[..., object], service: Service, kind: str
) -> None:
    secret = secret_of(kind)
    with pytest.raises(Unexpected):
        task(BrokenReader(Unexpected()), working_centre(), context(service, secret))
    assert secret.is_wiped
