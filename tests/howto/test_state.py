"""The how-to for a state, followed: the made-up state is joined, shown, named and reached by the walk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.howto.followed import copied, follow, run_tests

pytestmark = [
    pytest.mark.peer,
    pytest.mark.whole,
    pytest.mark.exhaustive,
    pytest.mark.cost(30),
    pytest.mark.timeout(600),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copied(tmp_path_factory.mktemp("state"))
    follow("state.md", root)
    return root


def test_the_new_state_passes_the_tests_of_every_state(project: Path) -> None:
    run_tests(
        project,
        {
            "tests/config/test_assembly.py": "every_task",
            "tests/screens/test_texts_for_enums.py": "test",
            "tests/screens/test_page_layouts.py": "every_state",
            "tests/simulator/console/test_console_faults.py": "words",
            "tests/fsm/test_invariants.py": "test",
        },
    )
