"""Draws sample views as pictures: python -m kiosk.screens.gallery --out DIR [--only pay] [--watch].

`--only` takes a state (with all its samples), the name of one sample, or a pattern such as `take_*`;
several are separated by commas. With `--watch` the pictures are drawn again whenever a source file or
a catalogue is saved, until Ctrl+C.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Never

from kiosk.fsm.view import View
from kiosk.resources import assets
from kiosk.rules.access import Access, Colours, TextSize
from kiosk.screens.contact_sheets import write_sheets
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.i18n.words import locale_folder
from kiosk.screens.kivy.manual_loop import open_app, pump
from kiosk.screens.samples import samples

POLL_SECONDS = 0.3
"""How often `--watch` looks at the files."""

_WATCHED = ("*.py", "*.po", "*.toml")


def chosen(views: Sequence[tuple[str, View]], only: str) -> Iterator[tuple[int, str, View]]:
    """The samples that `only` selects, each with its number from 1; all of them if it is empty.

    Raises ValueError if a part of `only` selects nothing.
    """
    patterns = [part.strip() for part in only.split(",") if part.strip()]
    for pattern in patterns:
        if not any(_matches(name, pattern) for name, _ in views):
            raise ValueError(f"no sample is called {pattern}: {', '.join(name for name, _ in views)}")
    for number, (name, view) in enumerate(views, 1):
        if not patterns or any(_matches(name, pattern) for pattern in patterns):
            yield number, name, view


def _matches(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern) or name.partition("-")[0] == pattern


def draw(options: argparse.Namespace) -> None:
    """Draw the chosen samples into `options.out`, one folder per language where there are several."""
    os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
    width, height = (int(side) for side in options.size.split("x"))
    languages = options.lang.split(",")
    app = open_app((width, height), languages=tuple(LANGUAGES))
    generation = 0
    for language in languages:
        folder = options.out / language if len(languages) > 1 else options.out
        folder.mkdir(parents=True, exist_ok=True)
        views = list(samples(language, every_reason=options.every_notice))
        pictures = []
        for number, name, view in chosen(views, options.only):
            generation += 1
            visit = replace(view.visit, access=access_of(options.access))
            # A generation of its own: a sample that differs in its reason only has that of another.
            pump(app, replace(view, visit=visit, generation=generation))
            pictures.append(folder / f"{number:03d}-{name}.png")
            app.screenshot(pictures[-1])
        if options.sheets:
            write_sheets(pictures, folder, "sheet")
            for picture in pictures:
                picture.unlink()
    print(f"{generation} pictures in {options.out}", flush=True)


def access_of(text: str) -> Access:
    """The choices named in `text`, such as `large,inverted,low`; raises ValueError for another word."""
    access = Access()
    for word in filter(None, text.split(",")):
        if word in set(TextSize):
            access = replace(access, text=TextSize(word))
        elif word in set(Colours):
            access = replace(access, colours=Colours(word))
        elif word == "low":
            access = replace(access, is_low=True)
        else:
            raise ValueError(f"{word} is no text size, no colours and not low")
    return access


def watch(
    arguments: Sequence[str], folders: Sequence[Path], redraw: Callable[[Sequence[str]], None]
) -> Never:
    """Call `redraw` now and after every change of a file in `folders`, until KeyboardInterrupt."""
    seen: dict[Path, int] = {}
    while True:
        now = _modified(folders)
        if now != seen:
            seen = now
            redraw(arguments)
        time.sleep(POLL_SECONDS)


def _modified(folders: Sequence[Path]) -> dict[Path, int]:
    """The time of the last change of each watched file, in nanoseconds."""
    found = {}
    for folder in folders:
        for pattern in _WATCHED:
            for path in folder.rglob(pattern):
                try:
                    found[path] = path.stat().st_mtime_ns
                except FileNotFoundError:  # an editor replaces a file by removing it first
                    continue
    return found


def _redraw(arguments: Sequence[str]) -> None:
    """Draw in a process of its own, which has the saved modules; an error there is shown and waited out."""
    subprocess.run([sys.executable, "-m", "kiosk.screens.gallery", *arguments], check=False)


def main(arguments: Sequence[str]) -> int:
    """Draw once, or again and again with `--watch`."""
    parser = argparse.ArgumentParser(prog="python -m kiosk.screens.gallery", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder of the pictures")
    parser.add_argument(
        "--lang", default=",".join(LANGUAGES), help="codes with commas between them (%(default)s)"
    )
    parser.add_argument("--size", default="1024x768", help="pixels; 1080x1920 is portrait")
    parser.add_argument("--every-notice", action="store_true", help="every reason wherever one is shown")
    parser.add_argument("--only", default="", help="state, sample or pattern; several with commas")
    parser.add_argument("--access", default="", help="large, largest; contrast, inverted; low; with commas")
    parser.add_argument("--sheets", action="store_true", help="contact sheets in place of pictures")
    parser.add_argument("--watch", action="store_true", help="draw again whenever a file is saved")
    options = parser.parse_args(arguments)
    try:
        list(chosen(list(samples(every_reason=options.every_notice)), options.only))
        access_of(options.access)
    except ValueError as error:
        parser.error(str(error))
    if not options.watch:
        draw(options)
        return 0
    once = [argument for argument in arguments if argument != "--watch"]
    try:
        watch(once, (Path(__file__).parent, locale_folder(), assets() / "information"), _redraw)
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
