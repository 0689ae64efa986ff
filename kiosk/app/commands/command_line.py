"""The command line: commands and their options, no logic."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from kiosk.app.commands.doctor import devices, doctor
from kiosk.app.commands.ground_pattern import ground_pattern
from kiosk.app.commands.journal import journal
from kiosk.app.commands.options import examples, size_of
from kiosk.app.commands.provision import provision
from kiosk.app.commands.settings import settings as settings_group
from kiosk.app.commands.staff import staff
from kiosk.app.commands.support_bundle import support_bundle
from kiosk.app.commands.verify import verify, verify_page
from kiosk.app.commands.voice import voice
from kiosk.app.run_command import RunOptions
from kiosk.app.run_command import run as run_terminal
from kiosk.app.simulator import find

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
    size_of(size)
    raise typer.Exit(run_terminal(RunOptions(settings, size, out, browser, console_port)))


@app.command(epilog=examples(("kiosk docs", "write them"), ("kiosk docs --check", "as CI does")))
def docs(
    check: Annotated[bool, typer.Option(help="only say whether the generated pages are current")] = False,
) -> None:
    """Generate the states diagram and the tables in docs/ from the code."""
    from kiosk.app.documentation import write_all

    raise typer.Exit(write_all(check_only=check))


app.add_typer(journal, name="journal")
app.add_typer(staff, name="staff")
app.add_typer(ground_pattern, name="ground-pattern")
app.add_typer(voice, name="voice")
app.add_typer(settings_group, name="settings")
app.add_typer(provision, name="provision")
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


app.command(
    epilog=examples(
        ("kiosk doctor --settings /etc/kiosk/kiosk.toml", "in words"),
        ("kiosk doctor --settings /etc/kiosk/kiosk.toml --json", "for a program"),
    )
)(doctor)
app.command(epilog=examples(("kiosk devices --settings kiosk.toml", "also before the settings name any")))(
    devices
)


app.command(
    "support-bundle",
    epilog=examples(("kiosk support-bundle --settings /etc/kiosk/kiosk.toml", "writes support-….tar.gz")),
)(support_bundle)


@cache
def command_line() -> typer.Typer:
    """All commands; an installed simulator adds its own."""
    simulator = find()
    if simulator is not None:
        simulator.add_commands(app)
    return app
