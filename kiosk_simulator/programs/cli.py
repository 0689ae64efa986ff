"""The command `kiosk-simulator`: one far end a process."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from kiosk.logs import log_as_json
from kiosk_simulator.programs.centre_commands import app as centre_app
from kiosk_simulator.programs.serving import STATE, Port, State, serve

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Far ends of a certificate terminal, each as a program. They listen on loopback only.",
)
app.add_typer(centre_app, name="centre")
scenarios = typer.Typer(no_args_is_help=True, help="Scenarios of QA, as files that anybody can read.")
app.add_typer(scenarios, name="scenario")


@app.command()
def card(
    vpcd: Annotated[int, typer.Option(help="port of vpcd's slot, a virtual reader of the PC/SC service")],
    state: State = STATE,
) -> None:
    """A specimen card. Commands: set PROFILE, remove, profiles."""
    from kiosk_simulator.programs import devices

    serve(lambda: devices.card(state, vpcd))


@app.command()
def cash(
    link: Annotated[Path, typer.Option(help="symbolic link to the serial line: cash.port of kiosk.toml")],
) -> None:
    """The ccTalk bus. Commands: insert YEN, take, fill YEN PIECES, hoppers, box, stacker, faults, fault."""
    from kiosk_simulator.programs import devices

    serve(lambda: devices.cash(link))


@app.command()
def printer(
    port: Port = 0,
    seconds_per_sheet: Annotated[float, typer.Option(min=0, help="how long a sheet takes")] = 1.0,
) -> None:
    """The page printer (IPP). Commands: paper SHEETS, sheets, take FOLDER, faults, fault."""
    from kiosk_simulator.programs import devices

    serve(lambda: devices.printer(port, seconds_per_sheet))


@app.command()
def receipt(port: Port = 0) -> None:
    """The receipt printer (ESC/POS). Commands: slips, take FOLDER, faults, fault."""
    from kiosk_simulator.programs import devices

    serve(lambda: devices.receipt(port))


@app.command()
def phone(
    url: Annotated[str, typer.Option("--centre", help="the centre's https:// URL")],
    state: State = STATE,
    port: Port = 0,
) -> None:
    """The shopper's telephone, on which a password reset is reserved."""
    from kiosk_simulator.programs import services

    serve(lambda: services.phone(state, port, url))


@scenarios.command("run")
def run_scenarios(
    files: Annotated[list[Path], typer.Argument(help="files of scenarios, or folders of them")],
    junit: Annotated[Path | None, typer.Option(help="where the outcomes go as JUnit's XML")] = None,
) -> None:
    """Play scenarios on a terminal without a window. Status 1: one did not end as it says."""
    from kiosk_simulator.scenarios.run import junit as as_junit
    from kiosk_simulator.scenarios.run import play_all
    from kiosk_simulator.scenarios.scenario import ScenarioError, read

    log_as_json(logging.CRITICAL)
    paths = [
        each for path in files for each in (sorted(path.rglob("*.scenario")) if path.is_dir() else [path])
    ]
    try:
        wanted = [scenario for path in sorted(paths) for scenario in read(path)]
    except (ScenarioError, OSError) as error:
        typer.echo(f"kiosk-simulator: {error}", err=True)
        raise typer.Exit(2) from None
    outcomes = []
    for outcome in play_all(wanted):
        outcomes.append(outcome)
        typer.echo(f"{'ok  ' if outcome.passed else 'FAIL'} {outcome.scenario.file}: {outcome.scenario.name}")
        if outcome.step is not None:
            typer.echo(f"     line {outcome.step.line}: {outcome.step}: {outcome.message}")
    failed = sum(not each.passed for each in outcomes)
    typer.echo(f"{len(outcomes)} scenarios, {failed} failed")
    if junit is not None:
        junit.write_bytes(as_junit(outcomes))
    raise typer.Exit(int(failed > 0))


@scenarios.command("document")
def document_scenarios(
    files: Annotated[list[Path], typer.Argument(help="files of scenarios, or folders of them")],
    out: Annotated[Path, typer.Option(help="the page")] = Path("docs/scenarios.md"),
) -> None:
    """Play scenarios and write which state and which fault each of them covers."""
    from kiosk_simulator.scenarios.document import page
    from kiosk_simulator.scenarios.run import play_all
    from kiosk_simulator.scenarios.scenario import read

    log_as_json(logging.CRITICAL)
    paths = [
        each for path in files for each in (sorted(path.rglob("*.scenario")) if path.is_dir() else [path])
    ]
    out.write_text(page(play_all(each for path in paths for each in read(path))), encoding="utf-8")


def main() -> None:
    """Run the command that the arguments name."""
    app()
