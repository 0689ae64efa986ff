"""`kiosk doctor` and `kiosk devices`: how a terminal is, and what is plugged in."""

from __future__ import annotations

import json
import platform
from typing import Annotated

import typer

from kiosk import __version__
from kiosk.app.commands.options import SettingsOption, refused, settings_of
from kiosk.config.errors import SettingsError


def doctor(
    settings: SettingsOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="for a program that watches terminals")] = False,
    ask_devices: Annotated[
        bool, typer.Option("--devices/--no-devices", help="ask the devices and the centre too")
    ] = True,
) -> None:
    """Look at everything a terminal needs, and say how it is. Nothing is changed, nothing moves.

    Status 0: all is fine. 1: it serves, and something should be seen to. 2: something is at fault.
    While the terminal runs, the cash unit is not asked.
    """
    from kiosk.app.operations.doctor import examine
    from kiosk.app.operations.findings import Level, worst

    found = settings_of(settings)
    findings = tuple(examine(found, file=settings, asks_devices=ask_devices))
    level = worst(findings)
    if as_json:
        about = {"version": __version__, "python": platform.python_version(), "mode": found.mode.value}
        told = {**about, "worst": level.name.lower(), "findings": [each.as_json() for each in findings]}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        marks = {Level.FINE: "fine   ", Level.WARNING: "WARNING", Level.FAULT: "FAULT  "}
        for each in findings:
            where = f"{each.check} {each.about}".rstrip()
            typer.echo(f"{marks[each.level]}  {where}: {each.text}")
    raise typer.Exit(int(level))


def devices(settings: SettingsOption = None) -> None:
    """List the devices: PC/SC readers, printers, the receipt printer's answers, the ccTalk bus.

    The bus is not asked while the terminal runs. Status 2: settings cannot be used.
    """
    from kiosk.app.operations.device_checks import peers_of
    from kiosk.app.operations.device_list import everything
    from kiosk.app.operations.journal_checks import terminal_runs

    found = settings_of(settings)
    try:
        with peers_of(found) as peers:
            for line in everything(found, peers, runs=terminal_runs(found)):
                typer.echo(line)
    except SettingsError as error:
        raise refused(error) from None
