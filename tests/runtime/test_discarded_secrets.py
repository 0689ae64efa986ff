"""A PIN or password that comes too late, or where nobody expects it, is overwritten like any other."""

from __future__ import annotations

import pytest

from kiosk.fsm.event import Event
from kiosk.fsm.events import PasswordEntered
from kiosk.fsm.flow.identification import PinEntered
from kiosk.fsm.flow.menu import Started
from kiosk.fsm.states import S
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.credentials.secret import Secret
from tests.support.terminal_harness import TerminalHarness


def secrets() -> list[tuple[Event, Secret]]:
    pin, password = Pin([1, 2, 3, 4]), Password(b"ABCDEF1")
    return [(PinEntered(pin), pin), (PasswordEntered(password), password)]


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("is_late", [True, False])
def test_what_is_not_taken_is_overwritten(number: int, is_late: bool) -> None:
    harness = TerminalHarness().opens()
    event, secret = secrets()[number]
    generation = harness.terminal.machine.generation
    if is_late:
        harness.post(Started())
    harness.terminal.post(event, generation)
    harness.terminal.pump()
    assert harness.terminal.machine.state is (S.MENU if is_late else S.ATTRACT)
    assert secret.is_wiped


def test_a_touch_on_an_older_picture_does_nothing_on_the_newer_one() -> None:
    harness = TerminalHarness().opens()
    generation = harness.terminal.machine.generation
    harness.terminal.post(Started(), generation)
    harness.terminal.post(Started(), generation)
    harness.terminal.pump()
    assert harness.terminal.machine.generation == generation + 1
