"""`kiosk voice`: clips of the texts that are the same for everybody."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from kiosk.app.commands.options import examples
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.spoken.reading import spoken_texts
from kiosk.voice.engines import Synthesiser, Unspeakable, engines
from kiosk.voice.library import ClipLibrary
from kiosk.voice.voices import Engine, voice_of

voice = typer.Typer(no_args_is_help=True, help="What the terminal says.")


@voice.callback()
def group() -> None:
    """What the terminal says."""


@voice.command(
    epilog=examples(
        ("kiosk voice build /var/lib/kiosk/voice", "then name the folder as `clips` in the section [sound]"),
        ("kiosk voice build out/voice --language en", "one language only"),
    )
)
def build(
    folder: Annotated[Path, typer.Argument(help="where the clips go; what is there already is kept")],
    language: Annotated[list[str] | None, typer.Option(help="code of a language; without it all")] = None,
) -> None:
    """Speak every text without a variable part into FOLDER, so that it needs no synthesiser later.

    Needs espeak-ng, and pyopenjtalk-plus for Japanese (the locked set `voice`). Status 1: a text could not be
    spoken.
    """
    unknown = sorted({*(language or ())} - {*LANGUAGES})
    if unknown:
        raise typer.BadParameter(f"{unknown[0]} is none of {', '.join(LANGUAGES)}", param_hint="--language")
    synthesisers, library = engines(), ClipLibrary(folder)
    failed = False
    try:
        for code in language or LANGUAGES:
            began = time.monotonic()
            made, kept, missing = _speak(code, library, synthesisers)
            failed = failed or missing > 0
            took = time.monotonic() - began
            typer.echo(f"{code}: {made} made, {kept} kept, {missing} cannot be spoken ({took:.0f} s)")
    finally:
        for each in synthesisers.values():
            each.close()
    raise typer.Exit(1 if failed else 0)


def _speak(
    code: str, library: ClipLibrary, synthesisers: Mapping[Engine, Synthesiser]
) -> tuple[int, int, int]:
    """Make what is missing of a language; how many were made, kept, and cannot be spoken."""
    made = kept = missing = 0
    chosen = voice_of(code)
    for text in spoken_texts(code):
        if library.find(code, text) is not None:
            kept += 1
        elif chosen is None:
            missing += 1
        else:
            try:
                library.put(code, text, synthesisers[chosen.engine].speak(text, chosen))
                made += 1
            except Unspeakable:
                missing += 1
    return made, kept, missing
