"""Fixtures of the incidents: one centre, light terminals around it, and a person in front of a whole one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from kiosk.documents.fonts.font_set import Fonts
from kiosk.runtime.clock import ManualClock
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.environment import Environment
from kiosk_simulator.pki.authority import Pki
from tests.support.fleet import LightTerminal
from tests.support.visits import WORKING_DAY
from tests.visits.conftest import fonts, person, shared_environment

__all__ = ["fonts", "person", "shared_environment"]

Fleet = Callable[..., list[LightTerminal]]


ONE, FOUR = (pytest.param(each, marks=pytest.mark.whole) for each in (1, 4))
with_workers = pytest.mark.parametrize("running", ["sqlite", ONE, FOUR], indirect=True, scope="module")
"""Also with four workers. Most switches spoil what one process has in common, and are tried in one."""
only_embedded = pytest.mark.parametrize("running", ["sqlite"], indirect=True, scope="module")
"""For what takes minutes."""


@pytest.fixture(scope="module", params=["sqlite", ONE])
def running(request: pytest.FixtureRequest, working_pki: Pki) -> Iterator[SimulatedCentre]:
    """One centre for a test file; its clock stands still, so that everything happens in one second.

    On SQLite, or of so many workers on PostgreSQL.
    """
    now, of = ManualClock(WORKING_DAY).now, {}
    if request.param != "sqlite":
        of = {"database": request.getfixturevalue("postgres").new_database(), "workers": request.param}
    with SimulatedCentre(working_pki, now=now, **of) as started:
        yield started


@pytest.fixture(scope="session")
def working_pki(shared_environment: Environment) -> Pki:
    """The keys of the working day, which the whole terminals have, too."""
    return shared_environment.pki


@pytest.fixture
def centre(running: SimulatedCentre) -> Iterator[SimulatedCentre]:
    """The centre without faults, and without those that the test leaves behind."""

    def well() -> None:
        running.faults.only()
        running.faults.share, running.faults.slow_seconds = 1.0, 30.0
        running.faults.wronged.clear()

    well()
    running.forget()
    yield running
    well()


@pytest.fixture
def fleet(centre: SimulatedCentre, working_pki: Pki, fonts: Fonts) -> Iterator[Fleet]:
    """Put up so many light terminals, each with a client certificate and a printer of its own."""
    standing: list[LightTerminal] = []

    def put_up(number: int, *, read_timeout: float = 10.0) -> list[LightTerminal]:
        clock = ManualClock(WORKING_DAY)
        new = [
            LightTerminal(f"T-{each:03}", working_pki, centre.base_url, fonts, clock.now, read_timeout)
            for each in range(1, number + 1)
        ]
        standing.extend(new)
        return new

    yield put_up
    for each in standing:
        each.close()
