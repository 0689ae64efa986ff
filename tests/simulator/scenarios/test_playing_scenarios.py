"""Scenarios end as they say, and one that does not says where: with the step, its line and what was seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from kiosk.fsm.states import S
from kiosk_simulator.cash.changer import SimulatedChanger
from kiosk_simulator.scenarios.run import Theatre, junit
from kiosk_simulator.scenarios.scenario import Scenario, Step


@pytest.fixture(scope="module")
def theatre(working_day_keys: Path) -> Iterator[Theatre]:
    with Theatre(working_day_keys) as played_in:
        yield played_in


def scenario(*lines: str) -> Scenario:
    steps = tuple(Step(number, tuple(line.split())) for number, line in enumerate(lines, 1))
    return Scenario("made for this test", "none", steps=steps)


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("sees menu", "state: attract, not menu"),
        ("touch pay", "no key pay can be touched here; there are start"),
        ("take-money 10", "yen in the tray: 0, not 10"),
        ("fault printer.on_fire", "no fault printer.on_fire"),
        ("dance", "no verb dance"),
        ("says something", "the page does not say 'something'"),
        ("lacks start", "start can be touched"),
        ("offers pay", "no pay; there are"),
        ("until heaven", "'heaven' is not a valid S"),
        ("set-card nobody", "no card profile nobody"),
        ("wait", "wait:"),
    ],
)
def test_what_is_not_seen_fails_at_its_step(theatre: Theatre, last: str, said: str) -> None:
    outcome = theatre.play(scenario("sees attract", last, "touch start"))
    assert not outcome.passed
    assert outcome.step is not None
    assert outcome.step.line == 2
    assert said in outcome.message


def test_a_scenario_begins_on_a_fresh_terminal(theatre: Theatre) -> None:
    assert theatre.play(scenario("insert 500", "touch start", "coins 10 0", "paper 0")).passed
    after = theatre.play(scenario("sees attract", "take-money 0", "touch start", "sees menu"))
    assert after.passed, after.message


def test_junit_tells_every_outcome_and_where_it_failed(theatre: Theatre) -> None:
    good, bad = theatre.play(scenario("sees attract")), theatre.play(scenario("sees menu"))
    suite = Xml.fromstring(junit([good, bad]))
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    fine, failed = suite.findall("testcase")
    assert fine.find("failure") is None
    failure = failed.find("failure")
    assert failure is not None
    assert failure.get("message") == "state: attract, not menu (in attract)"
    assert failure.text == "line 1: sees menu"


def test_an_error_that_nobody_expects_fails_a_scenario_unless_it_says_so(theatre: Theatre) -> None:
    said = theatre.play(scenario("breaks printer", "wait 120", "sees out_of_service X-901"))
    assert said.passed, said.message
    theatre_of_errors = theatre.play(scenario("breaks printer", "wait 120", "sees attract"))
    assert "state: out_of_service, not attract" in theatre_of_errors.message


def test_money_that_nobody_tells_of_fails_a_scenario(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SimulatedChanger, "inserted", property(lambda _self: 100, lambda _self, _yen: None))
    assert "100 yen are in, 0 yen in the journal" in theatre.play(scenario("sees attract")).message


def test_a_worker_that_comes_back_goes_on_with_what_it_was_asked(theatre: Theatre) -> None:
    hung = theatre.play(
        scenario("reach enter_pin", "stuck card", "type 1234", "touch next", "sees authenticate",
                 "comes-back card", "until take_card", "leave attract")
    )  # fmt: skip
    assert hung.passed, hung.message


def test_what_was_taken_and_which_fault_was_there_is_told(theatre: Theatre) -> None:
    outcome = theatre.play(scenario("fault reader.offline", "wait 60", "until out_of_service C-107"))
    assert (S.ATTRACT, "DeviceChecked", S.OUT_OF_SERVICE) in outcome.taken
    assert {(S.ATTRACT, "reader.offline"), (S.OUT_OF_SERVICE, "reader.offline")} <= outcome.faults
