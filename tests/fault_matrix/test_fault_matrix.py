"""Every fault in every state comes to a defined end, and docs/fault-matrix.md says to which.

What an end must be is in `cell.py`; the page is what was reviewed. Some cells by chance are played at every
change.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.fsm.states import S
from kiosk_simulator.cash.changer import SimulatedChanger
from kiosk_simulator.scenarios.run import Theatre
from tests.fault_matrix.document import (
    GROUPS,
    WITHOUT,
    page,
    section,
    section_without,
    sections_of,
    stated,
    without,
)
from tests.fault_matrix.matrix import WAITING, Key, Matrix
from tests.fault_matrix.situations import SITUATIONS
from tests.fault_matrix.wires import wires

PAGE = Path(__file__).parents[2] / "docs" / "fault-matrix.md"
PARTS = {
    "card and centre": ("reader", "centre", "phone", "clock"),
    "money": ("acceptor", "validator", "hopper", "power", "receipt"),
    "paper and programs": ("printer", "program", "journal", "sound"),
}
"""Groups of faults, by the worker that plays them."""
PARTS_MARKED = [pytest.param(part, marks=pytest.mark.xdist_group(f"fault matrix: {part}")) for part in PARTS]
SAMPLE, SEED, TRIED = 24, 12, 25
"""Cells that are always played; which ones; of a part, how many are played that a rule stands for."""
every_cell = [pytest.mark.matrix, pytest.mark.cost(300), pytest.mark.timeout(3000)]
pytestmark = pytest.mark.exhaustive


@pytest.fixture(scope="module")
def matrix(working_day_keys: Path) -> Iterator[Matrix]:
    with Theatre(working_day_keys) as theatre, wires(theatre) as heard:
        yield Matrix(theatre, heard)


@pytest.fixture(scope="module")
def written() -> str:
    return PAGE.read_text(encoding="utf-8")


def played_alone(matrix: Matrix, key: Key) -> str:
    """The end of a cell as the page would say it."""
    end = str(matrix.end_alone(key))
    return "–" if end == matrix.end_without(key.situation) else end


@pytest.mark.cost(10)
@pytest.mark.parametrize("number", range(SAMPLE))
def test_a_cell_by_chance_ends_as_the_page_says(matrix: Matrix, written: str, number: int) -> None:
    said = stated(written)
    stands = [key for key in matrix.cells() if (key.fault.name, key.situation) in said]
    key = random.Random(SEED).sample(stands, SAMPLE)[number]
    assert played_alone(matrix, key) == said[key.fault.name, key.situation], key
    assert not matrix.problems.get(key), key


def test_every_state_has_its_situation() -> None:
    assert set(SITUATIONS) == set(S)


@pytest.mark.whole
def test_the_page_says_something_of_every_cell(matrix: Matrix, written: str) -> None:
    assert stated(written).keys() == {(key.fault.name, key.situation) for key in matrix.cells()}


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


@pytest.mark.parametrize("part", PARTS_MARKED)
class TestWholeMatrix:
    """Played by one worker a part."""

    pytestmark = every_cell

    def test_every_cell_ends_as_the_page_says(self, matrix: Matrix, written: str, part: str) -> None:
        plain, tables = without(matrix), sections_of(written)
        assert section_without(plain) == tables[WITHOUT]
        for group in PARTS[part]:
            ends = {key: str(matrix.end(key)) for key in matrix.cells([group])}
            assert section(group, plain, ends) == tables[GROUPS[group]], f"make matrix ONLY={group}"
        assert not matrix.problems

    def test_cells_that_a_rule_stands_for_end_as_the_rule_says(self, matrix: Matrix, part: str) -> None:
        keys = [key for key in matrix.cells(PARTS[part]) if not matrix.is_played(key)]
        for key in random.Random(SEED).sample(keys, TRIED):
            assert str(matrix.end_alone(key)) == str(matrix.end(key)), key
        assert not matrix.problems


def test_the_parts_are_all_groups_of_faults(matrix: Matrix) -> None:
    assert sorted(group for part in PARTS.values() for group in part) == sorted(GROUPS)
    assert {key.fault.group for key in matrix.cells()} == set(GROUPS)


def test_the_page_is_its_tables_and_nothing_else(written: str) -> None:
    assert page(sections_of(written)) == written
