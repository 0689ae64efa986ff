"""Environment and configuration that must be set before Kivy's other modules are imported."""

from __future__ import annotations

import logging
import os

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
