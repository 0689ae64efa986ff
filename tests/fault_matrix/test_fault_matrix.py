"""Some cells of the matrix by chance, at every change; that page and matrix have the same cells; the harness.

What an end must be is in `cell.py`; the page is what was reviewed. All cells: `test_whole_matrix.py`.
"""

from __future__ import annotations

import random

import pytest

from kiosk.fsm.states import S
from kiosk_simulator.cash.changer import SimulatedChanger
from tests.fault_matrix.document import GROUPS, page, section, sections_of, stated
from tests.fault_matrix.matrix import WAITING, Key, Matrix, situations
from tests.fault_matrix.situations import SITUATIONS

SAMPLE, SEED = 24, 12
"""Cells that are always played, and which ones."""
pytestmark = pytest.mark.exhaustive


@pytest.mark.cost(10)
@pytest.mark.parametrize("number", range(SAMPLE))
def test_a_cell_by_chance_ends_as_the_page_says(matrix: Matrix, written: str, number: int) -> None:
    said = stated(written)
    key = random.Random(SEED).sample(list(matrix.cells()), SAMPLE)[number]
    assert matrix.said_alone(key) == said[key.fault.name, key.situation], key
    assert not matrix.problems.get(key), key


def test_every_state_has_its_situation() -> None:
    assert set(SITUATIONS) == set(S)


def test_the_page_says_something_of_every_cell(matrix: Matrix, written: str) -> None:
    assert stated(written).keys() == {(key.fault.name, key.situation) for key in matrix.cells()}
    assert {key.fault.group for key in matrix.cells()} == set(GROUPS)


def test_the_page_is_its_tables_and_nothing_else(written: str) -> None:
    assert page(sections_of(written)) == written


def test_the_tables_are_folded_as_they_are_written(matrix: Matrix, written: str) -> None:
    said, tables, plain = stated(written), sections_of(written), dict.fromkeys(situations(), "–")
    for group, title in GROUPS.items():
        ends = {key: said[key.fault.name, key.situation] for key in matrix.cells([group])}
        assert section(group, plain, ends) == tables[title], f"make matrix WRITE=--write ONLY={group}"


def test_a_cell_with_money_that_nobody_tells_of_has_no_defined_end(
    matrix: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The harness itself: a coin too many in the metal is found."""
    monkeypatch.setattr(SimulatedChanger, "inserted", property(lambda _self: 100, lambda _self, _yen: None))
    fault = next(each for each in matrix.faults if each.name == "reader.odd_looks")
    key = Key(WAITING, fault)
    matrix.end_alone(key)
    assert "100 yen are in" in "; ".join(matrix.problems.pop(key))
    matrix.forget(key)
