"""The SDL library that Kivy uses, for functions that Kivy does not expose."""

from __future__ import annotations

import ctypes
from pathlib import Path


def loaded_sdl() -> ctypes.CDLL | None:
    """The SDL2 that Kivy has loaded (its wheel brings its own), None when there is none."""
    try:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8")
    except OSError:
        return None
    for line in maps.splitlines():
        if "libSDL2-2" in line:
            return ctypes.CDLL(line.split()[-1])
    return None
