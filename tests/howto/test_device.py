"""The how-to for a device, followed: the made-up coin unit is typed, tested, and paid into."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.howto.followed import copied, follow, run, run_tests

pytestmark = [pytest.mark.peer, pytest.mark.whole, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copied(tmp_path_factory.mktemp("device"))
    follow("device.md", root)
    return root


def test_its_types_fit(project: Path, tmp_path: Path) -> None:
    run(project, "-m", "mypy", "--cache-dir", str(tmp_path), "kiosk/app/assembly.py", "kiosk_simulator/cash")


def test_its_tests_pass(project: Path) -> None:
    run_tests(
        project,
        {"tests/hardware/cash/test_coin_drawer.py": "test", "tests/visits/test_coin_drawer.py": "test"},
    )
