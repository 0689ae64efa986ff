"""What all tests share: the keys of the simulation."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.simulation.pki import Pki


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
def working_day_keys(shared_folder: Path) -> Path:
    """The state folder of every world that stands on the working day of the stories."""
    return shared_folder / "keys-of-the-working-day"
