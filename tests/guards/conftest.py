"""A person in front of a fresh terminal, as in the visits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.documents.fonts.font_set import Fonts
from kiosk.journal.journal import Journal
from kiosk.runtime.clock import ManualClock
from kiosk_simulator.environment import Environment
from tests.support.visits import WORKING_DAY, Person


@pytest.fixture
def person(working_day_keys: Path) -> Iterator[Person]:
    clock = ManualClock(WORKING_DAY)
    with Environment(working_day_keys, clock.now, wait=clock.advance, auto_print=False) as environment:
        yield Person(environment, clock, Fonts.load(), Journal(None, clock.now))
