"""What `--help` and `--list-profiles` tell somebody who has never used the command."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from kiosk.app.commands.command_line import command_line
from kiosk_simulator.card.profiles import PROFILES

COMMANDS = (
    "run", "docs", "verify", "verify-page", "doctor", "devices", "support-bundle", "demo", "demo-real",
    "peers",
)  # fmt: skip


def said(*arguments: str) -> str:
    done = CliRunner().invoke(command_line(), arguments, env={"COLUMNS": "200", "NO_COLOR": "1"})
    assert done.exit_code == 0, done.output
    return done.output


def test_these_are_all_commands() -> None:
    listed = [
        each.name or each.callback.__name__ for each in command_line().registered_commands if each.callback
    ]
    assert tuple(listed) == COMMANDS


@pytest.mark.parametrize("command", [*COMMANDS, "staff add", "journal acts"])
def test_every_command_has_examples_of_itself(command: str) -> None:
    text = said(*command.split(), "--help")
    assert "Examples:" in text
    assert f"kiosk {command}" in text.partition("Examples:")[2]


def test_the_options_of_the_console_and_the_statuses_are_told() -> None:
    text = said("run", "--help")
    for each in ("--no-browser", "--console-port", "Status 2", "Status 70"):
        assert each in text


def test_every_card_of_the_simulation_is_listed_with_its_words() -> None:
    lines = said("demo", "--list-profiles").splitlines()
    assert [line.split()[0] for line in lines] == list(PROFILES)
    for line, profile in zip(lines, PROFILES.values(), strict=True):
        assert line.endswith(f"  {profile.label_en} / {profile.label_ja}")


def test_the_command_line_itself_loads_no_simulation() -> None:
    look = "import sys, kiosk.app.commands.command_line; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "kiosk.app.commands.verify" in loaded
    assert [each for each in loaded if "kiosk_simulator" in each] == []
