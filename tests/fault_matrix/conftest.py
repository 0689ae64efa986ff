"""The matrix, and the page that says how its cells end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk_simulator.scenarios.run import Theatre
from tests.fault_matrix.document import PAGE
from tests.fault_matrix.matrix import Matrix, Ways
from tests.fault_matrix.wires import wires


@pytest.fixture(scope="session")
def ways() -> Ways:
    """What a worker has played without a fault, whatever it does between two files of this folder."""
    return Ways()


@pytest.fixture(scope="module")
def matrix(working_day_keys: Path, ways: Ways) -> Iterator[Matrix]:
    with Theatre(working_day_keys) as theatre, wires(theatre) as heard:
        yield Matrix(theatre, heard, ways)


@pytest.fixture(scope="session")
def written() -> str:
    return PAGE.read_text(encoding="utf-8")
