"""The how-to for a service, followed: the made-up service is named, shown, reached and left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.howto.followed import copied, follow, run, run_tests

pytestmark = [pytest.mark.peer, pytest.mark.whole, pytest.mark.cost(20), pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copied(tmp_path_factory.mktemp("service"))
    follow("service.md", root)
    return root


def test_the_new_service_passes_the_tests_of_every_service(project: Path) -> None:
    run_tests(
        project,
        {
            "tests/visits/test_reading_the_hours.py": "test",
            "tests/screens/test_texts_for_enums.py": "test",
            "tests/screens/test_page_layouts.py": "every_state",
            "tests/simulator/console/test_console_faults.py": "words",
            "tests/rules/hours/test_timetable.py": "test",
            "tests/config/test_assembly.py": "every_task",
        },
    )


def test_every_text_of_the_new_service_is_found_for_translation(project: Path) -> None:
    run(project, "tools/i18n.py", "extract")
    catalogue = (project / "assets" / "locale" / "ja" / "LC_MESSAGES" / "kiosk.po").read_text(
        encoding="utf-8"
    )
    for context in ("header", "menu", "opening_hours"):
        assert f'msgctxt "{context}"\nmsgid "Opening hours"\nmsgstr ""' in catalogue
