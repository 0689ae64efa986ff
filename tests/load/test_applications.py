"""Every terminal at once, every swap at random: nobody accepts another person's document, and all adds up."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk_servers.database.engine import MEMORY
from kiosk_simulator.centre.faults import CentreFault
from load.applications import Load, run
from load.switching import SWAPS
from tests.support.postgres import PostgresServer


def assert_balanced(load: Load, keys: Path, folder: Path) -> None:
    result = run(load, keys, folder)
    found = result.balance
    assert found.problems == (), "\n".join(found.lines())
    assert (found.foreign, found.unaccounted) == (0, 0)
    assert found.applications >= load.applications
    assert found.accepted, "nobody was served"
    assert found.caught.total(), "no swap struck"
    assert any(name in result.page for name in found.stops), "no stop is on the fleet server's first page"
    assert found.injected.total() == found.caught.total() + found.harmless.total()


@pytest.mark.cost(12)
def test_twenty_terminals_with_every_swap_accept_nothing_of_another_person(
    shared_folder: Path, tmp_path: Path
) -> None:
    load = Load(terminals=20, applications=120, read_timeout=3.0, share=0.2, share_drawn=0.05)
    assert_balanced(load, shared_folder / "keys-of-the-load", tmp_path)


@pytest.mark.whole
@pytest.mark.cost(90)
@pytest.mark.timeout(900)
@pytest.mark.parametrize("workers", [0, 2])
def test_two_hundred_terminals_and_two_thousand_applications(
    shared_folder: Path, tmp_path: Path, postgres: PostgresServer, workers: int
) -> None:
    """On SQLite, and on PostgreSQL with two workers."""
    database = postgres.new_database() if workers else MEMORY
    load = Load(200, 2000, database, workers or 1, share_drawn=0.01)
    assert_balanced(load, shared_folder / "keys-of-the-load", tmp_path)


def test_every_fault_that_hands_out_wrong_answers_is_played() -> None:
    """Those from the first swap to the last, without what is no answer to an application or a proof."""
    faults = list(CentreFault)
    first = faults.index(CentreFault.SWAPPED_ANSWERS)
    last = faults.index(CentreFault.PASSING_MISMATCH)
    elsewhere = {CentreFault.ANSWER_TWICE}  # tests/incidents/test_t11_paper_without_a_clerks_look.py
    wrong = {CentreFault.WRONG_SIGNATURE, CentreFault.OTHER_PERSON}
    assert set(SWAPS) == {*faults[first : last + 1], *wrong} - elsewhere
