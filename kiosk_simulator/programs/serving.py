"""What the commands of all far ends have in common: their options, and how they start and fail."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from kiosk.logs import log_as_json
from kiosk_servers.database.errors import DatabaseUnusable
from kiosk_simulator.programs.program import Program, run

State = Annotated[Path, typer.Option(help="folder of the simulated keys, the same for all programs")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="port on 127.0.0.1; 0 takes a free one")]
STATE = Path("out/simulator")


def serve(make: Callable[[], Program]) -> NoReturn:
    """Run the program until a signal. Status 2: it cannot be started, and nothing was changed."""
    log_as_json(logging.WARNING)
    try:
        program = make()
    except (OSError, DatabaseUnusable) as error:
        fail(error)
    raise typer.Exit(run(program))


def fail(error: OSError | DatabaseUnusable) -> NoReturn:
    """Say what is wrong and end with status 2."""
    reason = (error.strerror if isinstance(error, OSError) else None) or error
    typer.echo(f"kiosk-simulator: {reason}", err=True)
    raise typer.Exit(2) from None
