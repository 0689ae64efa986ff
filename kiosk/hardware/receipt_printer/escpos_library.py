"""What python-escpos knows of a printer's model: how it cuts. Imported when the first slip is printed.

On import it reads the data of all models (a quarter of a second, which no start has to wait for), and
creates a folder in the system's temporary directory for a pickled copy of them that it never deletes. Here
that folder is inside one that is deleted after the import.
"""

from __future__ import annotations

import tempfile
from functools import cache
from typing import Any


@cache
def _dummy() -> Any:
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        try:
            from escpos.printer import Dummy
        finally:
            tempfile.tempdir = before
    return Dummy


@cache
def cut(profile: str) -> bytes:
    """Return the commands that feed the paper past the knife and cut it.

    `profile` is the printer's name in python-escpos.
    """
    printer = _dummy()(profile=profile)
    printer.cut()
    commands: bytes = printer.output
    return commands
