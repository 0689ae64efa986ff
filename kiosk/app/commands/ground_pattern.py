"""`kiosk ground-pattern`: a technician makes the copy-evident pattern suit one printer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kiosk.app.commands.options import examples
from kiosk.app.commands.verify import usable

ground_pattern = typer.Typer(
    no_args_is_help=True, help="Calibrate the copy-evident pattern of certificates for one printer."
)


@ground_pattern.command(
    "print", epilog=examples(("kiosk ground-pattern print --out page.pdf", "print it unscaled"))
)
def print_page(
    out: Annotated[Path, typer.Option(help="the page, as PDF")] = Path("ground-pattern.pdf"),
) -> None:
    """Write the page with fine dots beside coarse ones of many sizes."""
    from kiosk.documents.calibration_page import calibration_page
    from kiosk.documents.fonts.font_set import Fonts

    with usable("ground-pattern"):
        out.write_bytes(calibration_page(Fonts.load()))
    typer.echo(f"{out}: print it unscaled, and scan it in colour at 300 dpi or more")


@ground_pattern.command(epilog=examples(("kiosk ground-pattern read scan.png", "prints the setting")))
def read(scan: Annotated[Path, typer.Argument(help="PDF, PNG or JPEG of the printed page")]) -> None:
    """Read a scan of the page, and print the setting for kiosk.toml. Status 2: the scan cannot be used."""
    with usable("ground-pattern"):
        from kiosk.verifier.calibration import best, measure
        from kiosk.verifier.scans import read_scans

        measured = measure(read_scans(scan.name, scan.read_bytes(), "R"))
        pattern = best(measured)
    for each in measured:
        width, height = each.pattern.coarse
        typer.echo(f"{width:2} x {height:2}: coarse dots {each.darker:+.1f} darker than fine ones")
    typer.echo(f"[printer]\ncoarse_dot = [{pattern.coarse[0]}, {pattern.coarse[1]}]")
