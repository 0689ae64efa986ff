"""What commands have in common: sizes, the option --settings, examples in their help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kiosk.app.run_command import SMALLEST, window
from kiosk.config.errors import SettingsError
from kiosk.config.loading import load
from kiosk.config.settings import Settings

UNUSABLE = 2
"""Exit status of every command for settings that cannot be used."""
SettingsOption = Annotated[Path | None, typer.Option(help="kiosk.toml; without it the simulated terminal")]


def settings_of(path: Path | None) -> Settings:
    """Read the settings; what is wrong with them is told, a line each. Raises typer.Exit with status 2."""
    try:
        return load(path)
    except SettingsError as error:
        raise refused(error) from None


def refused(error: SettingsError) -> typer.Exit:
    """Tell the problems on standard error, and return what ends the command."""
    for line in error.problems:
        typer.echo(f"kiosk: {line}", err=True)
    return typer.Exit(UNUSABLE)


def size_of(text: str) -> tuple[int, int]:
    """WIDTHxHEIGHT in pixels. Raises typer.BadParameter."""
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise typer.BadParameter("a size is WIDTHxHEIGHT, such as 1024x768", param_hint="--size")
    if window(text) is None:
        raise typer.BadParameter(f"the smallest size is {SMALLEST[0]}x{SMALLEST[1]}", param_hint="--size")
    return int(width), int(height)


def examples(*lines: tuple[str, str]) -> str:
    """The epilog of a command's help; only an empty line is a line break there."""
    return "\n\n".join(("Examples:", *(f"{command}  ({meaning})" for command, meaning in lines)))
