"""The command line: commands and their options, no logic."""

from __future__ import annotations

import logging
import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kiosk.rules.certificates import CertificateKind

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # they print local variables, and some of ours are a shopper's
    help="Certificate terminal for multi-copy machines.",
)


class Language(StrEnum):
    """Languages of the screens."""

    JA = "ja"
    EN = "en"


class ServiceName(StrEnum):
    """Services that a demonstration plays."""

    CERTIFICATE = "certificate"
    PASSWORD_RESET = "password-reset"  # noqa: S105
    REGISTRATION = "registration"
    CARD_CHECK = "card-check"


class PaceName(StrEnum):
    """How fast a demonstration goes."""

    CALM = "calm"
    BRISK = "brisk"


class ReaderKind(StrEnum):
    """Where the card is read."""

    SIMULATED = "simulated"
    PCSC = "pcsc"


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise typer.BadParameter("a size is WIDTHxHEIGHT, such as 1024x768")
    return int(width), int(height)


@app.command()
def run(
    settings: Annotated[
        Path | None, typer.Option(help="kiosk.toml; without it everything is simulated")
    ] = None,
    size: Annotated[str, typer.Option(help="window, in pixels")] = "1024x768",
    out: Annotated[Path, typer.Option(help="where a demonstration without a display writes")] = Path("out"),
    browser: Annotated[bool, typer.Option(help="open the QA console in the browser")] = True,
) -> None:
    """Start the terminal; without a display, play a scripted visit into OUT instead."""
    from kiosk.running import demonstrate_all, serve

    if settings is None and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        raise typer.Exit(demonstrate_all(out))
    raise typer.Exit(serve(settings, _size(size), browser))


@app.command()
def demo(  # noqa: PLR0917 - one parameter an option
    lang: Annotated[Language, typer.Option(help="language of the shopper")] = Language.JA,
    size: Annotated[str, typer.Option(help="window, in pixels")] = "1024x768",
    out: Annotated[Path, typer.Option(help="where pictures, certificate, receipt and journal go")] = Path(
        "out"
    ),
    reader: Annotated[ReaderKind, typer.Option(help="card reader")] = ReaderKind.SIMULATED,
    printer: Annotated[str, typer.Option(help="simulated, or ipp://HOST:PORT/PATH")] = "simulated",
    service: Annotated[ServiceName, typer.Option(help="which service")] = ServiceName.CERTIFICATE,
    profile: Annotated[
        str | None, typer.Option(help="whose card: a profile of the QA console; one that fits the service")
    ] = None,
    certificate: Annotated[
        CertificateKind, typer.Option(help="which certificate")
    ] = CertificateKind.RESIDENT_RECORD,
    vpcd: Annotated[
        int | None, typer.Option(help="port of a virtual PC/SC reader for the software card")
    ] = None,
    pace: Annotated[
        PaceName, typer.Option(help="calm, to be watched; brisk, without any pause")
    ] = PaceName.CALM,
) -> None:
    """Play a visit by real touches on the real window and write what came out."""
    from kiosk.logs import log_as_json
    from kiosk.simulation.card.profiles import PROFILES
    from kiosk.simulation.demo.pace import PACES
    from kiosk.simulation.demo.plans import SERVICES, USUAL_PROFILE
    from kiosk.simulation.demo.play import Script, play

    wanted = SERVICES[service.value]
    profile = profile or USUAL_PROFILE[wanted]
    if profile not in PROFILES:
        raise typer.BadParameter(f"there are the profiles {', '.join(PROFILES)}", param_hint="--profile")
    log_as_json(logging.WARNING)
    script = Script(
        out, lang.value, _size(size), reader.value, printer, profile, certificate.value,
        vpcd_port=vpcd, service=wanted, pace=PACES[pace.value],
    )  # fmt: skip
    raise typer.Exit(play(script))


@app.command("demo-real")
def demo_real(
    out: Annotated[Path, typer.Option(help="where pictures, certificate, receipt and journal go")] = Path(
        "out/real"
    ),
) -> None:
    """Play the visit through a real PC/SC service (virtual reader) and into a real ippeveprinter."""
    from kiosk.logs import log_as_json
    from kiosk.simulation.demo.real import play_real

    log_as_json(logging.WARNING)
    raise typer.Exit(play_real(out))


@app.command("staff-pin")
def staff_pin(
    pin: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
) -> None:
    """Print the hash of a staff PIN (4–8 digits) for kiosk.toml."""
    from kiosk.maintenance.staff_pin import hashed

    if not pin.isdigit():
        raise typer.BadParameter("a staff PIN has four to eight digits")
    typer.echo(hashed([int(digit) for digit in pin]))


@app.command()
def docs(
    check: Annotated[bool, typer.Option(help="only say whether the generated pages are current")] = False,
) -> None:
    """Generate the states diagram and the tables in docs/ from the code."""
    from kiosk.documentation import write_all

    raise typer.Exit(write_all(check_only=check))


def main() -> None:
    """Entry point of the `kiosk` command."""
    app()
