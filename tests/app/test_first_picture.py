"""The first picture that can be touched comes before everything that it does not need is loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[1] / "support" / "processes" / "first_picture.py"
LATER = (
    "typer", "rich", "fastapi", "starlette", "uvicorn", "jinja2", "requests", "urllib3", "cryptography",
    "reportlab", "escpos", "structlog", "holidays", "zxingcpp", "pydantic",
    "kiosk.config.loading", "kiosk.config.model", "kiosk.config.information", "kiosk.app.commands",
    "kiosk.screens.registry", "kiosk.app.services", "kiosk.documents.document", "kiosk.centre",
    "kiosk.rules.record", "kiosk_simulator.environment", "kiosk_simulator.console.server",
    "asyncio", "ssl", "importlib.metadata", "email", "uharfbuzz", "statistics",
)  # fmt: skip


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """Names of the modules."""
    done = subprocess.run(
        [sys.executable, str(PROGRAM)],
        cwd=tmp_path_factory.mktemp("first"),
        env={**os.environ, "DISPLAY": ":none", "SDL_VIDEODRIVER": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return frozenset(json.loads(done.stdout))


@pytest.mark.peer
@pytest.mark.parametrize("name", LATER)
def test_what_the_first_picture_does_not_need_is_loaded_after_it(loaded: frozenset[str], name: str) -> None:
    assert name not in loaded


@pytest.mark.peer
def test_what_owes_somebody_money_is_known_before_the_first_picture(loaded: frozenset[str]) -> None:
    assert {"kiosk.tasks.start_up", "kiosk.hardware.cash.changer", "kiosk.journal.journal"} <= loaded
