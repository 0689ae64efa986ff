"""Scenarios at one click: on the running terminal in real time, or apart from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.states import S
from kiosk_simulator.console.scenarios.apart import text_of
from kiosk_simulator.console.scenarios.hands import VERBS
from kiosk_simulator.console.scenarios.library import PROJECT, Library
from kiosk_simulator.scenarios.scenario import read
from kiosk_simulator.scenarios.steps import BY_NAME
from tests.simulator.console.conftest import Live

Wait = Callable[[Callable[[], object]], None]
pytestmark = [pytest.mark.peer, pytest.mark.cost(30)]
OWN_TERMINAL = {
    "stuck", "応答なし", "comes-back", "応答が戻る", "breaks", "プログラム異常", "journal", "記録",
    "power-cut", "停電", "restart-with", "設定して起動", "told-to-end", "終了を命じる",
}  # fmt: skip
"""What no hand at a running terminal can do."""

STORIES = """
Scenario: looks around
Tags: menu
  touch start
  sees menu
  offers service:card_check
  touch end
  until attract

Scenario: expects what is not
  touch start
  sees pay

シナリオ: 日本語で書いたもの
  押す start service:card_check
  カードを置く normal
  までまつ card_state
  表示 カード
  押せない pay
  カードを取る
  押す end
  までまつ attract

Scenario: needs a power cut
  power-cut
  sees attract

Scenario: waits for ever
  touch start
  wait 3600

Scenario: the clock goes wrong at once
  clock-jumps 7200
  until out_of_service X-105
"""


@pytest.fixture
def stories(working_day_keys: Path, console_fonts: Fonts, tmp_path: Path) -> Any:
    """A console beside a running terminal, with the stories above as if they had been recorded."""
    recordings = tmp_path / "recordings"
    recordings.mkdir()
    (recordings / "recorded-1.scenario").write_text(STORIES, encoding="utf-8")
    live = Live(working_day_keys, console_fonts, with_keys=True, recordings=recordings)
    yield live.runs()
    live.stop()


def result(live: Live, id_: str) -> dict[str, Any]:
    found: dict[str, Any] = live.page.state()["scenarios"]["results"].get(id_, {})
    return found


def plays(live: Live, until: Wait, id_: str) -> dict[str, Any]:
    live.page.does("scenarios/here", id=id_)
    until(lambda: live.page.state()["scenarios"]["running"] is None)
    return result(live, id_)


def test_a_scenario_passes_on_this_terminal_or_says_where_it_did_not(stories: Live, until: Wait) -> None:
    passed = plays(stories, until, "recorded-1:1")
    assert (passed["passed"], passed["where"], passed["message"]) == (True, "here", "")
    japanese = plays(stories, until, "recorded-1:3")
    assert japanese["passed"], japanese
    kinds = {each["kind"] for each in stories.page.state()["journal"]}
    assert "visit_began" in kinds, "it was this terminal"


def test_the_first_step_meets_a_terminal_that_has_noticed_what_was_made_ready(
    stories: Live, until: Wait
) -> None:
    stories.page.does("clock", at="2026-11-24T12:00:00")
    assert plays(stories, until, "recorded-1:6")["passed"]


def test_what_is_not_seen_is_told_with_its_step(
    stories: Live, until: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk_simulator.console.scenarios.bench.PATIENCE", 0.2)
    monkeypatch.setattr("kiosk_simulator.console.scenarios.eyes.sees.__defaults__", ("", 0.2))
    failed = plays(stories, until, "recorded-1:2")
    assert failed["passed"] is False
    assert failed["step"] == "sees pay"
    assert "state: menu, not pay" in failed["message"]


def test_a_terminal_with_faults_and_things_lying_about_is_made_ready_first(
    stories: Live, until: Wait
) -> None:
    page = stories.page
    page.does("switch", id="receipt.paper_out", on=True)
    page.does("switch", id="validator.full", on=True)
    page.does("paper", sheets=0)
    page.does("coin", yen=1)
    page.does("card/place", profile="expired")
    assert plays(stories, until, "recorded-1:1")["passed"]
    state = page.state()
    assert (state["wrong"], state["money"]["returned"], state["card"]["present"]) == ([], [], False)


def test_while_somebody_is_there_or_another_is_played_none_begins_and_one_can_be_stopped(
    stories: Live, until: Wait
) -> None:
    page = stories.page
    page.does("scenarios/here", id="recorded-1:5")
    until(lambda: page.state()["scenarios"]["running"]["step"] == "wait 3600")
    assert page.post("scenarios/here", id="recorded-1:1").status_code == 422
    assert page.post("scenarios/apart", ids=["recorded-1:1"]).status_code == 422
    page.does("scenarios/stop")
    assert page.state()["scenarios"]["running"] is None
    assert stories.view.state is S.MENU
    refused = page.post("scenarios/here", id="recorded-1:1")
    assert (refused.status_code, "somebody is at the terminal" in refused.text) == (422, True)
    assert result(stories, "recorded-1:5") == {}


def test_what_needs_a_terminal_of_its_own_is_played_apart_and_this_one_notices_nothing(
    stories: Live, until: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As nice as on a machine with one terminal, it would get nothing beside the other workers of the suite.
    monkeypatch.setattr("kiosk_simulator.console.scenarios.apart.NICENESS", 0)
    page = stories.page
    assert page.post("scenarios/here", id="recorded-1:4").status_code == 422
    before = page.state()["journal"]
    page.does("scenarios/apart", ids=["recorded-1:4", "recorded-1:2"])
    until(lambda: result(stories, "recorded-1:2"))
    assert result(stories, "recorded-1:4")["passed"]
    failed = result(stories, "recorded-1:2")
    assert (failed["where"], failed["passed"], failed["step"]) == ("apart", False, "sees pay")
    until(lambda: page.state()["scenarios"]["running"] is None)
    assert page.state()["journal"] == before


def test_a_recording_is_kept_listed_and_deleted_and_the_projects_own_are_not(
    keyed: Live, until: Wait
) -> None:
    page = keyed.page
    own = [each for each in page.get("api/scenarios").json()["scenarios"] if each["recorded"]]
    assert own == []
    version = page.state()["scenarios"]["version"]
    for name in ("nothing at all", "nothing again"):
        page.does("recording/start")
        page.does("recording/stop", name=name)
    listed = page.get("api/scenarios").json()["scenarios"]
    assert [each["name"] for each in listed[:2]] == ["nothing at all", "nothing again"]
    assert page.state()["scenarios"]["version"] > version
    file = page.get(f"scenario/{listed[0]['id']}")
    assert "Scenario: nothing at all" in file.text
    assert "attachment" in file.headers["Content-Disposition"]
    page.does("scenarios/forget", id=listed[0]["id"])
    assert page.get("api/scenarios").json()["scenarios"][0]["name"] == "nothing again"
    projects = listed[-1]["id"]
    assert page.post("scenarios/forget", id=projects).status_code == 404
    page.does("recording/start")
    assert page.post("scenarios/here", id=projects).status_code == 422


def test_every_scenario_of_the_project_is_listed_and_hands_do_all_but_what_nobody_can() -> None:
    assert set(BY_NAME) - set(VERBS) == OWN_TERMINAL
    entries = Library(None).entries()
    assert len({each.id for each in entries}) == len(entries) > 500
    for each in entries:
        needs_its_own = any(step.words[0] in OWN_TERMINAL for step in each.scenario.steps)
        assert each.can_be_live is not needs_its_own, each.id
    assert sum(each.can_be_live for each in entries) > 400


def test_a_scenario_in_a_file_of_its_own_is_the_same_scenario(tmp_path: Path) -> None:
    for path in sorted(PROJECT.glob("*.scenario")):
        for scenario in read(path):
            (tmp_path / "own.scenario").write_text(text_of(scenario), encoding="utf-8")
            (again,) = read(tmp_path / "own.scenario")
            assert again.name == scenario.name
            assert [each.words for each in again.steps] == [each.words for each in scenario.steps]


def test_a_file_that_is_no_scenario_does_not_keep_the_others_away(tmp_path: Path) -> None:
    (tmp_path / "bad.scenario").write_bytes(b"\xff\xfe")
    (tmp_path / "worse.scenario").write_text("touch start", encoding="utf-8")
    (tmp_path / "good.scenario").write_text("Scenario: good\n  touch start\n", encoding="utf-8")
    entries = Library(tmp_path, tmp_path / "nowhere").entries()
    assert [each.id for each in entries] == ["good:1"]
