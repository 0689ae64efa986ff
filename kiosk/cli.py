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


SMALLEST = (800, 600)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise typer.BadParameter("a size is WIDTHxHEIGHT, such as 1024x768", param_hint="--size")
    if int(width) < SMALLEST[0] or int(height) < SMALLEST[1]:
        raise typer.BadParameter(f"the smallest size is {SMALLEST[0]}x{SMALLEST[1]}", param_hint="--size")
    return int(width), int(height)


def _examples(*lines: tuple[str, str]) -> str:
    """The epilog of a command's help; only an empty line is a line break there."""
    return "\n\n".join(("Examples:", *(f"{command}  ({meaning})" for command, meaning in lines)))


@app.command(
    epilog=_examples(
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
    from kiosk.running import demonstrate_all, serve

    window = _size(size)
    if settings is None and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        raise typer.Exit(demonstrate_all(out))
    raise typer.Exit(serve(settings, window, browser=browser, console_port=console_port))


def _list_profiles(wanted: bool) -> None:
    """Print the cards of the simulation, which a plain `kiosk run` need not load, and exit."""
    if not wanted:
        return
    from kiosk.simulation.card.profiles import PROFILES

    width = max(len(key) for key in PROFILES)
    for key, profile in PROFILES.items():
        typer.echo(f"{key:{width}}  {profile.label_en} / {profile.label_ja}")
    raise typer.Exit


@app.command(
    epilog=_examples(
        ("kiosk demo", "a certificate, in Japanese, into out/"),
        ("kiosk demo --lang en --size 1080x1920 --out out/portrait", "in English, on a portrait panel"),
        ("kiosk demo --service card-check --profile expires_soon", "another service, another card"),
        ("kiosk demo --certificate taxation --profile katsuko", "another certificate"),
        ("kiosk demo --list-profiles", "whose cards there are"),
    )
)
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
        str | None, typer.Option(help="whose card (see --list-profiles); else one that fits the service")
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
    list_profiles: Annotated[
        bool,
        typer.Option(
            "--list-profiles", help="print the cards and exit", is_eager=True, callback=_list_profiles
        ),
    ] = False,
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
        raise typer.BadParameter(
            f"{profile} is none of the cards that `kiosk demo --list-profiles` prints", param_hint="--profile"
        )
    log_as_json(logging.WARNING)
    script = Script(
        out, lang.value, _size(size), reader.value, printer, profile, certificate.value,
        vpcd_port=vpcd, service=wanted, pace=PACES[pace.value],
    )  # fmt: skip
    raise typer.Exit(play(script))


@app.command(
    "demo-real",
    epilog=_examples(("kiosk demo-real --out out/real", "needs pcscd, vpcd and ippeveprinter")),
)
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


@app.command(
    "staff-pin",
    epilog=_examples(("kiosk staff-pin", "asks twice, and prints the value of staff_pin in kiosk.toml")),
)
def staff_pin(
    pin: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
) -> None:
    """Print the hash of a staff PIN (4–8 digits) for kiosk.toml."""
    from kiosk.maintenance.staff_pin import hashed

    if not (pin.isdecimal() and pin.isascii() and 4 <= len(pin) <= 8):
        raise typer.BadParameter("a staff PIN has four to eight digits", param_hint="--pin")
    typer.echo(hashed([int(digit) for digit in pin]))


@app.command(epilog=_examples(("kiosk docs", "write them"), ("kiosk docs --check", "as CI does")))
def docs(
    check: Annotated[bool, typer.Option(help="only say whether the generated pages are current")] = False,
) -> None:
    """Generate the states diagram and the tables in docs/ from the code."""
    from kiosk.documentation import write_all

    raise typer.Exit(write_all(check_only=check))


def main() -> None:
    """Entry point of the `kiosk` command."""
    app()
