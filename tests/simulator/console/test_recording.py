"""A visit that was recorded at the running terminal is a scenario that replays without it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from kiosk.fsm.states import S
from kiosk_simulator.scenarios.run import Theatre
from kiosk_simulator.scenarios.scenario import Scenario, read
from tests.simulator.console.conftest import Live


def touches(live: Live, *keys: str) -> None:
    for key in keys:
        end = time.monotonic() + 60.0
        while live.page.post("touch", key=key).status_code != 200:
            assert time.monotonic() < end, f"no key {key}: {live.page.get('api/page').json()['keys']}"


def saved(live: Live, folder: Path, name: str) -> Scenario:
    path = folder / "recorded.scenario"
    path.write_text(live.page.does("recording/stop", name=name), encoding="utf-8")
    (scenario,) = read(path)
    return scenario


def test_a_recorded_visit_replays_without_a_window(
    keyed: Live, working_day_keys: Path, tmp_path: Path, until: Callable[[Callable[[], object]], None]
) -> None:
    page = keyed.page
    page.does("recording/start")
    assert page.state()["recording"] is True
    touches(keyed, "start")
    keyed.reaches(S.MENU)
    for key, state in (
        ("service:certificates", S.CONSENT), ("agree", S.MUNICIPALITY), ("scope:residence", S.PLACE_CARD),
    ):  # fmt: skip
        touches(keyed, key)
        keyed.reaches(state)
    page.does("card/place", profile="normal")
    keyed.reaches(S.ENTER_PIN)
    touches(keyed, *(f"digit:{digit}" for digit in "1234"), "next")
    keyed.reaches(S.TAKE_CARD)
    page.does("card/take")
    keyed.reaches(S.CERTIFICATES)
    for key, state in (("kind:resident_record", S.OPTIONS), ("next", S.ORDER), ("pay", S.PAY)):
        touches(keyed, key)
        keyed.reaches(state)
    page.does("coin", yen=500)
    keyed.reaches(S.TAKE_PAPERS)
    until(lambda: len(keyed.environment.printer.sheets) == 1)
    assert page.does("sheets/take") == 1
    assert page.does("tray/take") == 250
    touches(keyed, "acknowledge")
    keyed.reaches(S.ATTRACT)

    scenario = saved(keyed, tmp_path, "a plain visit")
    verbs = [step.words[0] for step in scenario.steps]
    assert {"type", "set-card", "insert", "print-sheet", "take-papers", "take-money"} <= {*verbs}
    with Theatre(working_day_keys) as theatre:
        outcome = theatre.play(scenario)
    assert outcome.passed, f"{outcome.step}: {outcome.message}"
    assert S.TAKE_PAPERS in outcome.states


def test_a_recorded_fault_is_there_again_when_it_is_replayed(
    keyed: Live, working_day_keys: Path, tmp_path: Path
) -> None:
    keyed.page.does("recording/start")
    touches(keyed, "start")
    keyed.reaches(S.MENU)
    touches(keyed, "service:card_check")
    keyed.reaches(S.PLACE_CARD)
    keyed.page.does("switch", id="reader.pull", on=True, amount=2)
    keyed.page.does("card/place", profile="normal")
    keyed.reaches(S.CHECK_CARD, S.PLACE_CARD)
    keyed.reaches(S.PLACE_CARD)
    touches(keyed, "end")
    keyed.reaches(S.ATTRACT)
    scenario = saved(keyed, tmp_path, "")
    assert ("fault", "reader.pull", "2.0") in [step.words for step in scenario.steps]
    with Theatre(working_day_keys) as theatre:
        outcome = theatre.play(scenario)
    assert outcome.passed, f"{outcome.step}: {outcome.message}"


def test_a_recording_begins_only_while_nobody_is_there_and_ends_once(keyed: Live) -> None:
    assert keyed.page.post("recording/stop", name="none").status_code == 422
    touches(keyed, "start")
    keyed.reaches(S.MENU)
    assert keyed.page.post("recording/start").status_code == 422
    assert keyed.page.state()["recording"] is False


def test_a_key_that_is_not_there_is_told_with_those_that_are(keyed: Live) -> None:
    answer = keyed.page.post("touch", key="pay")
    assert answer.status_code == 422
    assert "start" in answer.text
    assert "start" in keyed.page.get("api/page").json()["keys"]
