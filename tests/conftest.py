"""What all tests share: in which order and on which worker they run, and the keys of the simulation."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from kiosk_simulator.pki.authority import Pki
from tests.groups import group_of

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

pytest.register_assert_rewrite("tests.support")

# How long an example takes says how busy the machine is, and nothing about what is promised.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

MARKED_BY = {
    "_window": "window",
    "edges": "exhaustive",
    **dict.fromkeys(("rig", "live", "standing", "text_of", "written_on", "pictures_of", "postgres"), "peer"),
}
"""A test that asks for one of these fixtures is one of that kind, whatever stands above it."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The dearest groups begin first, so that no worker ends with one while the others are idle.

    What many files would make anew is shared by a group: see tests/groups.py.
    """
    costs: dict[str, float] = {}
    for item in items:
        for fixture, mark in MARKED_BY.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)
        group = group_of(item)
        item.add_marker(pytest.mark.xdist_group(group))
        costs[group] = max(costs.get(group, 0.0), *(mark.args[0] for mark in item.iter_markers("cost")), 0.0)
    items.sort(key=lambda item: (-costs[group_of(item)], group_of(item)))


def pytest_collection_finish() -> None:
    """What is here now stays to the end: nobody who looks for garbage or for traces need go through it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """A folder of this run that all its workers have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(pytestconfig, "workerinput") else own


@pytest.fixture(scope="session")
def pki(shared_folder: Path) -> Pki:
    """One simulated infrastructure, made now: its keys take a moment to make, for all workers once."""
    return Pki.load_or_create(shared_folder / "keys-of-today", datetime.now(UTC))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server: three seconds, for each worker of the run once."""
    from tests.support.postgres import PostgresServer

    with PostgresServer() as started:
        yield started


@pytest.fixture(scope="session")
def working_day_keys(shared_folder: Path) -> Path:
    """The state folder of every environment that stands on the working day of the stories."""
    return shared_folder / "keys-of-the-working-day"
