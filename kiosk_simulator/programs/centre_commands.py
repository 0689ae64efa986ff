"""The commands `kiosk-simulator centre …`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kiosk_simulator.programs.serving import STATE, Port, State, fail, serve

app = typer.Typer(no_args_is_help=True, help="The issuing centre, on SQLite or PostgreSQL.")
Database = Annotated[
    str,
    typer.Option(
        help="sqlite:///PATH or postgresql://HOST/NAME; `sqlite://` is memory", envvar="KIOSK_DATABASE"
    ),
]
MEMORY = "sqlite://"


@app.command("serve")
def serve_centre(  # noqa: PLR0917 - one parameter an option
    state: State = STATE,
    port: Port = 0,
    database: Database = MEMORY,
    workers: Annotated[int, typer.Option(min=1, max=64, help="processes; more than one need PostgreSQL")] = 1,
    centre: Annotated[
        str | None, typer.Option(help="take only the database of the centre with this id")
    ] = None,
    ca: Annotated[Path | None, typer.Option(help="an authority of your own for both sides")] = None,
    certificate: Annotated[Path | None, typer.Option(help="the centre's, by that authority")] = None,
    key: Annotated[Path | None, typer.Option(help="the key of that certificate")] = None,
) -> None:
    """Serve terminals. Status 2: it may not start on this database, or the port is taken.

    Commands: sign REQUEST CERTIFICATE, reserve PROFILE, reservations, applications, decide NUMBER, issued,
    reports, workers, faults, fault.
    """
    from kiosk_simulator.centre.server import CentreTls
    from kiosk_simulator.programs import services

    own = [each for each in (ca, certificate, key) if each is not None]
    if len(own) not in (0, 3):
        raise typer.BadParameter("--ca, --certificate and --key go together")
    tls = CentreTls(*own) if own else None
    serve(lambda: services.centre(state, port, database, tls, workers=workers, of=centre))


@app.command("migrate")
def migrate_database(database: Database) -> None:
    """Bring the tables of an older centre up to date. Status 2: a centre serves, or they are newer."""
    from kiosk_servers.database.errors import DatabaseUnusable
    from kiosk_simulator.centre.database.opening import migrate
    from kiosk_simulator.centre.database.schema import VERSION

    try:
        before = migrate(database)
    except DatabaseUnusable as error:
        fail(error)
    if before == VERSION:
        typer.echo(f"The database has schema {VERSION} already.")
    else:
        typer.echo(f"The database has schema {VERSION} now{f', before {before}' if before else ''}.")
