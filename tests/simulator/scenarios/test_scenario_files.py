"""A file of scenarios says what happens, in either language; a mistake in it is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_simulator.scenarios.scenario import ScenarioError, read
from kiosk_simulator.scenarios.steps import BY_NAME, VERBS


def written(folder: Path, text: str) -> Path:
    path = folder / "some.scenario"
    path.write_text(text, encoding="utf-8")
    return path


def test_scenarios_have_names_tags_and_steps_with_their_lines(tmp_path: Path) -> None:
    one = "# remark\nScenario: one\nTags: a b\n  touch start\n\n  says 'two words'\n"
    first, second = read(written(tmp_path, one + "シナリオ: 二\n  待つ 5\n"))
    assert (first.name, first.tags, first.file) == ("one", frozenset("ab"), "some.scenario")
    assert [(step.line, step.words) for step in first.steps] == [
        (4, ("touch", "start")),
        (6, ("says", "two words")),
    ]
    assert (second.name, [step.words for step in second.steps]) == ("二", [("待つ", "5")])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "some.scenario: no scenario"),
        ("touch start\n", "some.scenario:1: a step before the first scenario"),
        ("Scenario: empty\n", "some.scenario: empty: no step"),
        ("Scenario:\n  touch start\n", "some.scenario: a scenario without a name"),
        ("Scenario: open\n  says 'never closed\n", "some.scenario:2: No closing quotation"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        read(written(tmp_path, text))
    assert str(refused.value).startswith(said)


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), min_size=1, max_size=4),
        min_size=1,
        max_size=6,
    )
)
def test_a_step_that_was_written_reads_as_itself(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[str]]
) -> None:
    from kiosk_simulator.scenarios.scenario import Step

    lines = [f"  step {Step(0, tuple(words))}" for words in steps]
    (scenario,) = read(written(tmp_path_factory.mktemp("steps"), "Scenario: any\n" + "\n".join(lines) + "\n"))
    assert [list(step.words[1:]) for step in scenario.steps] == steps


def test_every_verb_has_a_japanese_name_of_its_own() -> None:
    assert len(BY_NAME) == 2 * len(VERBS)
    assert all(not japanese.isascii() for japanese, _ in VERBS.values())
