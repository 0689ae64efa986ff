"""Imports python-escpos without leaving files behind, and lets it encode a slip.

On import it creates a folder in the system's temporary directory, for a pickled copy of its printer
data, and never deletes it. Here that folder is inside one that is deleted after the import.
"""

from __future__ import annotations

import tempfile
from typing import Any

from PIL import Image


def _imported() -> Any:
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        try:
            from escpos.printer import Dummy
        finally:
            tempfile.tempdir = before
    return Dummy


_Dummy = _imported()


def slip(image: Image.Image, profile: str) -> bytes:
    """Return the commands that initialise the printer, print the image and cut it off.

    `profile` is the printer's name in python-escpos; only its width and its way of cutting matter here.
    """
    printer = _Dummy(profile=profile)
    printer.hw("INIT")
    printer.image(image)
    printer.cut()
    commands: bytes = printer.output
    return commands
