"""`kiosk run`: its options, and what it does.

A plain `kiosk run` is understood here, without the library that parses command lines: loading that takes
longer than everything else the command line does. What is not plain goes to
`kiosk.app.commands.command_line`, which knows the same options and explains what is wrong.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.app.garbage import hold, release
from kiosk.screens.kivy.sdl import load_ahead

SMALLEST = (800, 600)
"""The smallest window, in pixels."""
HIGHEST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class RunOptions:
    """`settings` is kiosk.toml, None for a simulated terminal; `size` the window in pixels; `out` where a
    demonstration without a display writes; `console_port` the QA console's on 127.0.0.1, 0 for a free one."""

    settings: Path | None = None
    size: str = "1024x768"
    out: Path = Path("out")
    browser: bool = True
    console_port: int = 0


def parsed(arguments: Sequence[str]) -> RunOptions | None:
    """The options of a plain `run` (all after the program's name); None when it is anything else."""
    if not arguments or arguments[0] != "run":
        return None
    options, rest = RunOptions(), list(arguments[1:])
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name in ("--browser", "--no-browser") and not equals:
            options = replace(options, browser=name == "--browser")
            continue
        if not equals and rest:
            value = rest.pop(0)
        if not value or value.startswith("-"):
            return None
        if name == "--settings":
            options = replace(options, settings=Path(value))
        elif name == "--out":
            options = replace(options, out=Path(value))
        elif name == "--size" and window(value) is not None:
            options = replace(options, size=value)
        elif name == "--console-port" and value.isdecimal() and int(value) <= HIGHEST_PORT:
            options = replace(options, console_port=int(value))
        else:
            return None
    return options


def window(size: str) -> tuple[int, int] | None:
    """WIDTHxHEIGHT in pixels; None for what is no size, or less than the smallest window."""
    width, _, height = size.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        return None
    pixels = int(width), int(height)
    return pixels if pixels[0] >= SMALLEST[0] and pixels[1] >= SMALLEST[1] else None


def run(options: RunOptions) -> int:
    """Start the terminal; without a display, play a scripted visit. Returns the exit status.

    `options.size` is one that `window` knows.
    """
    size = window(options.size)
    if size is None:
        raise ValueError(options.size)
    hold()
    if _has_display():
        load_ahead()
    elif options.settings is None:
        from kiosk.app.simulator import find

        if (simulator := find()) is not None:
            release()
            return simulator.demonstrate(options.out)
    from kiosk.app.serve import serve

    return serve(options.settings, size, browser=options.browser, console_port=options.console_port)


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
