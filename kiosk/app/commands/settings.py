"""`kiosk settings`: what kiosk.toml may hold, what it holds, and what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kiosk.app.commands.options import SettingsOption, examples, refused, settings_of
from kiosk.config.errors import SettingsError

settings = typer.Typer(no_args_is_help=True, help="Check, show and explain kiosk.toml.")


@settings.command(
    epilog=examples(
        ("kiosk settings check --settings /etc/kiosk/kiosk.toml", "as the user that runs the terminal")
    )
)
def check(
    file: Annotated[Path, typer.Option("--settings", help="kiosk.toml")],
) -> None:
    """Tell everything that is wrong with a settings file and the files it names. Status 2: something is.

    Nothing is changed, and no device is asked: `kiosk doctor` does that.
    """
    from kiosk.app.settings_problems import all_problems, load_checked

    try:
        found = load_checked(file, all_problems)
    except SettingsError as error:
        raise refused(error) from None
    simulated = ", ".join(found.simulated_parts) or "nothing"
    typer.echo(f"{file.name}: nothing is wrong; mode is {found.mode.value}, simulated is {simulated}")


@settings.command(
    epilog=examples(("kiosk settings show --settings kiosk.toml", "defaults included, secrets masked"))
)
def show(settings: SettingsOption = None) -> None:
    """Print all settings as the terminal takes them, as TOML. Secrets are masked."""
    from kiosk.config.toml_text import as_toml

    typer.echo(as_toml(settings_of(settings)), nl=False)


@settings.command(epilog=examples(("kiosk settings schema > schema.json", "for an editor that checks TOML")))
def schema() -> None:
    """Print the JSON Schema of kiosk.toml."""
    from kiosk.config.model import model_of
    from kiosk.config.settings import Settings

    typer.echo(json.dumps(model_of(Settings).model_json_schema(), ensure_ascii=False, indent=2))


@settings.command(epilog=examples(("kiosk settings example > kiosk.toml", "to begin with")))
def example() -> None:
    """Print a settings file with every key commented out, each with its unit, range and default."""
    from kiosk.config.example import example as text

    typer.echo(text(), nl=False)
