"""Environment and configuration that must be set before Kivy's other modules are imported."""

from __future__ import annotations

import ctypes.util
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from kiosk.resources import assets

_ENVIRONMENT = {
    "KIVY_NO_ARGS": "1",  # the program has its own arguments
    "KIVY_NO_CONFIG": "1",  # nothing is read from or written into a home folder
    "KIVY_NO_ENV_CONFIG": "1",
    "KIVY_NO_FILELOG": "1",
    "KIVY_LOG_MODE": "PYTHON",  # leave the root logger to the program
    "KIVY_METRICS_DENSITY": "1",  # the layout must not depend on the DPI that a monitor reports
    "KIVY_DPI": "96",
    "SDL_AUDIODRIVER": "dummy",
    "SDL_NO_SIGNAL_HANDLERS": "1",  # see `closing`
    "DBUS_SESSION_BUS_ADDRESS": "disabled:",  # without a session SDL would start one
}


def prepare_environment() -> None:
    """Set the environment variables; those already set by the operator win."""
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    # A filter, because Kivy sets its logger's level itself when it is imported.
    logging.getLogger("kivy").addFilter(_matters)


@contextmanager
def only_what_is_used() -> Iterator[None]:
    """Kivy's modules that are imported inside load nothing that this program does without.

    That is the styles of Kivy's own widgets; asyncio, on which its loop could run; and the C library, found by
    running a program, although Python itself runs on it. It would take longer than opening the window.
    """
    import kivy

    styles, find_library = kivy.kivy_data_dir, ctypes.util.find_library
    kivy.kivy_data_dir = str(assets() / "kivy")
    ctypes.util.find_library = _the_program_itself
    has_loops = "asyncio" in sys.modules
    if not has_loops:
        sys.modules["asyncio"] = _NoEventLoops("asyncio")
    try:
        yield
    finally:
        kivy.kivy_data_dir, ctypes.util.find_library = styles, find_library
        if not has_loops:
            del sys.modules["asyncio"]


def _the_program_itself(name: str) -> str | None:
    return None  # so CDLL takes it


class _NoEventLoops(ModuleType):
    """What Kivy's clock takes of asyncio when it is made, and never calls."""

    wait_for = None


def _matters(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


def configure(size: tuple[int, int], *, fullscreen: bool) -> None:
    """Configure the window: `size` in pixels. Must run before `kivy.core.window` is imported."""
    prepare_environment()
    from kivy.config import Config

    width, height = size
    for section, option, value in (
        ("graphics", "width", str(width)),
        ("graphics", "height", str(height)),
        ("graphics", "fullscreen", "auto" if fullscreen else "0"),
        ("graphics", "borderless", "1"),
        ("graphics", "resizable", "0"),
        ("graphics", "position", "custom"),
        ("graphics", "left", "0"),
        ("graphics", "top", "0"),
        ("graphics", "show_cursor", "0"),
        ("graphics", "multisamples", "0"),  # shapes are antialiased once, not on every frame
        ("graphics", "maxfps", "60"),
        ("kivy", "exit_on_escape", "0"),
        ("kivy", "log_level", "warning"),
        ("input", "mouse", "panel,disable_multitouch"),  # no red dots on a right click
    ):
        Config.set(section, option, value)
    # Reading /dev/input as well as the window would double every tap.
    Config.remove_option("input", "%(name)s")


prepare_environment()
