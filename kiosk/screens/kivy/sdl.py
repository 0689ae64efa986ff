"""The SDL library that Kivy uses: loaded ahead of Kivy, and for functions that Kivy does not expose."""

from __future__ import annotations

import ctypes
import os
import threading
from importlib.util import find_spec
from pathlib import Path

from kiosk.screens.kivy.setup import prepare_environment

_NAME = "libSDL2-2"
_VIDEO, _JOYSTICK = 0x20, 0x200  # SDL_INIT_VIDEO, SDL_INIT_JOYSTICK: what Kivy initialises
_WITHOUT_SCREEN = (b"offscreen", b"dummy")
_ahead: list[threading.Thread] = []


class NoDisplay(RuntimeError):
    """The window is on no screen; the message names the display."""


def load_ahead() -> None:
    """Begin to load SDL and OpenGL on a thread of its own; whoever opens a window calls `loaded_ahead` first.

    The display and its OpenGL driver take as long as a third of the program's modules, and are loaded beside
    them. SDL counts who initialises it, so that for Kivy, which does it later, nothing is left to do. Where
    SDL is not the one that comes with Kivy's wheel, nothing is loaded ahead.
    """
    prepare_environment()
    if (library := _from_wheel()) is not None:
        thread = threading.Thread(target=_load, args=(library,), name="sdl", daemon=True)
        _ahead.append(thread)
        thread.start()


def loaded_ahead() -> None:
    """Wait for what `load_ahead` has begun, if anything."""
    while _ahead:
        _ahead.pop().join()


def loaded_sdl() -> ctypes.CDLL | None:
    """The SDL2 that Kivy has loaded (its wheel brings its own), None when there is none."""
    try:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8")
    except OSError:
        return None
    for line in maps.splitlines():
        if _NAME in line:
            return ctypes.CDLL(line.split()[-1])
    return None


def check_display() -> None:
    """Raise NoDisplay if windows are on no screen: where no other driver works, SDL takes that of none."""
    sdl = loaded_sdl()
    if sdl is None or os.environ.get("SDL_VIDEODRIVER"):  # which asks for one
        return
    sdl.SDL_GetCurrentVideoDriver.restype = ctypes.c_char_p
    if sdl.SDL_GetCurrentVideoDriver() in _WITHOUT_SCREEN:
        name = os.environ.get("DISPLAY")
        raise NoDisplay(f"the display {name!r} cannot be opened" if name else "DISPLAY names no display")


def _from_wheel() -> Path | None:
    kivy = find_spec("kivy")
    if kivy is None or kivy.origin is None:
        return None
    return next(Path(kivy.origin).parents[1].glob(f"Kivy.libs/{_NAME}*"), None)


def _load(library: Path) -> None:
    # What fails here fails again when Kivy does it, and is told then.
    sdl = ctypes.CDLL(str(library))
    if sdl.SDL_Init(_VIDEO | _JOYSTICK) == 0:
        sdl.SDL_GL_LoadLibrary(None)
