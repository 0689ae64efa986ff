"""A plain `kiosk run` is understood without the library of command lines, and exactly as that one does."""

from __future__ import annotations

import inspect
from dataclasses import fields
from pathlib import Path

import pytest

from kiosk.app.commands.command_line import run
from kiosk.app.run_command import RunOptions, parsed


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("run", RunOptions()),
        ("run --no-browser --console-port 8765", RunOptions(browser=False, console_port=8765)),
        ("run --no-browser --browser --size=1080x1920", RunOptions(size="1080x1920")),
        ("run --settings a.toml --out=b", RunOptions(settings=Path("a.toml"), out=Path("b"))),
    ],
)
def test_a_plain_line_is_understood(line: str, options: RunOptions) -> None:
    assert parsed(line.split()) == options


@pytest.mark.parametrize(
    "line",
    [
        "", "docs", "--help", "run --help", "run more", "run --size", "run --size 1x1", "run --size big",
        "run --console-port 65536", "run --console-port -1", "run --browser=yes", "run --settings --out x",
        "run --unknown 1", "run --out=",
    ],
)  # fmt: skip
def test_whatever_is_not_plain_is_left_to_the_library(line: str) -> None:
    assert parsed(line.split()) is None


def test_both_know_the_same_options_with_the_same_defaults() -> None:
    known = {each.name: each.default for each in fields(RunOptions)}
    assert {name: each.default for name, each in inspect.signature(run).parameters.items()} == known
