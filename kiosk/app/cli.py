"""The command line: commands and their options, no logic."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from kiosk.app.cli_options import examples, size_of
from kiosk.app.ground_pattern_commands import ground_pattern
from kiosk.app.journal_commands import journal
from kiosk.app.simulator import find
from kiosk.app.verify_command import verify, verify_page

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # they print local variables, and some of ours are a shopper's
    help="Certificate terminal for multi-copy machines.",
)


@app.command(
    epilog=examples(
        ("kiosk run", "everything simulated, with the QA console in the browser"),
        ("kiosk run --no-browser --console-port 8765", "the console's address is on standard error"),
        ("kiosk run --size 1080x1920", "a portrait panel"),
        ("kiosk run --settings /etc/kiosk/kiosk.toml", "devices as the file says"),
    )
)
def run(
    settings: Annotated[
        Path | None, typer.Option(help="kiosk.toml; without it everything is simulated")
    ] = None,
    size: Annotated[str, typer.Option(help="window, in pixels")] = "1024x768",
    out: Annotated[Path, typer.Option(help="where a demonstration without a display writes")] = Path("out"),
    browser: Annotated[
        bool, typer.Option(help="open the QA console in the browser, or only print its address")
    ] = True,
    console_port: Annotated[
        int, typer.Option(min=0, max=65535, help="port of the QA console on 127.0.0.1; 0 takes a free one")
    ] = 0,
) -> None:
    """Start the terminal; without a display, play a scripted visit into OUT instead.

    It ends when its window is closed, or with Ctrl-C. Status 2: settings or options cannot be used.
    Status 70: the terminal could not go on and is to be started again.
    """
    from kiosk.app.serve import serve

    window = size_of(size)
    simulator = find()
    if settings is None and simulator is not None and not _has_display():
        raise typer.Exit(simulator.demonstrate(out))
    raise typer.Exit(serve(settings, window, browser=browser, console_port=console_port))


@app.command(
    "staff-pin",
    epilog=examples(("kiosk staff-pin", "asks twice, and prints the value of staff_pin in kiosk.toml")),
)
def staff_pin(
    pin: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
) -> None:
    """Print the hash of a staff PIN (4–8 digits) for kiosk.toml."""
    from kiosk.config.staff_pin import hashed

    if not (pin.isdecimal() and pin.isascii() and 4 <= len(pin) <= 8):
        raise typer.BadParameter("a staff PIN has four to eight digits", param_hint="--pin")
    typer.echo(hashed([int(digit) for digit in pin]))


@app.command(epilog=examples(("kiosk docs", "write them"), ("kiosk docs --check", "as CI does")))
def docs(
    check: Annotated[bool, typer.Option(help="only say whether the generated pages are current")] = False,
) -> None:
    """Generate the states diagram and the tables in docs/ from the code."""
    from kiosk.app.documentation import write_all

    raise typer.Exit(write_all(check_only=check))


app.add_typer(journal, name="journal")
app.add_typer(ground_pattern, name="ground-pattern")
app.command(
    epilog=examples(
        (
            "kiosk verify scan.pdf --keys published-keys.json --opening-key office.pem",
            "all sides in one file",
        ),
        ("kiosk verify *.jpg --keys … --opening-key … --out result", "with pictures of the differences"),
    )
)(verify)
app.command(
    "verify-page", epilog=examples(("kiosk verify-page --keys … --opening-key …", "prints its address"))
)(verify_page)


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@cache
def command_line() -> typer.Typer:
    """All commands; an installed simulator adds its own."""
    simulator = find()
    if simulator is not None:
        simulator.add_commands(app)
    return app


def main() -> None:
    """Entry point of the `kiosk` command."""
    command_line()()
