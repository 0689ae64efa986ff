"""The commands that the simulator adds to `kiosk`."""

from __future__ import annotations

import logging
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kiosk.app.commands.options import examples, size_of
from kiosk.rules.certificates import CertificateKind


class Language(StrEnum):
    """Languages of the screens."""

    JA = "ja"
    EN = "en"


class ServiceName(StrEnum):
    """Services that a demonstration can play."""

    CERTIFICATE = "certificate"
    PASSWORD_RESET = "password-reset"  # noqa: S105
    REGISTRATION = "registration"
    CARD_CHECK = "card-check"


class PaceName(StrEnum):
    """Speed of a demonstration."""

    CALM = "calm"
    BRISK = "brisk"


class ReaderKind(StrEnum):
    """Which reader reads the card."""

    SIMULATED = "simulated"
    PCSC = "pcsc"


def _list_profiles(wanted: bool) -> None:
    """Print the specimen cards and exit. Imports them only now: `kiosk run` does not need them here."""
    if not wanted:
        return
    from kiosk_simulator.card.profiles import PROFILES

    width = max(len(key) for key in PROFILES)
    for key, profile in PROFILES.items():
        typer.echo(f"{key:{width}}  {profile.label_en} / {profile.label_ja}")
    raise typer.Exit


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
    from kiosk_simulator.card.profiles import PROFILES
    from kiosk_simulator.demo.pace import PACES
    from kiosk_simulator.demo.plans import SERVICES, USUAL_PROFILE
    from kiosk_simulator.demo.play import Script, play

    wanted = SERVICES[service.value]
    profile = profile or USUAL_PROFILE[wanted]
    if profile not in PROFILES:
        raise typer.BadParameter(
            f"{profile} is none of the cards that `kiosk demo --list-profiles` prints", param_hint="--profile"
        )
    log_as_json(logging.WARNING)
    script = Script(
        out, lang.value, size_of(size), reader.value, printer, profile, certificate.value,
        vpcd_port=vpcd, service=wanted, pace=PACES[pace.value],
    )  # fmt: skip
    raise typer.Exit(play(script))


def demo_real(
    out: Annotated[Path, typer.Option(help="where pictures, certificate, receipt and journal go")] = Path(
        "out/real"
    ),
) -> None:
    """Play the visit through a real PC/SC service (virtual reader) and into a real ippeveprinter."""
    from kiosk.logs import log_as_json
    from kiosk_simulator.demo.real import play_real

    log_as_json(logging.WARNING)
    raise typer.Exit(play_real(out))


def peers(  # noqa: PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(help="folder of its own, for test keys")],
    ca: Annotated[Path | None, typer.Option(help="authority of the terminals' certificates (PEM)")] = None,
    certificate: Annotated[Path | None, typer.Option(help="the centre's certificate, for 127.0.0.1")] = None,
    key: Annotated[Path | None, typer.Option(help="its key")] = None,
    cash_link: Annotated[Path | None, typer.Option(help="link to the bus; else FOLDER/cctalk")] = None,
    printer_port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one")] = 8631,
    receipt_port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one")] = 9100,
    centre_port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one")] = 8443,
) -> None:
    """Start virtual devices and a centre on loopback, for a terminal that runs beside them, until Ctrl-C.

    Prints the lines of kiosk.toml that reach them. Without --ca, --certificate and --key the centre has the
    simulated authority's, which a terminal in production refuses. Status 2: one cannot be started.
    """
    from kiosk_simulator.card.pcsc_rig import RigUnavailable
    from kiosk_simulator.centre.server import CentreTls
    from kiosk_simulator.page_printer.ippeveprinter import IppEvePrinterFailed
    from kiosk_simulator.stand_alone import Ports, StandAlonePeers, until_interrupted

    given = [each for each in (ca, certificate, key) if each is not None]
    if len(given) not in (0, 3):
        raise typer.BadParameter("--ca, --certificate and --key belong together")
    tls = CentreTls(*given) if given else None
    ports = Ports(printer_port, receipt_port, centre_port)
    try:
        with StandAlonePeers(folder, cash_link or folder / "cctalk", ports, tls) as found:
            typer.echo(found.settings)
            until_interrupted()
    except (RigUnavailable, IppEvePrinterFailed, OSError) as error:
        typer.echo(f"kiosk: {error}", err=True)
        raise typer.Exit(2) from None


def add_to(app: typer.Typer) -> None:
    """Add `demo`, `demo-real` and `peers`."""
    app.command(
        epilog=examples(
            ("kiosk demo", "a certificate, in Japanese, into out/"),
            ("kiosk demo --lang en --size 1080x1920 --out out/portrait", "in English, on a portrait panel"),
            ("kiosk demo --service card-check --profile expires_soon", "another service, another card"),
            ("kiosk demo --certificate taxation --profile katsuko", "another certificate"),
            ("kiosk demo --list-profiles", "whose cards there are"),
        )
    )(demo)
    app.command(
        "demo-real",
        epilog=examples(("kiosk demo-real --out out/real", "needs pcscd, vpcd and ippeveprinter")),
    )(demo_real)
    app.command(
        epilog=examples(
            ("kiosk peers out/peers", "virtual devices for a terminal in simulation mode"),
            (
                "kiosk peers out/peers --ca ca.pem --certificate centre.pem --key centre-key.pem",
                "in production",
            ),
        )
    )(peers)
