"""`kiosk provision`: the terminal's key and certificate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kiosk.app.commands.options import examples, refused, settings_of
from kiosk.config.errors import SettingsError

provision = typer.Typer(no_args_is_help=True, help="Make the terminal's key, and install its certificate.")
_Settings = Annotated[Path, typer.Option("--settings", help="kiosk.toml; names key and certificate")]


@provision.command(
    epilog=examples(
        ("kiosk provision request --settings /etc/kiosk/kiosk.toml > T-0001.csr", "as the terminal's user"),
    )
)
def request(settings: _Settings) -> None:
    """Print a request for a certificate (PKCS #10, PEM); the key is made first, with mode 0600.

    The key never leaves this machine. It lies beside the one in use, which goes on until a certificate for
    the new one is installed; asked again before that, the request is for the same key. Status 2: it cannot
    be made.
    """
    from kiosk.app.operations.provisioning import Identity
    from kiosk.app.process.security import keep_files_private

    keep_files_private()
    try:
        typer.echo(Identity(settings_of(settings)).request().decode(), nl=False)
    except SettingsError as error:
        raise refused(error) from None


@provision.command(
    epilog=examples(
        ("kiosk provision install T-0001.pem --settings /etc/kiosk/kiosk.toml", "then restart the terminal"),
    )
)
def install(certificate: Annotated[Path, typer.Argument(help="PEM file")], settings: _Settings) -> None:
    """Check a certificate and switch to it, in one step; the old key and certificate stay beside it.

    It must belong to a key of this terminal, be by centre.ca, be good now and have the terminal's number as
    its name. Status 2: it is not taken, and nothing was changed.
    """
    from kiosk.app.operations.provisioning import Identity
    from kiosk.app.process.security import keep_files_private

    keep_files_private()
    try:
        taken = Identity(settings_of(settings)).install(certificate)
    except SettingsError as error:
        raise refused(error) from None
    typer.echo(f"installed, good until {taken.not_valid_after_utc:%Y-%m-%d}; restart the terminal to use it")
