"""What Kivy and Pillow are kept from loading, so that nothing unused delays the first picture."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType

from kiosk.resources import assets


@contextmanager
def only_what_is_used() -> Iterator[None]:
    """Kivy's modules are to be imported inside.

    They do not read the styles of Kivy's own widgets, nor load asyncio, on which Kivy's loop could run, nor
    the names of photographs' tags; and they do not run a program to find the C library, on which Python runs.
    All that would take longer than opening the window.
    """
    import kivy

    styles, find_library = kivy.kivy_data_dir, ctypes.util.find_library
    kivy.kivy_data_dir = str(assets() / "kivy")
    ctypes.util.find_library = _the_program_itself
    _when_used("PIL", "ExifTags")
    has_loops = "asyncio" in sys.modules
    if not has_loops:
        sys.modules["asyncio"] = _NoEventLoops("asyncio")
    try:
        yield
    finally:
        kivy.kivy_data_dir, ctypes.util.find_library = styles, find_library
        if not has_loops:
            del sys.modules["asyncio"]


def load_put_off() -> None:
    """Load what is loaded once it is used: two threads that use it first at one moment would do so twice."""
    from PIL.ExifTags import TAGS

    _ = TAGS


def _the_program_itself(name: str) -> str | None:
    return None  # so CDLL takes it


class _NoEventLoops(ModuleType):
    """What Kivy's clock takes of asyncio when it is made, and never calls."""

    wait_for = None


def _when_used(package: str, name: str) -> None:
    """Let a module of a package be loaded once something is taken from it."""
    whole = f"{package}.{name}"
    spec = find_spec(whole)
    if whole in sys.modules or spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[whole] = module
    spec.loader.exec_module(module)
    setattr(import_module(package), name, module)  # or an import would take its __spec__, and so load it
