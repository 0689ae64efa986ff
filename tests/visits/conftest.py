"""Fixtures of the visits: one environment of keys and servers, and a person in front of a fresh terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from story import WORKING_DAY, Person

from kiosk.documents.fonts.font_set import Fonts
from kiosk.journal.journal import Journal
from kiosk.runtime.clock import ManualClock
from kiosk_simulator.environment import Environment


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts.load()


@pytest.fixture(scope="session")
def working_day_keys(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """As for all tests; told here once more because the visits are also played without the others."""
    own = tmp_path_factory.getbasetemp()
    return (own.parent if hasattr(pytestconfig, "workerinput") else own) / "keys-of-the-working-day"


@pytest.fixture(scope="session")
def shared_environment(working_day_keys: Path) -> Iterator[Environment]:
    """Keys and servers are made once; every test gets its own devices from it."""
    clock = ManualClock(WORKING_DAY)
    with Environment(working_day_keys, clock.now, wait=time.sleep) as environment:
        yield environment


@pytest.fixture
def person(shared_environment: Environment, fonts: Fonts) -> Iterator[Person]:
    clock = ManualClock(WORKING_DAY)
    fresh = _fresh(shared_environment, clock)
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
