"""`kiosk support-bundle`: one archive for whoever helps from afar."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kiosk.app.commands.options import SettingsOption, settings_of
from kiosk.rules.hours.japan_time import JST

FAILED = 1
"""Exit status: the archive could not be written."""


def support_bundle(
    settings: SettingsOption = None,
    out: Annotated[
        Path | None, typer.Option(help="the new archive; else support-TERMINAL-TIME.tar.gz here")
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=90, help="how many days of journal and logs")] = 7,
    log: Annotated[
        list[Path] | None, typer.Option(help="a file with the terminal's log; else systemd's journal")
    ] = None,
    ask_devices: Annotated[
        bool, typer.Option("--devices/--no-devices", help="ask the devices and the centre too")
    ] = True,
) -> None:
    """Collect settings (secrets masked), what `kiosk doctor` finds, versions, counts and codes of the
    journal, and the terminal's own log lines.

    Nothing of a shopper is in it: no PIN, name, address or number. Status 1: it could not be written.
    """
    from kiosk.app.operations.support_bundle import write_bundle

    found = settings_of(settings)
    path = out or Path(f"support-{_safe(found.place.terminal)}-{datetime.now(JST):%Y%m%d-%H%M%S}.tar.gz")
    try:
        names = write_bundle(found, path, days=days, logs=tuple(log or ()), asks_devices=ask_devices)
    except OSError as error:
        typer.echo(f"kiosk: {error.filename}: {error.strerror}", err=True)
        raise typer.Exit(FAILED) from None
    typer.echo(f"{path}: {', '.join(names)}")


def _safe(name: str) -> str:
    return "".join(each if each.isalnum() or each in "-_" else "_" for each in name)
