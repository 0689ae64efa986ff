"""`kiosk staff`: what stands in kiosk.toml for a person who may sign in."""

from __future__ import annotations

import hmac
from typing import Annotated

import typer

from kiosk.app.commands.options import examples

staff = typer.Typer(no_args_is_help=True, help="Who may sign in for maintenance.")
_DIGITS = "a staff PIN has six to twelve digits"


@staff.callback()
def _group() -> None:
    """Who may sign in for maintenance."""


@staff.command(
    epilog=examples(("kiosk staff add 04 clerk", "asks for the PIN twice; append the output to kiosk.toml"))
)
def add(
    person: Annotated[str, typer.Argument(metavar="ID", help="small letters, digits, hyphens, such as 04")],
    role: Annotated[str, typer.Argument(metavar="ROLE", help="clerk, technician or auditor")],
    pin: Annotated[
        str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="asked for without it")
    ],
) -> None:
    """Print the section [[staff]] of a person, with the hash of their PIN (6 to 12 digits)."""
    from kiosk.config.sections.staff import PERSON_ID, SPECIMEN_PIN
    from kiosk.config.staff_pin import hashed
    from kiosk.rules.credentials.staff_pin import StaffPin
    from kiosk.rules.staff import Role

    if not PERSON_ID.fullmatch(person):
        raise typer.BadParameter("an id has up to 16 small letters, digits and hyphens", param_hint="ID")
    if role not in set(Role):
        raise typer.BadParameter(f"a role is {', '.join(Role)}", param_hint="ROLE")
    if not (pin.isdecimal() and pin.isascii()):
        raise typer.BadParameter(_DIGITS, param_hint="--pin")
    try:
        typed = StaffPin(int(digit) for digit in pin)
    except ValueError:
        raise typer.BadParameter(_DIGITS, param_hint="--pin") from None
    if hmac.compare_digest(typed.digits, SPECIMEN_PIN):
        raise typer.BadParameter("that is the specimens' PIN, which is in the README", param_hint="--pin")
    typer.echo(f'[[staff]]\nid = "{person}"\nrole = "{role}"\npin = "{hashed(typed)}"')
