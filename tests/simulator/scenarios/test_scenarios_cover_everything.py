"""All scenarios pass, and between them take every row of the transition table and show every code.

What was taken is heard from the machines that played, not read in the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_groups import IDLE
from kiosk.hardware.page_printer import ipp_http
from kiosk_simulator.scenarios.coverage import met, obligations
from kiosk_simulator.scenarios.document import page
from kiosk_simulator.scenarios.run import Outcome, Theatre
from kiosk_simulator.scenarios.scenario import read
from tests.simulator.scenarios.exceptions import CODES, SINGLE, reason_for
from tests.support.in_process_http import answered_in_process

ROOT = Path(__file__).parents[3]
ALL = [each for path in sorted((ROOT / "tests" / "scenarios").glob("*.scenario")) for each in read(path)]
LEAST = 150
pytestmark = [pytest.mark.exhaustive, pytest.mark.whole, pytest.mark.cost(240), pytest.mark.timeout(1800)]


@pytest.fixture(scope="module")
def theatre(working_day_keys: Path) -> Iterator[Theatre]:
    with Theatre(working_day_keys) as played_in, pytest.MonkeyPatch.context() as patch:

        def connect(host: str, port: int) -> object:
            assert played_in.environment is not None
            return answered_in_process(played_in.environment.printer)(host, port)

        patch.setattr(ipp_http, "connected", connect)
        yield played_in


@pytest.fixture(scope="module")
def played() -> dict[int, Outcome]:
    """What was played so far, by the scenario's place in the list."""
    return {}


@pytest.mark.parametrize(
    "number", range(len(ALL)), ids=lambda number: f"{ALL[number].file}-{ALL[number].name}"
)
def test_the_scenario_ends_as_it_says_and_nobody_is_left(
    theatre: Theatre, played: dict[int, Outcome], number: int
) -> None:
    outcome = played[number] = theatre.play(ALL[number])
    assert outcome.passed, f"line {outcome.step.line if outcome.step else 0}: {outcome.message}"
    assert outcome.states[-1] in IDLE, f"the scenario leaves somebody in {outcome.states[-1]}"


@pytest.fixture(scope="module")
def outcomes(theatre: Theatre, played: dict[int, Outcome]) -> list[Outcome]:
    """What all scenarios came to; what was not played yet is played."""
    return [played.get(number) or theatre.play(each) for number, each in enumerate(ALL)]


def test_there_are_many_and_no_two_have_the_same_name() -> None:
    assert len(ALL) >= LEAST
    assert len({each.name for each in ALL}) == len(ALL)


def test_every_row_of_the_table_is_taken(outcomes: list[Outcome]) -> None:
    taken = met(row for each in outcomes for row in each.taken)
    missing = sorted(str(row) for row in obligations() - taken if not reason_for(row))
    assert not missing, f"{len(missing)} rows that no scenario takes: {missing}"


def test_every_single_exception_is_a_row_that_is_not_taken(outcomes: list[Outcome]) -> None:
    taken = met(row for each in outcomes for row in each.taken)
    assert obligations() - taken >= SINGLE.keys()


def test_every_code_is_seen(outcomes: list[Outcome]) -> None:
    seen = {code for each in outcomes for code in each.codes}
    assert {*Reason} - seen == CODES.keys()


def test_the_page_about_them_is_up_to_date(outcomes: list[Outcome]) -> None:
    written = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
    assert written == page(outcomes), "kiosk-simulator scenario document tests/scenarios"
