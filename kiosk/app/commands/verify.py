"""`kiosk verify`: what a receiving office does with a certificate on paper."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    from kiosk.documents.fonts.font_set import Fonts
    from kiosk.verifier.published_keys import PublishedKeys


class Language(StrEnum):
    """Languages of the result."""

    JA = "ja"
    EN = "en"


KeysOption = Annotated[Path, typer.Option(help="the centre's published keys and revoked documents (JSON)")]
OpeningKeyOption = Annotated[Path, typer.Option(help="the private key that the symbols are sealed for (PEM)")]


def verify(  # noqa: PLR0917 - one parameter an option
    files: Annotated[list[Path], typer.Argument(help="PDF, PNG or JPEG of all fronts and backs")],
    keys: KeysOption,
    opening_key: OpeningKeyOption,
    lang: Annotated[Language, typer.Option(help="language of the result")] = Language.EN,
    out: Annotated[
        Path | None, typer.Option(help="folder for pictures of each front beside its drawing")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="the result for another program")] = False,
) -> None:
    """Check a certificate on paper by the symbols on its back. Needs no network.

    Status 0: genuine. 10: altered. 11: incomplete. 12: unreadable. 13: genuine once, not valid (revoked, or
    a key that was not published or not valid on the day of issue). 2: a file or a key cannot be used.
    """
    with usable("verify"):
        from kiosk.verifier import wording
        from kiosk.verifier.report import verify as check
        from kiosk.verifier.scans import read_files

        report = check(read_files(files), *_needed(keys, opening_key))
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for each in report.comparisons:
            each.comparison.picture().save(out / f"{each.page.code}.png")
    if as_json:
        typer.echo(json.dumps(wording.as_json(report), indent=2))
    else:
        typer.echo("\n".join(wording.lines(report, lang.value)))
    raise typer.Exit(wording.EXIT_STATUS[report.judgement.verdict])


def verify_page(
    keys: KeysOption,
    opening_key: OpeningKeyOption,
    port: Annotated[int, typer.Option(min=0, max=65535, help="port of 127.0.0.1; 0 takes a free one")] = 0,
) -> None:
    """Serve the same check as a page for the browser of this computer, until Ctrl-C."""
    with usable("verify"):
        from kiosk.verifier.page_server import Checker, make_server

        server = make_server(Checker(*_needed(keys, opening_key)), port=port)
    typer.echo(f"http://127.0.0.1:{server.server_address[1]}/")
    with contextlib.suppress(KeyboardInterrupt), server:
        server.serve_forever()


def _needed(keys: Path, opening_key: Path) -> tuple[PublishedKeys, X25519PrivateKey, Fonts]:
    from kiosk.documents.fonts.font_set import Fonts
    from kiosk.verifier.opening_key import load_opening_key
    from kiosk.verifier.published_keys import PublishedKeys

    return PublishedKeys.load(keys), load_opening_key(opening_key), Fonts.load()


@contextlib.contextmanager
def usable(command: str) -> Iterator[None]:
    """Say in one line what cannot be used, and end with status 2."""
    try:
        yield
    except ModuleNotFoundError as error:
        said = f"{error.name} is not installed: a terminal checks nothing; install the extra `verify`"
        typer.echo(f"kiosk {command}: {said}", err=True)
        raise typer.Exit(2) from None
    except (ValueError, OSError) as error:  # each names its file, and no value
        typer.echo(f"kiosk {command}: {error}", err=True)
        raise typer.Exit(2) from None
