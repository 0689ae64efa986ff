"""Fixtures of the visits: one environment of keys and servers, and a person in front of a fresh terminal."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.documents.fonts.font_set import Fonts
from kiosk.hardware.page_printer import ipp_http
from kiosk.journal.journal import Journal
from kiosk.runtime.clock import ManualClock
from kiosk_simulator.environment import Environment
from tests.support.in_process_http import answered_in_process
from tests.support.visits import WORKING_DAY, Person


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts.load()


@pytest.fixture(scope="session")
def shared_environment(working_day_keys: Path) -> Iterator[Environment]:
    """Keys and servers are made once; every test gets its own devices from it."""
    clock = ManualClock(WORKING_DAY)
    with Environment(working_day_keys, clock.now, wait=time.sleep) as environment:
        yield environment


@pytest.fixture
def person(
    shared_environment: Environment, fonts: Fonts, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Person]:
    clock = ManualClock(WORKING_DAY)
    fresh = _fresh(shared_environment, clock)
    monkeypatch.setattr(ipp_http, "connected", answered_in_process(fresh.printer))
    visitor = Person(fresh, clock, fonts, Journal(None, clock.now))
    yield visitor
    fresh.centre.faults.only()
    fresh.printer.stop()
    fresh.receipt_printer.stop()


def _fresh(environment: Environment, clock: ManualClock) -> Environment:
    """New reader, changer and printers beside the shared centre, on this test's clock."""
    fresh = Environment(environment.pki.directory.parent, clock.now, wait=clock.advance, auto_print=False)
    fresh.centre = environment.centre
    fresh.centre.now = clock.now
    fresh.printer.start()
    fresh.receipt_printer.start()
    return fresh
