"""Every fault in every state comes to a defined end, and docs/fault-matrix.md says to which.

Each fault is a group of its own, so that the workers of a run share the matrix evenly; the faults of the
journal are one, since one of a kind is played for the others.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from tests.fault_matrix.document import PAGE, WITHOUT, section_without, sections_of, stated, without
from tests.fault_matrix.matrix import Matrix

TRIED, AT_A_TIME, SEED = 75, 15, 12
"""Cells that a rule stands for: how many are played all the same, how many by one test, and which ones."""
pytestmark = [pytest.mark.exhaustive, pytest.mark.whole, pytest.mark.timeout(1800)]


def _faults() -> Iterator[Any]:
    names = {name: None for name, _ in stated(PAGE.read_text(encoding="utf-8"))}
    for name in names:
        together = "journal" if name.startswith("journal.") else name
        marks = (pytest.mark.xdist_group(f"fault matrix: {together}"), pytest.mark.cost(12))
        yield pytest.param(name, marks=marks)


@pytest.mark.parametrize("name", list(_faults()))
def test_a_fault_ends_in_every_state_as_the_page_says(matrix: Matrix, written: str, name: str) -> None:
    said = stated(written)
    keys = [key for key in matrix.cells() if key.fault.name == name]
    ends = {str(key): matrix.said(key) for key in keys}
    assert ends == {str(key): said[name, key.situation] for key in keys}, "make matrix WRITE=--write"
    assert not matrix.problems


@pytest.mark.xdist_group("fault matrix: none")
@pytest.mark.cost(30)
def test_every_situation_ends_without_a_fault_as_the_page_says(matrix: Matrix, written: str) -> None:
    assert section_without(without(matrix)) == sections_of(written)[WITHOUT]


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(first, marks=pytest.mark.xdist_group(f"fault matrix: rules {first}"))
        for first in range(0, TRIED, AT_A_TIME)
    ],
)
@pytest.mark.cost(12)
def test_cells_that_a_rule_stands_for_end_as_the_rule_says(matrix: Matrix, first: int) -> None:
    keys = [key for key in matrix.cells() if matrix.same(key) != key]
    for key in random.Random(SEED).sample(keys, TRIED)[first : first + AT_A_TIME]:
        assert str(matrix.end_alone(key)) == str(matrix.end(key)), key
    assert not matrix.problems
