"""Python's collector of reference cycles, kept away from the start and from the touches.

While modules are loaded it finds nothing and takes a tenth of the time. What is loaded stays for good: a
collection that goes through it takes tens of milliseconds, in which no thread draws.
"""

from __future__ import annotations

import gc


def hold() -> None:
    """Collect nothing until `release`."""
    gc.disable()


def set_aside() -> None:
    """Leave what is there by now out of every collection until `release`: Kivy makes one when it opens its
    window, whatever was held, and finds as little. Does nothing unless it is held."""
    if not gc.isenabled():
        gc.freeze()


def release() -> None:
    """Collect once, then only what comes from now on. Does nothing unless it is held."""
    if gc.isenabled():
        return
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.enable()
