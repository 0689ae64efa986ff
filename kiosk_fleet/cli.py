"""The command `kiosk-fleet`."""

from __future__ import annotations

import json
import logging
import signal
import threading
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from kiosk.logs import log_as_json
from kiosk_servers.database.errors import DatabaseUnusable

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The fleet server of an operator, on SQLite or PostgreSQL.",
)
Database = Annotated[
    str,
    typer.Option(help="sqlite:///PATH or postgresql://HOST/NAME", envvar="KIOSK_FLEET_DATABASE"),
]


@app.command()
def serve(  # noqa: PLR0917 - one parameter an option
    database: Database,
    certificate: Annotated[Path, typer.Option(help="the server's certificate")],
    key: Annotated[Path, typer.Option(help="its key, without a passphrase")],
    terminals: Annotated[Path, typer.Option(help="the authority of the terminals")],
    operators: Annotated[Path, typer.Option(help="the authority of the operators: another one")],
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one")] = 8443,
    workers: Annotated[int, typer.Option(min=1, max=64, help="processes; more than one need PostgreSQL")] = 1,
    interval: Annotated[int, typer.Option(min=5, max=3600, help="seconds between heartbeats")] = 60,
    retention: Annotated[int, typer.Option(min=15, max=36500, help="days for which rows are kept")] = 400,
    soak: Annotated[int, typer.Option(min=0, max=604800, help="seconds that a wave waits for alarms")] = 1800,
    fleet: Annotated[str | None, typer.Option(help="take only the database with this id")] = None,
) -> None:
    """Serve terminals and operators. Status 2: it may not start so, and nothing was changed."""
    from kiosk_fleet.access import FleetTls
    from kiosk_fleet.server import FleetServer
    from kiosk_fleet.settings import FleetSettings

    log_as_json(logging.WARNING)
    tls = FleetTls(certificate, key, terminals, operators)
    settings = FleetSettings(tls, database, interval, retention, float(soak), fleet=fleet)
    server = FleetServer(settings, host=host, port=port, workers=workers)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    try:
        url = server.start()
    except (DatabaseUnusable, OSError, ValueError) as error:
        _fail(error)
    typer.echo(json.dumps({"url": url, "fleet": server.fleet}))
    ended.wait()
    server.stop()


@app.command()
def migrate(database: Database) -> None:
    """Bring the tables of an older server up to date. Status 2: a server runs, or they are newer."""
    from kiosk_fleet.schema import SCHEMA
    from kiosk_servers.database.migration import migrate as bring_up_to_date

    try:
        before = bring_up_to_date(database, SCHEMA)
    except DatabaseUnusable as error:
        _fail(error)
    version = SCHEMA.version
    if before == version:
        typer.echo(f"The database has schema {version} already.")
    else:
        typer.echo(f"The database has schema {version} now{f', before {before}' if before else ''}.")


@app.command()
def sign(
    digest: Annotated[str, typer.Argument(help="the SHA-256 of settings, as a terminal reports it")],
    key: Annotated[Path, typer.Option(help="the operator's private key (Ed25519, PEM), kept off the server")],
) -> None:
    """Sign which settings are wanted: prints digest and signature, for the page. Status 2: no such key."""
    import base64

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    from kiosk.fleet.messages import settings_message

    try:
        found = load_pem_private_key(key.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        _fail(error)
    if not isinstance(found, Ed25519PrivateKey):
        _fail(ValueError("the key is no Ed25519 key"))
    typer.echo(f"{digest} {base64.urlsafe_b64encode(found.sign(settings_message(digest))).decode()}")


def _fail(error: Exception) -> NoReturn:
    reason = (error.strerror if isinstance(error, OSError) else None) or error
    typer.echo(f"kiosk-fleet: {reason}", err=True)
    raise typer.Exit(2) from None


def main() -> None:
    """Run the command that the arguments name."""
    app()
